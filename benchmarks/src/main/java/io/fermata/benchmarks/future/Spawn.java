package io.fermata.benchmarks.future;

import io.fermata.benchmarks.Workload;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** D: a hundred thousand chains are started, each waits for a turn once, all are joined. */
public class Spawn extends Workload {
  private final FutureLoop loop = new FutureLoop();

  @Setup
  public void meetCompany() {
    Company.meet();
  }

  @Benchmark
  @OperationsPerInvocation(TASKS)
  public int d() {
    CompletableFuture<?>[] tasks = new CompletableFuture<?>[TASKS];
    for (int i = 0; i < TASKS; i++) {
      int number = i;
      tasks[i] = loop.yieldNow().thenApply(turn -> number & 1);
    }
    CompletableFuture<Integer> sum =
        CompletableFuture.allOf(tasks)
            .thenApply(
                all -> {
                  int total = 0;
                  for (CompletableFuture<?> task : tasks) {
                    total += (Integer) task.join();
                  }
                  return total;
                });
    loop.run();
    return sum.join();
  }
}
