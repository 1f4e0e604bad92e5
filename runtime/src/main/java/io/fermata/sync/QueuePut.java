package io.fermata.sync;

import io.fermata.frame.Attempt;
import io.fermata.frame.Driver;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A call of {@link AsyncQueue#put}. */
final class QueuePut<T> extends Attempt<Void> {
  private final T item;

  /** Null once used. */
  private @Nullable AsyncQueue<T> queue;

  QueuePut(AsyncQueue<T> queue, T item) {
    this.queue = queue;
    this.item = item;
  }

  @Override
  protected @Nullable Object start(Driver driver) {
    AsyncQueue<T> to = queue;
    if (to == null) {
      throw usedBefore();
    }
    queue = null;
    if (to.offer(item)) {
      return null;
    }
    Wait<T> idle = to.idlePut;
    to.idlePut = null;
    Wait<T> wait = idle == null ? new Wait<>(to) : idle;
    wait.item = item;
    to.bind(driver);
    return wait.waitHere(driver);
  }

  @Override
  protected String name() {
    return AsyncQueue.class.getName() + ".put";
  }

  /** Waits for a place in the queue. */
  static final class Wait<T> extends QueueWait<T, Void> {
    private @Nullable T item;

    private Wait(AsyncQueue<T> queue) {
      super(queue);
    }

    @Override
    boolean isPossible() {
      return !queue.isFull();
    }

    @Override
    WaitList list() {
      return queue.putters;
    }

    @Override
    protected @Nullable Object start(Driver driver) {
      if (!queue.offer(Objects.requireNonNull(item))) {
        return waitHere(driver);
      }
      item = null;
      reuse();
      queue.idlePut = this;
      return null;
    }

    @Override
    protected String source() {
      return source(AsyncQueue.class, "put");
    }
  }
}
