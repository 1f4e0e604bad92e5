package io.fermata.benchmarks.future;

import io.fermata.benchmarks.Sleepers;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntUnaryOperator;

/** E and F. Nobody holds the chains but the loop. */
public final class ParkedTasks implements Sleepers {
  private static long sum;

  @Override
  public long run(int tasks, IntUnaryOperator millis, Runnable whenAsleep) {
    FutureLoop loop = new FutureLoop();
    sum = 0;
    for (int i = 0; i < tasks; i++) {
      sleeper(loop.sleep(millis.applyAsInt(i)), "name", i, 2L * i);
    }
    whenAsleep.run();
    loop.run();
    return sum;
  }

  private static void sleeper(CompletableFuture<Void> slept, String name, int number, long total) {
    CompletableFuture<Void> unused = slept.thenRun(() -> sum += name.length() + number + total);
  }
}
