package io.fermata;

import org.jspecify.annotations.Nullable;

/**
 * The time given to {@link Fermata#waitFor} or {@link Fermata#withTimeout} ran out. The cause is
 * the {@link CancelledError} that ended what was awaited.
 *
 * <p>asyncio: {@code TimeoutError}.
 */
public final class TimedOutException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public TimedOutException(@Nullable String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
