package io.fermata.frame;

import io.fermata.Awaitable;
import org.jspecify.annotations.Nullable;

/**
 * A frame of the runtime's own that waits for itself to be woken: whoever it queued itself with
 * wakes it, and nothing but the frame is made for the wait.
 *
 * <pre>
 *   IDLE --waitFor--> (unwinding) --> WAITING --wake----> WOKEN      --step--> resume: returns
 *                                        '-----cancel--> ABANDONED  --step--> resume: CancelledError
 * </pre>
 *
 * A frame that was woken and is cancelled before its step stays WOKEN, and its resume gets the
 * error: it has to pass on what it was woken for. After either end it may wait again.
 *
 * <p>Thread: the loop's.
 *
 * @param <T> the type of the result
 */
public abstract class WaitFrame<T extends @Nullable Object> extends Frame<T> {
  private static final Object WOKEN = "woken";
  private static final Object ABANDONED = "abandoned";

  /** The task while it waits, null before the first wait, or how the last one ended. */
  private @Nullable Object waiting;

  /** A cold coroutine. */
  protected WaitFrame() {}

  /**
   * A frame that is made to wait for a coroutine which is none.
   *
   * @param state {@link #RUNNING}
   */
  protected WaitFrame(int state) {
    super(state);
  }

  /**
   * Parks the running task in this frame; the body returns what this returns.
   *
   * @throws IllegalStateException if the task was started outside any loop
   */
  protected final Object waitHere(Driver driver, int state) {
    driver.parkIn(this);
    return suspend(driver, null, state);
  }

  /**
   * The step is over and the wait begins: the frame takes its place among those who wait. Not
   * earlier, because a frame that is still on the stack may yet be lost to an overflow.
   */
  protected abstract void waitBegan();

  /** The waiting task was cancelled; its step, which will raise the error, is still to come. */
  protected abstract void waitAbandoned();

  /** What is waited for, for people; this frame if there is nothing better to name. */
  protected Object waitsFor() {
    return this;
  }

  /** The task that keeps this one from going on, for people; null if none is known. */
  protected @Nullable Awaitable<?> heldBy() {
    return null;
  }

  /**
   * For a frame that is the result of its own call, and outlives it: it no longer refers to its
   * callers.
   *
   * @return this frame
   */
  protected final Object resultItself() {
    parent = null;
    return this;
  }

  /** Lets the task go on through the ready queue. Only for a frame that waits. */
  public final void wake(Driver driver) {
    Object task = waiting;
    if (task == null || isOver()) {
      throw new IllegalStateException("nobody waits in " + this);
    }
    driver.wake(task);
    waiting = WOKEN;
  }

  /**
   * Makes a frame that was woken, and is about to return, as good as new: it may wait for another.
   */
  protected final void reuse() {
    parent = null;
    waiting = null;
  }

  /** Whether the wait has ended, one way or the other. */
  public final boolean isOver() {
    return waiting == WOKEN || waiting == ABANDONED;
  }

  /** Whether the wait ended by {@link #wake}, also if a cancel came between that and the step. */
  public final boolean isWoken() {
    return waiting == WOKEN;
  }

  /** Whether the wait ended by a cancel. */
  public final boolean isAbandoned() {
    return waiting == ABANDONED;
  }

  final void begin(Object task) {
    waiting = task;
    waitBegan();
  }

  final void abandon() {
    waiting = ABANDONED;
    waitAbandoned();
  }
}
