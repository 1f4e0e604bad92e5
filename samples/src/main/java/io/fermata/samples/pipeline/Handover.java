package io.fermata.samples.pipeline;

import static io.fermata.Fermata.*;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Promise;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/**
 * A bounded hand-over, first in, first out, between the tasks of one loop.
 *
 * <p>Who has to wait parks on a promise of its own; whoever makes a change wakes those who wait for
 * it, and each looks again. A waiter that is cancelled has put nothing and taken nothing. Loop
 * thread only, so there is nothing to lock.
 */
final class Handover<T> {
  private final int capacity;
  private final Queue<T> items = new ArrayDeque<>();
  private final Queue<Promise<Void>> waitForSpace = new ArrayDeque<>();
  private final Queue<Promise<Void>> waitForItem = new ArrayDeque<>();
  private boolean closed;

  Handover(int capacity) {
    this.capacity = capacity;
  }

  /** Puts an item; waits while there is no space. Fails with IllegalStateException once closed. */
  @Async
  Coroutine<Void> put(T item) {
    while (!closed && items.size() == capacity) {
      await(parkIn(waitForSpace));
    }
    if (closed) {
      throw new IllegalStateException("the hand-over is closed");
    }
    items.add(item);
    wake(waitForItem);
    return Coroutine.done();
  }

  /** Takes the oldest item; waits while there is none. Empty once closed and nothing is left. */
  @Async
  Coroutine<Optional<T>> take() {
    while (!closed && items.isEmpty()) {
      await(parkIn(waitForItem));
    }
    Optional<T> item = Optional.ofNullable(items.poll());
    wake(waitForSpace);
    return Coroutine.of(item);
  }

  /** Takes no more items; those that are in it can still be taken. */
  void close() {
    closed = true;
    wake(waitForItem);
    wake(waitForSpace);
  }

  private static Promise<Void> parkIn(Queue<Promise<Void>> queue) {
    Promise<Void> promise = EventLoop.current().createPromise();
    queue.add(promise);
    return promise;
  }

  private static void wake(Queue<Promise<Void>> queue) {
    for (Promise<Void> promise; (promise = queue.poll()) != null; ) {
      if (!promise.isDone()) {
        promise.complete(null);
      }
    }
  }
}
