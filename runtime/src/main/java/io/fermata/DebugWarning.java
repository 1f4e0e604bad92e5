package io.fermata;

import java.io.Serial;
import java.util.List;

/**
 * What a warning is reported or logged with where nothing was thrown, most of all in debug mode.
 * Its stack trace shows the place: where a coroutine was made, or what a slow step did. Never
 * thrown.
 */
public final class DebugWarning extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  DebugWarning(String message, List<StackTraceElement> place) {
    super(message, null, false, true);
    setStackTrace(place.toArray(new StackTraceElement[0]));
  }

  /** The place is given; this one's own would say nothing. */
  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized")
  public Throwable fillInStackTrace() {
    return this;
  }
}
