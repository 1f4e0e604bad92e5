package io.fermata.benchmarks.kotlin;

import io.fermata.benchmarks.Workload;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;

/** Skynet on one thread, see {@link SkynetTree}. */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Skynet extends Workload {
  @Setup
  public void meetCompany() {
    Company.meet();
  }

  @Benchmark
  public void skynet() {
    if (SkynetTree.INSTANCE.skynet() != SKYNET) {
      throw new AssertionError("wrong sum");
    }
  }
}
