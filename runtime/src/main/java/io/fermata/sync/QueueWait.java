package io.fermata.sync;

import io.fermata.frame.Driver;
import org.jspecify.annotations.Nullable;

/** Waits until a queue lets a call go on, and tries again then: another may have been faster. */
abstract class QueueWait<T, R extends @Nullable Object> extends Waiter<R> {
  final AsyncQueue<T> queue;

  QueueWait(AsyncQueue<T> queue) {
    super(RUNNING);
    this.queue = queue;
  }

  /** Whether the queue would let such a call go on now. */
  abstract boolean isPossible();

  final Object waitHere(Driver driver) {
    return waitHere(driver, 0);
  }

  @Override
  protected final @Nullable Object resume(Driver driver, @Nullable Object value) throws Throwable {
    try {
      driver.resumed(value);
    } catch (Throwable t) {
      list().remove(this);
      if (isPossible() && isWoken()) {
        list().takeNext();
      }
      throw t;
    }
    return start(driver);
  }
}
