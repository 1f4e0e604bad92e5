package io.fermata.sync;

import io.fermata.Awaitable;
import io.fermata.Coroutine;
import io.fermata.Task;
import io.fermata.frame.Driver;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A lock for tasks: at most one holds it, and it may be held over an await. It belongs to no task:
 * any may release it, and whoever acquires it twice waits for itself. Who has acquired it is
 * remembered for {@link io.fermata.EventLoop#dump}, and for nothing else.
 *
 * <p>Fair: tasks that wait get it in the order in which they began to, and none overtakes them, not
 * even the one that releases and acquires again at once.
 *
 * <p>Thread: one loop's.
 *
 * <p>asyncio: {@code Lock}.
 */
public final class AsyncLock {
  final WaitList waiters = new WaitList();

  /** The task that has acquired it, even if another will release it; null while it is free. */
  private @Nullable Awaitable<?> holder;

  /** A lock that is free. */
  public AsyncLock() {}

  /**
   * Takes the lock when it is this call's turn.
   *
   * <p>Suspends only if the lock is held, or others wait. Cancellation: the place is given up; if
   * the lock was handed to it already, the next gets it.
   *
   * @return what releases it; {@link #release} does so too. It refuses to release what another task
   *     has acquired since
   */
  public Coroutine<Held> acquire() {
    return new Acquire(this);
  }

  /**
   * Gives the lock up; the first task that waits goes on at a later turn.
   *
   * @throws IllegalStateException if nobody holds it
   */
  public void release() {
    waiters.requireThread();
    releaseHere();
  }

  private void releaseHere() {
    if (holder == null) {
      throw new IllegalStateException("this lock is not held: " + this);
    }
    holder = null;
    waiters.wakeFirst();
  }

  /** Gives the lock up for a while; what to give {@link #takenBack} then. */
  Awaitable<?> lent() {
    Awaitable<?> lender = holder;
    release();
    return Objects.requireNonNull(lender);
  }

  /** The lock, which was acquired again, belongs to the task that had it. */
  void takenBack(Awaitable<?> lender) {
    holder = lender;
  }

  /** Whether some task holds it; false while it is on its way to the first that waits. */
  public boolean isLocked() {
    return holder != null;
  }

  @Override
  public String toString() {
    String state = holder instanceof Task<?> task ? "held by " + task.name() : "free";
    return "lock [" + state + ", " + waiters.live() + " waiting]";
  }

  /** The call, and in the end what it results in. */
  private static final class Acquire extends Waiter<Held> implements Held {
    private final AsyncLock lock;

    /** The task that has acquired the lock with this; null before, and once this is closed. */
    private @Nullable Awaitable<?> owner;

    Acquire(AsyncLock lock) {
      this.lock = lock;
    }

    @Override
    WaitList list() {
      return lock.waiters;
    }

    @Override
    protected Object start(Driver driver) {
      if (lock.holder != null || lock.waiters.hasLive()) {
        lock.waiters.bind(driver, lock);
        return waitHere(driver, 0);
      }
      owner = driver.currentTask();
      lock.holder = owner;
      return this;
    }

    @Override
    protected Object resume(Driver driver, @Nullable Object value) throws Throwable {
      lock.waiters.remove(this);
      try {
        driver.resumed(value);
      } catch (Throwable t) {
        if (lock.holder == null) {
          lock.waiters.wakeFirst();
        }
        throw t;
      }
      owner = driver.currentTask();
      lock.holder = owner;
      return resultItself();
    }

    @Override
    protected @Nullable Awaitable<?> heldBy() {
      return lock.holder;
    }

    @Override
    public void close() {
      lock.waiters.requireThread();
      if (owner != null) {
        if (lock.holder != null && lock.holder != owner) {
          throw new IllegalStateException("this lock was released, and another has it: " + lock);
        }
        lock.releaseHere();
        owner = null;
      }
    }

    @Override
    protected String source() {
      return source(AsyncLock.class, "acquire");
    }
  }
}
