package io.fermata;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A {@link CompletableFuture} that nobody outside completes.
 *
 * @param <T> the type of the result
 */
abstract class CoroutineFuture<T extends @Nullable Object> extends CompletableFuture<T> {

  final void succeed(T value) {
    super.complete(value);
  }

  final void fail(Throwable failure) {
    // Bare, it would make this future a cancelled one.
    super.completeExceptionally(
        failure instanceof CancellationException ? new CompletionException(failure) : failure);
  }

  final void cancelled(CancelledError error) {
    super.completeExceptionally(new Cancelled(error));
  }

  /** Blocking now would never end: refuses it. */
  abstract void requireMayBlock();

  /** Somebody has asked for the result, or will be told. Does nothing before the failure. */
  abstract void failureRetrieved();

  /** Somebody is about to look whether this is done, and will be told of the end or see it. */
  abstract void willBeListenedTo();

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if it would have to wait and this is the thread of its own loop
   */
  @Override
  public T get() throws InterruptedException, ExecutionException {
    requireMayBlock();
    try {
      return super.get();
    } finally {
      failureRetrieved();
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if it would have to wait and this is the thread of its own loop
   */
  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    requireMayBlock();
    try {
      return super.get(timeout, unit);
    } finally {
      failureRetrieved();
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if it would have to wait and this is the thread of its own loop
   */
  @Override
  public T join() {
    requireMayBlock();
    try {
      return super.join();
    } finally {
      failureRetrieved();
    }
  }

  /** {@inheritDoc} */
  @Override
  public T getNow(T valueIfAbsent) {
    try {
      return super.getNow(valueIfAbsent);
    } finally {
      failureRetrieved();
    }
  }

  /**
   * The result of a future that is done, as {@code Future.resultNow} of Java 19.
   *
   * @throws IllegalStateException if it is not done, or was cancelled, or has failed, with that as
   *     its cause
   */
  @SuppressWarnings("MissingOverride") // it overrides from Java 19 on
  public T resultNow() {
    if (!isDone()) {
      throw new IllegalStateException("it is not done: " + this);
    }
    try {
      return join();
    } catch (CancellationException | CompletionException e) {
      throw new IllegalStateException("it has no result: " + this, e);
    }
  }

  /**
   * The failure of a future that is done, as {@code Future.exceptionNow} of Java 19.
   *
   * @throws IllegalStateException if it is not done, or was cancelled, or has not failed
   */
  @SuppressWarnings("MissingOverride") // it overrides from Java 19 on
  public Throwable exceptionNow() {
    if (isCompletedExceptionally() && !isCancelled()) {
      try {
        join();
      } catch (CompletionException e) {
        Throwable failure = e.getCause();
        return failure == null ? e : failure;
      }
    }
    throw new IllegalStateException("it has not failed: " + this);
  }

  /** Futures derived from a task are plain ones, and whoever made one is told of a failure. */
  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    willBeListenedTo();
    return new CompletableFuture<>();
  }

  /** Acts on a copy, which is returned; the task goes on. */
  @Override
  public CompletableFuture<T> orTimeout(long timeout, TimeUnit unit) {
    return copy().orTimeout(timeout, unit);
  }

  /** Acts on a copy, which is returned; the task goes on. */
  @Override
  public CompletableFuture<T> completeOnTimeout(T value, long timeout, TimeUnit unit) {
    return copy().completeOnTimeout(value, timeout, unit);
  }

  /** Refused: only its coroutine completes a task. */
  @Override
  public boolean complete(T value) {
    throw refused();
  }

  /** Refused: only its coroutine completes a task. */
  @Override
  public boolean completeExceptionally(Throwable failure) {
    throw refused();
  }

  /** Refused: only its coroutine completes a task. */
  @Override
  public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier) {
    throw refused();
  }

  /** Refused: only its coroutine completes a task. */
  @Override
  public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
    throw refused();
  }

  /** Refused: only its coroutine completes a task. */
  @Override
  public void obtrudeValue(T value) {
    throw refused();
  }

  /** Refused: only its coroutine completes a task. */
  @Override
  public void obtrudeException(Throwable failure) {
    throw refused();
  }

  private static UnsupportedOperationException refused() {
    return new UnsupportedOperationException(
        "only its coroutine completes a task; use a Promise or a plain CompletableFuture");
  }

  /** What makes this future a cancelled one; its cause says where the task was. */
  private static final class Cancelled extends CancellationException {
    private static final long serialVersionUID = 1;

    Cancelled(CancelledError error) {
      super(error.getMessage());
      initCause(error);
    }

    /** Made by the loop: its stack would say nothing and cost a lot. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public Throwable fillInStackTrace() {
      return this;
    }
  }
}
