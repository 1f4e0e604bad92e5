package io.fermata.benchmarks.ea;

import static com.ea.async.Async.await;

import io.fermata.benchmarks.future.FutureLoop;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntUnaryOperator;

/** E and F. */
public final class EaSleep {
  // Static, so that nothing but the three values is live in a sleeper.
  private static FutureLoop loop = new FutureLoop();
  private static long sum;

  private EaSleep() {}

  public static long run(int tasks, IntUnaryOperator millis, Runnable whenAsleep) {
    loop = new FutureLoop();
    sum = 0;
    for (int i = 0; i < tasks; i++) {
      sleeper(millis.applyAsInt(i), "name", i, 2L * i);
    }
    whenAsleep.run();
    loop.run();
    return sum;
  }

  private static CompletableFuture<Void> sleeper(int millis, String name, int number, long total) {
    await(loop.sleep(millis));
    sum += name.length() + number + total;
    return CompletableFuture.completedFuture(null);
  }
}
