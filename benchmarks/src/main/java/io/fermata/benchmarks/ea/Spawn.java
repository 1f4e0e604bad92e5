package io.fermata.benchmarks.ea;

import io.fermata.benchmarks.Workload;
import io.fermata.benchmarks.future.FutureLoop;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** D, see {@link EaSpawn}. */
public class Spawn extends Workload {
  private final FutureLoop loop = new FutureLoop();

  @Setup
  public void meetCompany() {
    EaCompany.meet();
  }

  @Benchmark
  @OperationsPerInvocation(TASKS)
  public int d() {
    CompletableFuture<Integer> result = EaSpawn.spawn(loop, TASKS);
    loop.run();
    return result.join();
  }
}
