package io.fermata;

import org.jspecify.annotations.Nullable;

/**
 * A callback that waits for its turn in an {@link EventLoop}; it can be cancelled until then.
 *
 * <p>Thread: the loop's.
 *
 * <p>asyncio: {@code Handle} and {@code TimerHandle}.
 */
public final class Handle {
  private static final int CANCELLED = -1;

  /** Null once it ran or was cancelled, so that a cancelled one holds on to nothing. */
  private @Nullable Runnable callback;

  /** Those of its loop; null for a callback of the runtime's own, and after a close. */
  @Nullable Timers timers;

  /** Where it is among {@link #timers}; zero if it is not; or {@link #CANCELLED}. */
  int timer;

  /** One of the runtime's own, unless it becomes a timer. */
  Handle(Runnable callback) {
    this(callback, null);
  }

  Handle(Runnable callback, @Nullable Timers timers) {
    this.callback = callback;
    this.timers = timers;
  }

  /**
   * Makes sure that the callback does not run, if it has not yet.
   *
   * @throws IllegalStateException if the loop runs on another thread
   */
  public void cancel() {
    Timers loops = timers;
    if (loops != null) {
      // On a loop that does not run, this may move timers, or cancel this one.
      loops.requireThread();
    }
    if (callback == null) {
      return;
    }
    if (loops != null && timer > 0) {
      loops.cancel(timer);
    }
    callback = null;
    timer = CANCELLED;
  }

  /** Whether {@link #cancel} came before the callback's turn. */
  public boolean isCancelled() {
    return timer == CANCELLED;
  }

  void run() {
    Runnable once = callback;
    callback = null;
    if (once != null) {
      once.run();
    }
  }
}
