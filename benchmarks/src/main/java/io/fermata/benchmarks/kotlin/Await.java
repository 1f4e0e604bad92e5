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
    for (int round = 0; round < ROUNDS; round++) {
      AwaitCalls.INSTANCE.a1(first(round));
      AwaitCalls.INSTANCE.a1Reference(firstReference(round));
      AwaitCalls.INSTANCE.a1Other(first(round));
      AwaitCalls.INSTANCE.a10(first(round));
      AwaitCalls.INSTANCE.a10Other(first(round));
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
