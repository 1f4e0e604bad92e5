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
  /** Null once it ran or was cancelled, so that a cancelled timer holds on to nothing. */
  private @Nullable Runnable callback;

  private boolean cancelled;

  /** The heap that this waits in; null when it never was in one or has left it. */
  @Nullable Timers timers;

  Handle(Runnable callback) {
    this.callback = callback;
  }

  /** Makes sure that the callback does not run, if it has not yet. */
  public void cancel() {
    if (callback == null) {
      return;
    }
    cancelled = true;
    callback = null;
    if (timers != null) {
      timers.entryCancelled();
    }
  }

  /** Whether {@link #cancel} came before the callback's turn. */
  public boolean isCancelled() {
    return cancelled;
  }

  void run() {
    Runnable once = callback;
    callback = null;
    if (once != null) {
      once.run();
    }
  }
}
