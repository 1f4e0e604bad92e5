package io.fermata.benchmarks.future;

import java.util.concurrent.CompletableFuture;

/** Chains of other kinds that are alive beside the measured ones, as in a real program. */
final class Company {
  private static final int ROUNDS = 20_000;

  private Company() {}

  static void meet() {
    FutureLoop loop = new FutureLoop();
    int total = 0;
    for (int i = 0; i < ROUNDS; i++) {
      CompletableFuture<Integer> sum = all(loop, i);
      loop.run();
      total |= sum.join();
    }
    if (total == 0) {
      throw new AssertionError("the company did nothing");
    }
  }

  private static CompletableFuture<Integer> all(FutureLoop loop, int i) {
    return loop.yieldNow()
        .thenApply(turn -> i + 1)
        .thenApply(x -> x + 2)
        .thenCompose(x -> loop.yieldNow().thenApply(turn -> x + 3))
        .thenCompose(x -> CompletableFuture.completedFuture(x + 4))
        .thenCombine(loop.yieldNow(), (x, turn) -> x + 5)
        .handle((x, failure) -> failure == null ? x + 6 : 0)
        .whenComplete((x, failure) -> {})
        .exceptionally(failure -> 0)
        .thenApply(x -> x | 1);
  }
}
