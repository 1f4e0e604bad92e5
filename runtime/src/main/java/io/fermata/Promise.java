package io.fermata;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A result that is to come, completed by hand: the bridge from callbacks to coroutines. Made by
 * {@link EventLoop#createPromise}.
 *
 * <p>Completing it runs nothing at once: it puts the tasks that await it into the ready queue, in
 * the order in which they began to wait. Cancelling a task that awaits a promise cancels the
 * promise.
 *
 * <p>Thread: the loop's only; from another thread it is completed through {@link
 * EventLoop#execute}. It is no {@code CompletableFuture}: for that there is {@code
 * CompletableFuture}.
 *
 * <p>asyncio: {@code Future}.
 *
 * @param <T> the type of the result
 */
public sealed class Promise<T extends @Nullable Object> implements Awaitable<T>
    permits Gathering, Shield, StagePromise, ThreadWork {
  private static final Object PENDING = new Object();

  final EventLoop loop;

  /** {@link #PENDING}, the value, or a {@link Failed}. */
  private @Nullable Object state = PENDING;

  /** Who waits for this; see {@link Waiters}. */
  private @Nullable Object waiters;

  Promise(EventLoop loop) {
    this.loop = loop;
  }

  /**
   * Whether it was completed, failed or cancelled. On a loop that does not run: by now; a cancel
   * that another thread has asked for is still to come, before the next call that changes
   * something.
   */
  public final boolean isDone() {
    return state != PENDING;
  }

  /** Whether it was cancelled. */
  public final boolean isCancelled() {
    return state instanceof Failed failed && failed.failure instanceof CancelledError;
  }

  /**
   * Gives it its value.
   *
   * @throws IllegalStateException if it is done already, or on a thread that is not the loop's
   */
  public final void complete(T value) {
    settle(value);
  }

  /**
   * Makes it fail: the awaits throw this very object.
   *
   * @throws IllegalStateException if it is done already, or on a thread that is not the loop's
   */
  public final void fail(Throwable failure) {
    settle(new Failed(Objects.requireNonNull(failure, "failure"), null));
  }

  /** Makes it fail with what another has failed with. */
  final void failAs(Completion other, Throwable failure) {
    settle(new Failed(failure, other.failedTask()));
  }

  /**
   * Ends it with a {@link CancelledError}.
   *
   * @return false if it is done already
   * @throws IllegalStateException on a thread that is not the loop's
   */
  public final boolean cancel() {
    loop.requireThread();
    return cancel(null);
  }

  boolean cancel(@Nullable String message) {
    if (isDone()) {
      return false;
    }
    settle(new Failed(new CancelledError(message), null));
    return true;
  }

  /**
   * How it ended.
   *
   * @throws IllegalStateException if it is not done
   */
  @SuppressWarnings({"unchecked", "NullAway"}) // the value is a T
  public final Outcome<T> outcome() {
    if (!isDone()) {
      throw new IllegalStateException("this promise is not done");
    }
    Throwable failure = failure();
    return failure != null ? Outcome.failure(failure) : Outcome.success((T) state);
  }

  /**
   * Calls back when it is done, through the ready queue, in order of registration; also if it is
   * done already. What the callback throws goes to the loop's exception handler.
   *
   * @throws IllegalStateException if the loop is closed, or on a thread that is not the loop's
   */
  public final void onDone(Consumer<Promise<T>> callback) {
    Objects.requireNonNull(callback, "callback");
    Checks.requireOpen(loop);
    loop.requireThread();
    addWaiter(Context.carriedBy(loop, () -> callback.accept(this)));
  }

  /**
   * @param waiter a task of the same loop, or a runnable
   */
  final void addWaiter(Object waiter) {
    if (isDone()) {
      loop.enqueue(waiter);
    } else {
      waiters = Waiters.add(waiters, waiter);
    }
  }

  final void removeWaiter(Object waiter) {
    waiters = Waiters.remove(waiters, waiter);
  }

  /** Cancels a callback that was added as a handle. */
  final void cancelWaiter(Handle waiter) {
    waiter.cancel();
    waiters = Waiters.cancelled(waiters, waiter);
  }

  /** How it failed, for somebody who will see to it. */
  final @Nullable Throwable failure() {
    if (state instanceof Failed failed) {
      UnretrievedFailures.Entry.retrieved(waiters);
      return failed.failure;
    }
    return null;
  }

  /** The task whose failure this one failed with, if it was a task's. */
  final @Nullable Task<?> failedTask() {
    return state instanceof Failed failed ? failed.task : null;
  }

  /** The value, if it is done and has not failed. */
  final @Nullable Object value() {
    return state;
  }

  private void settle(@Nullable Object end) {
    loop.requireThread();
    if (isDone()) {
      throw new IllegalStateException("this promise is done already: " + this);
    }
    state = end;
    Object woken = waiters;
    waiters =
        end instanceof Failed failed
            ? loop.failures.failed(this, woken, failed.failure, false)
            : null;
    Waiters.wake(woken, loop);
  }

  @Override
  public String toString() {
    if (!isDone()) {
      return "promise [pending]";
    }
    if (!(state instanceof Failed failed)) {
      return "promise [done]";
    }
    return isCancelled() ? "promise [cancelled]" : "promise [failed: " + failed.failure + "]";
  }

  /**
   * How it failed.
   *
   * @param task whose failure that is; null if it was no task's
   */
  private record Failed(Throwable failure, @Nullable Task<?> task) {}
}
