package io.fermata.benchmarks.ea;

import static com.ea.async.Async.await;

import io.fermata.benchmarks.future.FutureLoop;
import java.util.concurrent.CompletableFuture;

/** B: an async method gives up its turn, in its own body and at the bottom of ten calls. */
public final class EaYield {
  public static final FutureLoop LOOP = new FutureLoop();

  private EaYield() {}

  public static CompletableFuture<Integer> b1(int times) {
    int sum = 0;
    for (int i = 0; i < times; i++) {
      await(LOOP.yieldNow());
      sum += i;
    }
    return CompletableFuture.completedFuture(sum);
  }

  public static CompletableFuture<Integer> b10(int times) {
    int sum = 0;
    for (int i = 0; i < times; i++) {
      sum += await(level1(i));
    }
    return CompletableFuture.completedFuture(sum);
  }

  private static CompletableFuture<Integer> level1(int x) {
    return CompletableFuture.completedFuture(await(level2(x + 1)) + x);
  }

  private static CompletableFuture<Integer> level2(int x) {
    return CompletableFuture.completedFuture(await(level3(x + 1)) + x);
  }

  private static CompletableFuture<Integer> level3(int x) {
    return CompletableFuture.completedFuture(await(level4(x + 1)) + x);
  }

  private static CompletableFuture<Integer> level4(int x) {
    return CompletableFuture.completedFuture(await(level5(x + 1)) + x);
  }

  private static CompletableFuture<Integer> level5(int x) {
    return CompletableFuture.completedFuture(await(level6(x + 1)) + x);
  }

  private static CompletableFuture<Integer> level6(int x) {
    return CompletableFuture.completedFuture(await(level7(x + 1)) + x);
  }

  private static CompletableFuture<Integer> level7(int x) {
    return CompletableFuture.completedFuture(await(level8(x + 1)) + x);
  }

  private static CompletableFuture<Integer> level8(int x) {
    return CompletableFuture.completedFuture(await(level9(x + 1)) + x);
  }

  private static CompletableFuture<Integer> level9(int x) {
    return CompletableFuture.completedFuture(await(level10(x + 1)) + x);
  }

  private static CompletableFuture<Integer> level10(int x) {
    await(LOOP.yieldNow());
    return CompletableFuture.completedFuture(x + 1_000);
  }
}
