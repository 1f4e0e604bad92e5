package io.fermata.benchmarks.kotlin;

import io.fermata.benchmarks.Workload;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;

/** Skynet on {@code Dispatchers.Default}, see {@link SkynetTree}; two cores are needed. */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class GroupSkynet extends Workload {
  @Setup
  public void meetCompany() {
    Company.meet();
  }

  @Benchmark
  public void groupSkynet2() {
    if (SkynetTree.INSTANCE.groupSkynet() != SKYNET) {
      throw new AssertionError("wrong sum");
    }
  }
}
