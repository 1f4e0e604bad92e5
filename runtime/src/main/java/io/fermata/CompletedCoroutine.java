package io.fermata;

import org.jspecify.annotations.Nullable;

/** A coroutine that never waits: a value or a failure. */
final class CompletedCoroutine<T extends @Nullable Object> implements Coroutine<T> {
  static final Coroutine<Void> DONE = new CompletedCoroutine<>(null, null);

  private final @Nullable Object value;
  private final @Nullable Throwable failure;

  CompletedCoroutine(@Nullable Object value, @Nullable Throwable failure) {
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
