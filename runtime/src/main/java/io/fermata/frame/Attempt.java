package io.fermata.frame;

import io.fermata.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * A call of the runtime's own that seldom has to wait: a cold coroutine that is no frame, and so as
 * small as what it has to remember. Awaited, it returns its result at once or lets a frame wait for
 * it.
 *
 * <p>It can be used once, which its subclass sees to.
 *
 * <p>Thread: the loop's.
 *
 * @param <T> the type of the result
 */
public abstract non-sealed class Attempt<T extends @Nullable Object> implements Coroutine<T> {

  /** A cold coroutine. */
  protected Attempt() {
    if (CoroutineWatch.on) {
      boolean unused = CoroutineWatch.created(this);
    }
  }

  /**
   * Makes the call.
   *
   * @return the result; or, if {@link Driver#suspended()}, the frame that waits
   */
  protected abstract @Nullable Object start(Driver driver) throws Throwable;

  /** Class and method, as {@code Prices.callApi}. */
  protected abstract String name();

  /** What a second use fails with. */
  protected final IllegalStateException usedBefore() {
    return Frame.usedBefore(name());
  }

  final @Nullable Object begin(Driver driver) throws Throwable {
    if (CoroutineWatch.on) {
      CoroutineWatch.used(this);
    }
    return start(driver);
  }

  @Override
  public final String toString() {
    return "coroutine " + name();
  }
}
