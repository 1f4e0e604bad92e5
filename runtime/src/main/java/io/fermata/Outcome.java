package io.fermata;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How something ended: with a result or with a failure. A cancelled task's failure is its {@link
 * CancelledError}.
 *
 * @param result the result; null if it failed, and may be null if it did not
 * @param failure why it failed; null if it did not
 * @param <T> the type of the result
 */
public record Outcome<T extends @Nullable Object>(@Nullable T result, @Nullable Throwable failure) {

  /** The outcome of what returned {@code result}. */
  public static <T extends @Nullable Object> Outcome<T> success(T result) {
    return new Outcome<>(result, null);
  }

  /** The outcome of what threw {@code failure}. */
  public static <T extends @Nullable Object> Outcome<T> failure(Throwable failure) {
    return new Outcome<>(null, Objects.requireNonNull(failure, "failure"));
  }

  /** Whether there is a result. */
  public boolean isSuccess() {
    return failure == null;
  }

  /** Whether there is a failure; a cancellation is one. */
  public boolean isFailure() {
    return failure != null;
  }

  /** Whether it ended by cancellation. */
  public boolean isCancelled() {
    return failure instanceof CancelledError;
  }

  /**
   * The result, or the failure thrown as it is, checked or not.
   *
   * @return the result
   */
  @SuppressWarnings("NullAway") // null is a result where T allows it
  public T get() {
    if (failure != null) {
      throw Throwables.unchecked(failure);
    }
    return result;
  }
}
