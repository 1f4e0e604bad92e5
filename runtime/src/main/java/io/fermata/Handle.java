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

  /** Those that this is among; null when it never was or is due. */
  @Nullable Timers timers;

  /** Where in {@link #timers}; or {@link #CANCELLED}. */
  int timer;

  Handle(Runnable callback) {
    this.callback = callback;
  }

  /**
   * Makes sure that the callback does not run, if it has not yet.
   *
   * @throws IllegalStateException if it is a timer's, and the loop runs on another thread
   */
  public void cancel() {
    Timers among = timers;
    if (among != null) {
      // On a loop that does not run, this may move timers, or cancel this one.
      among.requireThread();
    }
    if (callback == null) {
      return;
    }
    if (timers != null) {
      timers.cancel(timer);
      timers = null;
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
