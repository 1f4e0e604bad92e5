package io.fermata;

import org.jspecify.annotations.Nullable;

/**
 * A task or a promise of one loop, seen alike: what asyncio calls a future.
 *
 * <p>Thread: the loop's.
 *
 * @param awaitable the task or promise
 */
record Completion(Awaitable<?> awaitable) {

  /**
   * The awaitable itself if it is a task or promise of the loop, or stands for one; for a stage, or
   * a task of another loop, a promise; for a coroutine a new task.
   *
   * <p>asyncio: {@code ensure_future}.
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // a task of whatever the awaitable is of
  static Completion of(EventLoop loop, Awaitable<?> awaitable) {
    if (awaitable instanceof Task<?> task && task.loop == loop) {
      return new Completion(task);
    }
    if (awaitable instanceof Promise<?> promise && promise.loop == loop) {
      return new Completion(promise);
    }
    if (awaitable instanceof DeferredAwait<?> deferred && deferred.standsForFuture()) {
      return of(loop, deferred.use());
    }
    if (awaitable instanceof Coroutine<?> coroutine) {
      return new Completion(TaskStarter.start(loop, coroutine, null));
    }
    if (awaitable instanceof Task<?> foreign) {
      return new Completion(StagePromise.of(loop, foreign));
    }
    if (awaitable instanceof StageAwaitable<?> of) {
      return new Completion(StagePromise.of(loop, of.stage));
    }
    return new Completion(
        TaskStarter.start(loop, DeferredAwait.call("await", () -> awaitable), null));
  }

  boolean isDone() {
    return awaitable instanceof Task<?> task ? task.isDone() : promise().isDone();
  }

  /** The failure of what is done, or null. */
  @Nullable Throwable failure() {
    return awaitable instanceof Task<?> task ? task.failure() : promise().failure();
  }

  /** The task whose failure it failed with, if it was a task's. */
  @Nullable Task<?> failedTask() {
    return failedTask(awaitable);
  }

  /**
   * The same for whatever a task has waited for, which may be a stage too.
   *
   * @param wait see {@link Task#awaiting}
   */
  static @Nullable Task<?> failedTask(@Nullable Object wait) {
    if (wait instanceof Promise<?> promise) {
      return promise.failedTask();
    }
    Object awaited = wait instanceof StageWait stage ? stage.stage : wait;
    return awaited instanceof Task<?> task ? task : null;
  }

  /** The value of what is done and has not failed. */
  @Nullable Object value() {
    return awaitable instanceof Task<?> task ? task.value() : promise().value();
  }

  boolean cancel(@Nullable String message) {
    return awaitable instanceof Task<?> task ? task.cancel(message) : promise().cancel(message);
  }

  /**
   * Calls back through the ready queue.
   *
   * @param callback an entry of that queue: a runnable or a handle
   */
  void addWaiter(Object callback) {
    if (awaitable instanceof Task<?> task) {
      task.addWaiter(callback);
    } else {
      promise().addWaiter(callback);
    }
  }

  void removeWaiter(Object callback) {
    if (awaitable instanceof Task<?> task) {
      task.removeWaiter(callback);
    } else {
      promise().removeWaiter(callback);
    }
  }

  /** Cancels a callback that was added as a handle. */
  void cancelWaiter(Handle callback) {
    if (awaitable instanceof Task<?> task) {
      task.cancelWaiter(callback);
    } else {
      promise().cancelWaiter(callback);
    }
  }

  private Promise<?> promise() {
    return (Promise<?>) awaitable;
  }
}
