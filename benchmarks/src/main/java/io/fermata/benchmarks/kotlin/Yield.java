package io.fermata.benchmarks.kotlin;

import io.fermata.benchmarks.Workload;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** B, see {@link YieldCalls}. */
public class Yield extends Workload {
  @Setup
  public void meetCompany() {
    Company.meet();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int b1() {
    return YieldCalls.INSTANCE.b1();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int b10() {
    return YieldCalls.INSTANCE.b10();
  }
}
