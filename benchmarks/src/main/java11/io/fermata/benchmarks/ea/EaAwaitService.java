package io.fermata.benchmarks.ea;

import static com.ea.async.Async.await;

import java.util.concurrent.CompletableFuture;

/** Async methods that may be overridden. */
public interface EaAwaitService {
  CompletableFuture<Integer> level1(int x);

  CompletableFuture<Integer> level2(int x);

  CompletableFuture<Integer> level3(int x);

  CompletableFuture<Integer> level4(int x);

  CompletableFuture<Integer> level5(int x);

  CompletableFuture<Integer> level6(int x);

  CompletableFuture<Integer> level7(int x);

  CompletableFuture<Integer> level8(int x);

  CompletableFuture<Integer> level9(int x);

  CompletableFuture<Integer> level10(int x);

  /** The only one there is; nothing says so to the callers. */
  final class Sum implements EaAwaitService {
    @Override
    public CompletableFuture<Integer> level1(int x) {
      return CompletableFuture.completedFuture(await(level2(x + 1)) + x);
    }

    @Override
    public CompletableFuture<Integer> level2(int x) {
      return CompletableFuture.completedFuture(await(level3(x + 1)) + x);
    }

    @Override
    public CompletableFuture<Integer> level3(int x) {
      return CompletableFuture.completedFuture(await(level4(x + 1)) + x);
    }

    @Override
    public CompletableFuture<Integer> level4(int x) {
      return CompletableFuture.completedFuture(await(level5(x + 1)) + x);
    }

    @Override
    public CompletableFuture<Integer> level5(int x) {
      return CompletableFuture.completedFuture(await(level6(x + 1)) + x);
    }

    @Override
    public CompletableFuture<Integer> level6(int x) {
      return CompletableFuture.completedFuture(await(level7(x + 1)) + x);
    }

    @Override
    public CompletableFuture<Integer> level7(int x) {
      return CompletableFuture.completedFuture(await(level8(x + 1)) + x);
    }

    @Override
    public CompletableFuture<Integer> level8(int x) {
      return CompletableFuture.completedFuture(await(level9(x + 1)) + x);
    }

    @Override
    public CompletableFuture<Integer> level9(int x) {
      return CompletableFuture.completedFuture(await(level10(x + 1)) + x);
    }

    @Override
    public CompletableFuture<Integer> level10(int x) {
      if (x < 0) {
        await(EaAwait.LOOP.yieldNow());
      }
      return CompletableFuture.completedFuture(x + 1_000);
    }
  }
}
