package io.fermata.sync;

import io.fermata.Coroutine;
import io.fermata.frame.Driver;
import org.jspecify.annotations.Nullable;

/**
 * A flag that tasks can wait for.
 *
 * <p>Thread: one loop's.
 *
 * <p>asyncio: {@code Event}.
 */
public final class AsyncEvent {
  private final WaitList waiters = new WaitList();
  private boolean set;

  /** An event that is not set. */
  public AsyncEvent() {}

  /**
   * Waits until the event is set. A task that waits when it is set goes on, also if it is cleared
   * at once.
   *
   * <p>Suspends only if it is not set. Cancellation: the wait ends, nothing else.
   */
  public Coroutine<Void> await() {
    return new Await(this);
  }

  /**
   * Sets the event: all tasks that wait go on at a later turn, in the order in which they began to.
   */
  public void set() {
    waiters.requireThread();
    if (!set) {
      set = true;
      waiters.wakeAll();
    }
  }

  /** From now on, {@link #await} waits again. */
  public void clear() {
    waiters.requireThread();
    set = false;
  }

  /** Whether it is set. */
  public boolean isSet() {
    return set;
  }

  @Override
  public String toString() {
    return "event [" + (set ? "set" : "not set") + ", " + waiters.live() + " waiting]";
  }

  private static final class Await extends Waiter<Void> {
    private final AsyncEvent event;

    Await(AsyncEvent event) {
      this.event = event;
    }

    @Override
    WaitList list() {
      return event.waiters;
    }

    @Override
    protected @Nullable Object start(Driver driver) {
      if (event.set) {
        return null;
      }
      event.waiters.bind(driver, event);
      return waitHere(driver, 0);
    }

    @Override
    protected @Nullable Object resume(Driver driver, @Nullable Object value) throws Throwable {
      event.waiters.remove(this);
      return driver.resumed(value);
    }

    @Override
    protected String source() {
      return source(AsyncEvent.class, "await");
    }
  }
}
