package io.fermata.benchmarks.future;

import java.util.concurrent.CompletableFuture;

/** Methods that return futures and may be overridden. */
interface AwaitService {
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
  final class Sum implements AwaitService {
    @Override
    public CompletableFuture<Integer> level1(int x) {
      return level2(x + 1).thenApply(r -> r + x);
    }

    @Override
    public CompletableFuture<Integer> level2(int x) {
      return level3(x + 1).thenApply(r -> r + x);
    }

    @Override
    public CompletableFuture<Integer> level3(int x) {
      return level4(x + 1).thenApply(r -> r + x);
    }

    @Override
    public CompletableFuture<Integer> level4(int x) {
      return level5(x + 1).thenApply(r -> r + x);
    }

    @Override
    public CompletableFuture<Integer> level5(int x) {
      return level6(x + 1).thenApply(r -> r + x);
    }

    @Override
    public CompletableFuture<Integer> level6(int x) {
      return level7(x + 1).thenApply(r -> r + x);
    }

    @Override
    public CompletableFuture<Integer> level7(int x) {
      return level8(x + 1).thenApply(r -> r + x);
    }

    @Override
    public CompletableFuture<Integer> level8(int x) {
      return level9(x + 1).thenApply(r -> r + x);
    }

    @Override
    public CompletableFuture<Integer> level9(int x) {
      return level10(x + 1).thenApply(r -> r + x);
    }

    @Override
    public CompletableFuture<Integer> level10(int x) {
      return CompletableFuture.completedFuture(x + 1_000);
    }
  }
}
