package io.fermata.benchmarks.kotlin;

import io.fermata.benchmarks.Workload;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** A, see {@link AwaitCalls}. */
public class Await extends Workload {
  @Setup
  public void meetCompany() {
    Company.meet();
  }

  @Setup
  public void waitAtTimes() {
    for (int round = 0; round < WAITING_ROUNDS; round++) {
      AwaitCalls.INSTANCE.a1(WAITING);
      AwaitCalls.INSTANCE.a1Reference("");
      AwaitCalls.INSTANCE.a1Other(WAITING);
      AwaitCalls.INSTANCE.a10(WAITING);
      AwaitCalls.INSTANCE.a10Other(WAITING);
    }
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a1() {
    return AwaitCalls.INSTANCE.a1(0);
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public String a1Reference() {
    return AwaitCalls.INSTANCE.a1Reference("a");
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a1Other() {
    return AwaitCalls.INSTANCE.a1Other(0);
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a10() {
    return AwaitCalls.INSTANCE.a10(0);
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a10Other() {
    return AwaitCalls.INSTANCE.a10Other(0);
  }
}
