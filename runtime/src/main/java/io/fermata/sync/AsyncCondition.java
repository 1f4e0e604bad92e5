package io.fermata.sync;

import io.fermata.Awaitable;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.frame.Driver;
import io.fermata.frame.Frame;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets tasks that hold a lock wait until another one, which holds it then, says that something has
 * changed.
 *
 * <p>Thread: one loop's.
 *
 * <p>asyncio: {@code Condition}.
 */
public final class AsyncCondition {
  private final WaitList waiters = new WaitList();
  private final AsyncLock lock;

  /** A condition of things that this lock guards. */
  public AsyncCondition(AsyncLock lock) {
    this.lock = Objects.requireNonNull(lock, "lock");
  }

  /**
   * Gives up the lock, waits for a signal, and takes the lock again.
   *
   * <p>Always suspends. Cancellation: the lock is taken again first, however often that is
   * interrupted; then the last error is thrown, and another waiting task is signalled instead. So
   * signals are never lost, but a wait may end without one: check again what was waited for, or use
   * {@link #await(BooleanSupplier)}.
   *
   * <p>Fails with an {@link IllegalStateException} if the lock is not held.
   */
  public Coroutine<Void> await() {
    return new Await(this);
  }

  /**
   * Waits, as {@link #await()} does and as often as it takes, until something holds; it is asked
   * with the lock held. Suspends only if it does not hold at once.
   *
   * <p>asyncio: {@code Condition.wait_for}.
   */
  public Coroutine<Void> await(BooleanSupplier holds) {
    return new AwaitUntil(this, Objects.requireNonNull(holds, "holds"));
  }

  /**
   * Lets the task that waits longest go on, if any, once it gets the lock. The lock stays with the
   * caller until it is released.
   *
   * <p>asyncio: {@code notify}.
   *
   * @throws IllegalStateException if the lock is not held
   */
  public void signal() {
    signal(1);
  }

  /**
   * The same for a number of waiting tasks.
   *
   * @throws IllegalStateException if the lock is not held
   */
  public void signal(int atMost) {
    requireLocked();
    for (int left = atMost; left > 0 && waiters.wakeNext(); left--) {}
  }

  /**
   * The same for all waiting tasks.
   *
   * <p>asyncio: {@code notify_all}.
   *
   * @throws IllegalStateException if the lock is not held
   */
  public void signalAll() {
    requireLocked();
    waiters.wakeAll();
  }

  private void requireLocked() {
    waiters.requireThread();
    if (!lock.isLocked()) {
      throw new IllegalStateException("the lock of this condition is not held");
    }
  }

  @Override
  public String toString() {
    return "condition [" + waiters.live() + " waiting]";
  }

  private static final class Await extends Waiter<Void> {
    private static final int SIGNAL = 0;
    private static final int LOCK = 1;

    private final AsyncCondition condition;
    private @Nullable Throwable failure;

    /** Who had the lock when the wait began, and gets it back. */
    private @Nullable Awaitable<?> lender;

    Await(AsyncCondition condition) {
      this.condition = condition;
    }

    @Override
    WaitList list() {
      return condition.waiters;
    }

    @Override
    protected void waitBegan() {
      super.waitBegan();
      lender = condition.lock.lent();
    }

    @Override
    protected Object start(Driver driver) {
      condition.requireLocked();
      condition.waiters.bind(driver, condition);
      condition.lock.waiters.bind(driver, condition.lock);
      return waitHere(driver, SIGNAL);
    }

    @Override
    protected @Nullable Object resume(Driver driver, @Nullable Object value) throws Throwable {
      boolean locked = state() == LOCK;
      if (!locked) {
        condition.waiters.remove(this);
      }
      try {
        driver.resumed(value);
      } catch (CancelledError e) {
        failure = e;
        locked = false;
      }
      if (!locked) {
        Object acquiring = driver.await(condition.lock.acquire());
        if (driver.suspended()) {
          return suspend(driver, acquiring, LOCK);
        }
      }
      condition.lock.takenBack(Objects.requireNonNull(lender));
      if (failure != null) {
        condition.waiters.wakeNext(); // it may have been signalled, and makes nothing of it
        throw failure;
      }
      return null;
    }

    @Override
    protected String source() {
      return source(AsyncCondition.class, "await");
    }
  }

  private static final class AwaitUntil extends Frame<Void> {
    private final AsyncCondition condition;
    private final BooleanSupplier holds;

    AwaitUntil(AsyncCondition condition, BooleanSupplier holds) {
      this.condition = condition;
      this.holds = holds;
    }

    @Override
    protected @Nullable Object start(Driver driver) throws Throwable {
      while (!holds.getAsBoolean()) {
        Object waiting = driver.await(condition.await());
        if (driver.suspended()) {
          return suspend(driver, waiting, 0);
        }
      }
      return null;
    }

    @Override
    protected @Nullable Object resume(Driver driver, @Nullable Object value) throws Throwable {
      driver.resumed(value);
      return start(driver);
    }

    @Override
    protected String source() {
      return Waiter.source(AsyncCondition.class, "await");
    }
  }
}
