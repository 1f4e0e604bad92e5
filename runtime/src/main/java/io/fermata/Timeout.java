package io.fermata;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The time limit of a scope, as {@link Fermata#withTimeout} hands it to the body.
 *
 * <p>Thread: the loop's.
 *
 * <p>asyncio: {@code Timeout}.
 */
public final class Timeout {
  /** The code inside a scope; may be an async lambda. */
  @FunctionalInterface
  public interface Body<T extends @Nullable Object> {
    /** Returns what the scope awaits. */
    Coroutine<T> run(Timeout timeout) throws Exception;
  }

  private final EventLoop loop;
  private final Task<?> task;

  /** How often the task had been cancelled when the scope was entered. */
  private final int cancelledBefore;

  private @Nullable Handle timer;
  private boolean expired;
  private boolean left;

  /** Enters a scope of the running task. */
  Timeout(EventLoop loop, Task<?> task, long nanos) {
    this.loop = loop;
    this.task = task;
    this.cancelledBefore = task.cancelling();
    start(nanos);
  }

  /**
   * Sets a new limit, counted from now.
   *
   * @throws IllegalStateException if the time is up, the scope was left, or the loop runs on
   *     another thread
   */
  public void reschedule(Duration fromNow) {
    Objects.requireNonNull(fromNow, "fromNow");
    loop.requireThread();
    if (expired || left) {
      throw new IllegalStateException(
          expired ? "this timeout has expired" : "the scope of this timeout was left");
    }
    stop();
    start(Sleep.nanos(fromNow));
  }

  /** Whether the time was up before the scope was left. */
  public boolean expired() {
    return expired;
  }

  private void start(long nanos) {
    timer =
        nanos <= 0
            ? loop.soonUncarried(this::expire)
            : loop.laterUncarried(Duration.ofNanos(nanos), this::expire);
  }

  private void stop() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void expire() {
    expired = true;
    timer = null;
    task.cancel();
  }

  /**
   * Leaves the scope.
   *
   * @param thrown what the body threw, or null
   * @return what to throw instead: a timeout in place of the cancellation that it caused itself
   */
  @Nullable Throwable leave(@Nullable Throwable thrown) {
    left = true;
    stop();
    if (expired && task.uncancel() <= cancelledBefore && thrown instanceof CancelledError) {
      return new TimedOutException("timed out", thrown);
    }
    return thrown;
  }
}
