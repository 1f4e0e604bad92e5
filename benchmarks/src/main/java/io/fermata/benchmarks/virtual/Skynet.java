package io.fermata.benchmarks.virtual;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Skynet with one carrier, see {@link SkynetNode}. */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Skynet extends OneCarrier {
  @Benchmark
  public void skynet() {
    SkynetNode root = new SkynetNode(0, LEAVES);
    VirtualThreads.run(root);
    if (root.sum != SKYNET) {
      throw new AssertionError("wrong sum");
    }
  }
}
