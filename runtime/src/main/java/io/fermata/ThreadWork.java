package io.fermata;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Blocking work on another thread, and the promise of its result. Cancelling it ends the promise at
 * once: work that has not begun never runs, work that has begun goes on and its result is dropped.
 *
 * <p>Thread: {@link #run} is the worker's, the rest the loop's.
 */
final class ThreadWork<T extends @Nullable Object> extends Promise<T> implements Runnable {
  private final Callable<T> work;

  /** Set by the worker that begins, or by a cancel that comes first. */
  private final AtomicBoolean claimed = new AtomicBoolean();

  ThreadWork(EventLoop loop, Callable<T> work) {
    super(loop);
    this.work = work;
  }

  @Override
  public void run() {
    if (!claimed.compareAndSet(false, true)) {
      return;
    }
    try {
      T value = work.call();
      loop.post(() -> comeBack(value, null));
    } catch (Throwable t) {
      loop.post(() -> comeBack(null, t));
    }
  }

  @Override
  boolean cancel(@Nullable String message) {
    if (!super.cancel(message)) {
      return false;
    }
    if (claimed.compareAndSet(false, true)) {
      loop.blockingWork.cameBack();
    }
    return true;
  }

  @Override
  public String toString() {
    return isDone() ? super.toString() : "work on another thread";
  }

  @SuppressWarnings("NullAway") // null is a value where T allows it
  private void comeBack(@Nullable T value, @Nullable Throwable failure) {
    loop.blockingWork.cameBack();
    if (isDone()) {
      return;
    }
    if (failure == null) {
      complete(value);
    } else {
      fail(failure);
    }
  }
}
