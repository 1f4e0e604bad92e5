package io.fermata.sync;

import io.fermata.frame.Driver;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for one thing, in the order in which they began to: a list linked through the
 * waiting calls. Who was woken or cancelled stays in until its step removes it (but for {@link
 * #takeNext}), so that nobody who comes meanwhile can pass.
 *
 * <p>Thread: the loop's.
 */
final class WaitList {
  /** The loop that this belongs to, from the first wait on. */
  private @Nullable Driver driver;

  private @Nullable Waiter<?> first;
  private @Nullable Waiter<?> last;

  /** The lock, event or whatever it is whose list this is, from the first wait on. */
  private @Nullable Object owner;

  /** Before this one, all are woken or cancelled; null: all are. */
  private @Nullable Waiter<?> pending;

  /** How many are in that were not cancelled. */
  private int live;

  /**
   * Comes before a wait.
   *
   * @throws IllegalStateException if others wait or waited here in another loop; or if the task has
   *     no loop, which must not come to own this
   */
  void bind(Driver running, Object owner) {
    if (driver != running) {
      if (driver != null) {
        throw new IllegalStateException(owner + " belongs to another event loop");
      }
      running.requireThread();
      driver = running;
      this.owner = owner;
    }
  }

  /**
   * Comes before any change of what is waited for.
   *
   * @throws IllegalStateException if this is not the thread of the loop in which somebody has
   *     waited here; nothing was changed then
   */
  void requireThread() {
    if (driver != null) {
      driver.requireThread();
    }
  }

  /** What those who wait here wait for. */
  Object owner(Object otherwise) {
    return owner == null ? otherwise : owner;
  }

  /** Whether anyone is in who was not cancelled. */
  boolean hasLive() {
    return live > 0;
  }

  int live() {
    return live;
  }

  void add(Waiter<?> waiter) {
    Waiter<?> before = last;
    waiter.previous = before;
    last = waiter;
    if (before == null) {
      first = waiter;
    } else {
      before.next = waiter;
    }
    if (pending == null) {
      pending = waiter;
    }
    live++;
  }

  /** Does nothing if it is not in. */
  void remove(Waiter<?> waiter) {
    Waiter<?> before = waiter.previous;
    Waiter<?> after = waiter.next;
    if (before == null && first != waiter) {
      return;
    }
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
    if (pending == waiter) {
      pending = after;
    }
    waiter.previous = null;
    waiter.next = null;
    if (!waiter.isAbandoned()) {
      live--;
    }
  }

  /** One who is in was cancelled. */
  void abandoned() {
    live--;
  }

  /** Wakes the first, if that one is still waiting. */
  void wakeFirst() {
    Waiter<?> waiter = first;
    if (waiter != null && !waiter.isOver()) {
      wake(waiter);
    }
  }

  /**
   * Wakes the first that is still waiting.
   *
   * @return whether there was one
   */
  boolean wakeNext() {
    Waiter<?> waiter = pending;
    while (waiter != null && waiter.isOver()) {
      waiter = waiter.next;
    }
    if (waiter == null) {
      pending = null;
      return false;
    }
    wake(waiter);
    pending = waiter.next;
    return true;
  }

  void wakeAll() {
    while (wakeNext()) {}
  }

  /**
   * As {@link #wakeNext}, and takes out whoever it comes by: those who have to begin again find
   * their place at the end.
   */
  void takeNext() {
    for (Waiter<?> waiter; (waiter = first) != null; ) {
      boolean over = waiter.isOver();
      remove(waiter);
      if (!over) {
        wake(waiter);
        return;
      }
    }
  }

  void takeAll() {
    while (first != null) {
      takeNext();
    }
  }

  @SuppressWarnings("NullAway") // it was bound when the waiter came
  private void wake(Waiter<?> waiter) {
    waiter.wake(driver);
  }
}
