package io.fermata.sync;

import io.fermata.Coroutine;
import io.fermata.frame.Driver;
import org.jspecify.annotations.Nullable;

/**
 * A number of permits for tasks; a task that finds none waits for one to be released.
 *
 * <p>Fair: tasks that wait get a permit in the order in which they began to, and none overtakes
 * them. A released permit goes to the first of them directly.
 *
 * <p>Thread: one loop's.
 *
 * <p>asyncio: {@code Semaphore} and {@code BoundedSemaphore}.
 */
public final class AsyncSemaphore {
  private final WaitList waiters = new WaitList();
  private final int bound;
  private int permits;

  /**
   * A semaphore that may come to have more permits than it began with.
   *
   * @throws IllegalArgumentException if {@code permits} is negative
   */
  public AsyncSemaphore(int permits) {
    this(permits, Integer.MAX_VALUE);
  }

  private AsyncSemaphore(int permits, int bound) {
    if (permits < 0) {
      throw new IllegalArgumentException("a semaphore cannot begin with " + permits + " permits");
    }
    this.permits = permits;
    this.bound = bound;
  }

  /**
   * A semaphore that refuses a release for which there was no acquire.
   *
   * @throws IllegalArgumentException if {@code permits} is negative
   */
  public static AsyncSemaphore bounded(int permits) {
    return new AsyncSemaphore(permits, permits);
  }

  /**
   * Takes a permit when it is this call's turn.
   *
   * <p>Suspends only if there is no permit, or others wait. Cancellation: the place is given up; a
   * permit that it was given already goes to the next.
   *
   * @return what releases the permit; {@link #release} does so too
   */
  public Coroutine<Held> acquire() {
    return new Acquire(this);
  }

  /**
   * Gives a permit back; the first task that waits gets it and goes on at a later turn.
   *
   * @throws IllegalStateException if the semaphore is bounded and has all its permits
   */
  public void release() {
    waiters.requireThread();
    releaseHere();
  }

  private void releaseHere() {
    if (permits >= bound) {
      throw new IllegalStateException("released more often than acquired: " + this);
    }
    permits++;
    wakeNext();
  }

  /** Whether {@link #acquire} would have to wait. */
  public boolean isLocked() {
    return permits == 0 || waiters.hasLive();
  }

  private boolean wakeNext() {
    if (!waiters.wakeNext()) {
      return false;
    }
    permits--;
    return true;
  }

  @Override
  public String toString() {
    return "semaphore [" + permits + " free, " + waiters.live() + " waiting]";
  }

  /** The call, and in the end what it results in. */
  private static final class Acquire extends Waiter<Held> implements Held {
    private final AsyncSemaphore semaphore;
    private boolean closed;

    Acquire(AsyncSemaphore semaphore) {
      this.semaphore = semaphore;
    }

    @Override
    WaitList list() {
      return semaphore.waiters;
    }

    @Override
    protected Object start(Driver driver) {
      if (semaphore.isLocked()) {
        semaphore.waiters.bind(driver, semaphore);
        return waitHere(driver, 0);
      }
      semaphore.permits--;
      return this;
    }

    @Override
    protected Object resume(Driver driver, @Nullable Object value) throws Throwable {
      semaphore.waiters.remove(this);
      try {
        driver.resumed(value);
      } catch (Throwable t) {
        if (isWoken()) {
          semaphore.permits++;
        }
        throw t;
      } finally {
        // Permits may be free that were released while others had their turn to come.
        while (semaphore.permits > 0 && semaphore.wakeNext()) {}
      }
      return resultItself();
    }

    @Override
    public void close() {
      semaphore.waiters.requireThread();
      if (!closed) {
        semaphore.releaseHere();
        closed = true;
      }
    }

    @Override
    protected String source() {
      return source(AsyncSemaphore.class, "acquire");
    }
  }
}
