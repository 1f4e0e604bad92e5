package io.fermata;

import org.jspecify.annotations.Nullable;

/**
 * What a cancelled task gets at the await it is suspended at, and what awaiting a cancelled task or
 * promise throws.
 *
 * <p>It is an {@link Error}, as Python's is no {@code Exception} and for the JDK's own reason for
 * {@code ThreadDeath}: code that catches every {@code Exception} and goes on must not swallow a
 * cancellation by accident. {@code finally}, {@code catch (CancelledError e)} and {@code catch
 * (Throwable t)} see it. A task that this error leaves counts as cancelled, no matter what threw
 * it.
 *
 * <p>Its stack trace holds the async calls, the lines where the cancelled task was suspended, and
 * none of the loop's; what {@code run} throws goes on with who called {@code run}.
 *
 * <p>asyncio: {@code CancelledError}.
 */
public final class CancelledError extends Error {
  private static final long serialVersionUID = 1;

  /** A cancellation without a message. */
  public CancelledError() {
    this(null);
  }

  /**
   * @param message what was given to {@link Task#cancel(String)}
   */
  public CancelledError(@Nullable String message) {
    super(message);
  }

  /** The error is made by the loop: the loop's own stack would say nothing and cost a lot. */
  @Override
  @SuppressWarnings("UnsynchronizedOverridesSynchronized")
  public Throwable fillInStackTrace() {
    return this;
  }
}
