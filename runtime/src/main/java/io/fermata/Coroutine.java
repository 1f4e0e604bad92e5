package io.fermata;

import io.fermata.frame.Attempt;
import io.fermata.frame.Frame;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call of an async method that has not begun: calling an {@code @Async} method that returns a
 * coroutine runs nothing. Its body runs when the coroutine is awaited, made a task, or run.
 *
 * <p>It can be used once; a second time is an {@link IllegalStateException}. Those that {@link
 * #of}, {@link #done} and {@link #failed} return may be awaited any number of times.
 *
 * <p>asyncio: a coroutine object.
 *
 * @param <T> the type of the result
 */
public sealed interface Coroutine<T extends @Nullable Object> extends Awaitable<T>
    permits Frame, Attempt, CompletedCoroutine, Sleep, DeferredAwait {

  /** A coroutine that returns {@code value} without waiting; what an async method returns. */
  static <T extends @Nullable Object> Coroutine<T> of(T value) {
    return new CompletedCoroutine<>(value, null);
  }

  /** A coroutine without a result that returns without waiting. */
  static Coroutine<Void> done() {
    return CompletedCoroutine.DONE;
  }

  /** A coroutine that throws {@code failure} without waiting, the same object each time. */
  static <T extends @Nullable Object> Coroutine<T> failed(Throwable failure) {
    return new CompletedCoroutine<>(null, Objects.requireNonNull(failure, "failure"));
  }
}
