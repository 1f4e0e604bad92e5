package io.fermata.harness;

import io.fermata.Coroutine;
import io.fermata.Promise;
import io.fermata.Task;
import java.util.concurrent.CompletableFuture;

/** How an awaitable ends: with a value (which may be null), or with a failure. */
record End<T>(T value, Throwable failure) {
  void finish(CompletableFuture<T> stage) {
    if (failure == null) {
      stage.complete(value);
    } else {
      stage.completeExceptionally(failure);
    }
  }

  void finish(Promise<T> promise) {
    if (failure == null) {
      promise.complete(value);
    } else {
      promise.fail(failure);
    }
  }

  Coroutine<T> coroutine() {
    return failure == null ? Coroutine.of(value) : Coroutine.failed(failure);
  }

  Task<T> task() {
    return failure == null ? Task.of(value) : Task.failed(failure);
  }
}
