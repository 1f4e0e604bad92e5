package io.fermata.benchmarks.kotlin;

import io.fermata.benchmarks.Workload;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** C, see {@link ChannelGame}. */
public class PingPong extends Workload {
  @Setup
  public void meetCompany() {
    Company.meet();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int c() {
    return ChannelGame.INSTANCE.play();
  }
}
