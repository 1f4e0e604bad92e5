package io.fermata.benchmarks.ea;

import static com.ea.async.Async.await;

import io.fermata.benchmarks.future.FutureLoop;
import io.fermata.benchmarks.future.FutureSlot;
import java.util.concurrent.CompletableFuture;

/** C: two async methods send a message to and fro, through a queue of one for each direction. */
public final class EaPingPong {
  private EaPingPong() {}

  public static CompletableFuture<Integer> game(FutureLoop loop, int times) {
    FutureSlot<Integer> there = new FutureSlot<>(loop);
    FutureSlot<Integer> back = new FutureSlot<>(loop);
    CompletableFuture<Integer> ping = ping(there, back, times);
    await(pong(there, back, times));
    return CompletableFuture.completedFuture(await(ping));
  }

  private static CompletableFuture<Integer> ping(
      FutureSlot<Integer> there, FutureSlot<Integer> back, int times) {
    Integer message = 1_000;
    for (int i = 0; i < times; i++) {
      await(there.put(message));
      message = await(back.get());
    }
    return CompletableFuture.completedFuture(message);
  }

  private static CompletableFuture<Void> pong(
      FutureSlot<Integer> there, FutureSlot<Integer> back, int times) {
    for (int i = 0; i < times; i++) {
      await(back.put(await(there.get())));
    }
    return CompletableFuture.completedFuture(null);
  }
}
