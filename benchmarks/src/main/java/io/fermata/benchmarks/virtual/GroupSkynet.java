package io.fermata.benchmarks.virtual;

import io.fermata.benchmarks.Workload;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Skynet with a carrier for each core, see {@link SkynetNode}; two cores are needed. */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class GroupSkynet extends Workload {
  @Benchmark
  public void groupSkynet2() {
    SkynetNode root = new SkynetNode(0, LEAVES);
    VirtualThreads.run(root);
    if (root.sum != SKYNET) {
      throw new AssertionError("wrong sum");
    }
  }
}
