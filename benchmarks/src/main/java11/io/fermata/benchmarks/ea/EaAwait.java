package io.fermata.benchmarks.ea;

import static com.ea.async.Async.await;

import io.fermata.benchmarks.future.FutureLoop;
import java.util.concurrent.CompletableFuture;

/** A: await of async methods that finish without waiting, none of them inlined. */
public final class EaAwait {
  public static final FutureLoop LOOP = new FutureLoop();

  private EaAwait() {}

  public static CompletableFuture<Integer> a1(int first, int times) {
    int sum = 0;
    for (int i = 0; i < times; i++) {
      sum += await(level10(first + i));
    }
    return CompletableFuture.completedFuture(sum);
  }

  public static CompletableFuture<String> a1Reference(String first, int times) {
    String last = first;
    for (int i = 0; i < times; i++) {
      last = await(reference(last));
    }
    return CompletableFuture.completedFuture(last);
  }

  public static CompletableFuture<Integer> a1Other(EaAwaitService service, int first, int times) {
    int sum = 0;
    for (int i = 0; i < times; i++) {
      sum += await(service.level10(first + i));
    }
    return CompletableFuture.completedFuture(sum);
  }

  public static CompletableFuture<Integer> a10(int first, int times) {
    int sum = 0;
    for (int i = 0; i < times; i++) {
      sum += await(level1(first + i));
    }
    return CompletableFuture.completedFuture(sum);
  }

  public static CompletableFuture<Integer> a10Other(EaAwaitService service, int first, int times) {
    int sum = 0;
    for (int i = 0; i < times; i++) {
      sum += await(service.level1(first + i));
    }
    return CompletableFuture.completedFuture(sum);
  }

  private static CompletableFuture<String> reference(String x) {
    if (x.isEmpty()) {
      await(LOOP.yieldNow());
    }
    return CompletableFuture.completedFuture(x);
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
    if (x < 0) {
      await(LOOP.yieldNow());
    }
    return CompletableFuture.completedFuture(x + 1_000);
  }
}
