package io.fermata.benchmarks.ea;

import io.fermata.benchmarks.Workload;
import io.fermata.benchmarks.future.FutureLoop;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** C, see {@link EaPingPong}. */
public class PingPong extends Workload {
  private final FutureLoop loop = new FutureLoop();

  @Setup
  public void meetCompany() {
    EaCompany.meet();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int c() {
    CompletableFuture<Integer> result = EaPingPong.game(loop, TIMES);
    loop.run();
    return result.join();
  }
}
