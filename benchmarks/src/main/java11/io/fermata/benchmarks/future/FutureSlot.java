package io.fermata.benchmarks.future;

import java.util.concurrent.CompletableFuture;

/** A queue of one. Whoever waits goes on at its turn. */
public final class FutureSlot<T> {
  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  private final FutureLoop loop;
  private T item;
  private CompletableFuture<T> getter;
  private T late;
  private CompletableFuture<Void> putter;

  public FutureSlot(FutureLoop loop) {
    this.loop = loop;
  }

  public CompletableFuture<Void> put(T value) {
    CompletableFuture<T> waiting = getter;
    if (waiting != null) {
      getter = null;
      loop.completeSoon(waiting, value);
      return DONE;
    }
    if (item == null) {
      item = value;
      return DONE;
    }
    late = value;
    putter = new CompletableFuture<>();
    return putter;
  }

  public CompletableFuture<T> get() {
    T value = item;
    if (value == null) {
      getter = new CompletableFuture<>();
      return getter;
    }
    item = late;
    late = null;
    if (putter != null) {
      loop.completeSoon(putter, null);
      putter = null;
    }
    return CompletableFuture.completedFuture(value);
  }
}
