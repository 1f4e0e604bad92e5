package io.fermata;

import org.jspecify.annotations.Nullable;

/** A coroutine that never waits: a value or a failure. */
final class Ready<T extends @Nullable Object> implements Coroutine<T> {
  static final Coroutine<Void> DONE = new Ready<>(null, null);

  private final @Nullable Object value;
  private final @Nullable Throwable failure;

  Ready(@Nullable Object value, @Nullable Throwable failure) {
    this.value = value;
    this.failure = failure;
  }

  @Nullable Object get() throws Throwable {
    if (failure != null) {
      throw failure;
    }
    return value;
  }

  @Override
  public String toString() {
    return failure != null ? "coroutine failed: " + failure : "coroutine of " + value;
  }
}
