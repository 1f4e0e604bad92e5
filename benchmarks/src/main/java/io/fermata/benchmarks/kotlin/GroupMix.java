package io.fermata.benchmarks.kotlin;

import io.fermata.benchmarks.Mix;
import io.fermata.benchmarks.Workload;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** The mix on {@code Dispatchers.Default}, see {@link MixJobs}; two cores are needed. */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class GroupMix extends Workload {
  @Benchmark
  public void groupMix2() {
    if (MixJobs.INSTANCE.run() != Mix.SUM) {
      throw new AssertionError("wrong sum");
    }
  }
}
