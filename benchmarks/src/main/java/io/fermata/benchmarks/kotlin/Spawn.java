package io.fermata.benchmarks.kotlin;

import io.fermata.benchmarks.Workload;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** D, see {@link SpawnCalls}. */
public class Spawn extends Workload {
  @Setup
  public void meetCompany() {
    Company.meet();
  }

  @Benchmark
  @OperationsPerInvocation(TASKS)
  public int d() {
    return SpawnCalls.INSTANCE.d();
  }
}
