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

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a1() {
    return AwaitCalls.INSTANCE.a1();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public String a1Reference() {
    return AwaitCalls.INSTANCE.a1Reference();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a1Other() {
    return AwaitCalls.INSTANCE.a1Other();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a10() {
    return AwaitCalls.INSTANCE.a10();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a10Other() {
    return AwaitCalls.INSTANCE.a10Other();
  }
}
