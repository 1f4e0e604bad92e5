package io.fermata.sync;

import io.fermata.frame.Attempt;
import io.fermata.frame.Driver;
import org.jspecify.annotations.Nullable;

/** A call of {@link AsyncQueue#get}. */
final class QueueGet<T> extends Attempt<T> {
  /** Null once used. */
  private @Nullable AsyncQueue<T> queue;

  QueueGet(AsyncQueue<T> queue) {
    this.queue = queue;
  }

  @Override
  protected Object start(Driver driver) {
    AsyncQueue<T> from = queue;
    if (from == null) {
      throw usedBefore();
    }
    queue = null;
    T item = from.poll();
    if (item != null) {
      return item;
    }
    Wait<T> idle = from.idleGet;
    from.idleGet = null;
    Wait<T> wait = idle == null ? new Wait<>(from) : idle;
    from.bind(driver);
    return wait.waitHere(driver);
  }

  @Override
  protected String name() {
    return AsyncQueue.class.getName() + ".get";
  }

  /** Waits for an item. */
  static final class Wait<T> extends QueueWait<T, T> {
    private Wait(AsyncQueue<T> queue) {
      super(queue);
    }

    @Override
    boolean isPossible() {
      return !queue.isEmpty();
    }

    @Override
    WaitList list() {
      return queue.getters;
    }

    @Override
    protected Object start(Driver driver) {
      T item = queue.poll();
      if (item == null) {
        return waitHere(driver);
      }
      reuse();
      queue.idleGet = this;
      return item;
    }

    @Override
    protected String source() {
      return source(AsyncQueue.class, "get");
    }
  }
}
