package io.fermata;

import io.fermata.frame.CoroutineWatch;
import io.fermata.frame.Frame;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A coroutine that does nothing but await one thing, which may be made only when the coroutine is
 * used. It needs no frame: the awaiting task waits for that thing itself.
 *
 * @param <T> the type of the result
 */
final class DeferredAwait<T extends @Nullable Object> implements Coroutine<T> {
  private final String name;
  private final boolean standsForFuture;
  private @Nullable Supplier<? extends Awaitable<T>> source;

  private DeferredAwait(
      String name, boolean standsForFuture, Supplier<? extends Awaitable<T>> source) {
    this.name = name;
    this.standsForFuture = standsForFuture;
    this.source = source;
  }

  /** For a call whose result is a future in asyncio: that is used wherever a future may be. */
  static <T extends @Nullable Object> DeferredAwait<T> future(
      String name, Supplier<? extends Awaitable<T>> source) {
    return new DeferredAwait<>(name, true, source);
  }

  /** For a call that is a coroutine in asyncio: debug mode tells if it is forgotten. */
  static <T extends @Nullable Object> DeferredAwait<T> call(
      String name, Supplier<? extends Awaitable<T>> source) {
    DeferredAwait<T> call = new DeferredAwait<>(name, false, source);
    if (CoroutineWatch.isOn()) {
      CoroutineWatch.created(call);
    }
    return call;
  }

  /** Whether it needs no task: what {@link #use} returns is a task or a promise itself. */
  boolean standsForFuture() {
    return standsForFuture;
  }

  /** What to await, once. */
  Awaitable<T> use() {
    Supplier<? extends Awaitable<T>> once = source;
    if (once == null) {
      throw Frame.usedBefore(name);
    }
    source = null;
    if (CoroutineWatch.isOn()) {
      CoroutineWatch.used(this);
    }
    return once.get();
  }

  @Override
  public String toString() {
    return "coroutine " + name;
  }
}
