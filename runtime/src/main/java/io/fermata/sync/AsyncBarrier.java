package io.fermata.sync;

import io.fermata.Coroutine;
import io.fermata.frame.Driver;
import org.jspecify.annotations.Nullable;

/**
 * A place where a number of tasks wait for each other; when the last arrives, all go on, and the
 * barrier can be used again.
 *
 * <pre>
 *   FILLING --last arrives--> DRAINING --last leaves--> FILLING
 *      '----reset, some wait--> RESETTING --last leaves--> FILLING
 *   any --abort--> BROKEN --reset--> FILLING, or RESETTING while some are still to leave
 * </pre>
 *
 * <p>Thread: one loop's.
 *
 * <p>asyncio: {@code Barrier}.
 */
public final class AsyncBarrier {
  private enum State {
    FILLING,
    DRAINING,
    RESETTING,
    BROKEN
  }

  private final WaitList waiters = new WaitList();
  private final int parties;
  private State state = State.FILLING;

  /** How many have arrived and not yet left. */
  private int arrived;

  /**
   * A barrier for this many tasks.
   *
   * @throws IllegalArgumentException if that is less than one
   */
  public AsyncBarrier(int parties) {
    if (parties < 1) {
      throw new IllegalArgumentException("a barrier needs at least one party, not " + parties);
    }
    this.parties = parties;
  }

  /**
   * Waits until as many tasks have arrived as the barrier is for. A task that comes while those
   * before are still leaving waits for that first.
   *
   * <p>Suspends unless it is the last to arrive. Cancellation: the place is given up, and the
   * barrier waits for another. Fails with a {@link BarrierBrokenException} if the barrier is
   * broken, or is reset or aborted meanwhile.
   *
   * @return the index of arrival, from 0
   */
  public Coroutine<Integer> await() {
    return new Await(this);
  }

  /** Empties the barrier: tasks that wait fail with a {@link BarrierBrokenException}. */
  public void reset() {
    waiters.requireThread();
    state = arrived > 0 ? State.RESETTING : State.FILLING;
    waiters.wakeAll();
  }

  /** Breaks the barrier: a task that waits now, or comes before the next {@link #reset}, fails. */
  public void abort() {
    waiters.requireThread();
    state = State.BROKEN;
    waiters.wakeAll();
  }

  /** How many tasks it is for. */
  public int parties() {
    return parties;
  }

  /** How many wait for the others. */
  public int waiting() {
    return state == State.FILLING ? arrived : 0;
  }

  /** Whether it was aborted and not reset since. */
  public boolean isBroken() {
    return state == State.BROKEN;
  }

  private void leave() {
    arrived--;
    if (arrived == 0) {
      if (state == State.RESETTING || state == State.DRAINING) {
        state = State.FILLING;
      }
      waiters.wakeAll();
    }
  }

  @Override
  public String toString() {
    return "barrier [" + state + ", " + arrived + " of " + parties + "]";
  }

  private static final class Await extends Waiter<Integer> {
    /** Waits until those before have left. */
    private static final int OUTSIDE = 0;

    /** Has arrived, and waits for the others. */
    private static final int ARRIVED = 1;

    private final AsyncBarrier barrier;
    private int index;

    Await(AsyncBarrier barrier) {
      this.barrier = barrier;
    }

    @Override
    WaitList list() {
      return barrier.waiters;
    }

    @Override
    protected Object start(Driver driver) {
      if (barrier.state == State.DRAINING || barrier.state == State.RESETTING) {
        return waitAt(driver, OUTSIDE);
      }
      if (barrier.state == State.BROKEN) {
        throw new BarrierBrokenException("the barrier was aborted");
      }
      index = barrier.arrived++;
      if (index + 1 < barrier.parties) {
        return waitAt(driver, ARRIVED);
      }
      barrier.state = State.DRAINING;
      barrier.waiters.wakeAll();
      barrier.leave();
      return index;
    }

    private Object waitAt(Driver driver, int point) {
      barrier.waiters.bind(driver, barrier);
      return waitHere(driver, point);
    }

    @Override
    protected Object resume(Driver driver, @Nullable Object value) throws Throwable {
      barrier.waiters.remove(this);
      boolean arrived = state() == ARRIVED;
      try {
        driver.resumed(value);
      } catch (Throwable t) {
        barrier.waiters.wakeNext(); // as asyncio, whose barrier is built on a condition
        if (arrived) {
          barrier.leave();
        }
        throw t;
      }
      if (!arrived) {
        return start(driver);
      }
      if (barrier.state == State.FILLING) {
        return waitAt(driver, ARRIVED);
      }
      boolean released = barrier.state == State.DRAINING;
      barrier.leave();
      if (!released) {
        throw new BarrierBrokenException("the barrier was reset or aborted");
      }
      return index;
    }

    @Override
    protected String source() {
      return source(AsyncBarrier.class, "await");
    }
  }
}
