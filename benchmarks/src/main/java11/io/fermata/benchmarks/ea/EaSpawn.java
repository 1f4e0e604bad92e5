package io.fermata.benchmarks.ea;

import static com.ea.async.Async.await;

import io.fermata.benchmarks.future.FutureLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** D: async methods are called, each yields once, all are awaited. */
public final class EaSpawn {
  private EaSpawn() {}

  public static CompletableFuture<Integer> spawn(FutureLoop loop, int count) {
    List<CompletableFuture<Integer>> tasks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      tasks.add(child(loop, i));
    }
    int sum = 0;
    for (int i = 0; i < count; i++) {
      sum += await(tasks.get(i));
    }
    return CompletableFuture.completedFuture(sum);
  }

  private static CompletableFuture<Integer> child(FutureLoop loop, int i) {
    await(loop.yieldNow());
    return CompletableFuture.completedFuture(i & 1);
  }
}
