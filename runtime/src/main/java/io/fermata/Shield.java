package io.fermata;

import org.jspecify.annotations.Nullable;

/**
 * Stands between a task and what it awaits: the promise that is awaited instead can be cancelled
 * without effect on the inner one.
 */
final class Shield<T extends @Nullable Object> {
  private final EventLoop loop;
  private final Completion inner;
  private final Promise<T> outer;

  private Shield(EventLoop loop, Completion inner) {
    this.loop = loop;
    this.inner = inner;
    this.outer = loop.createPromise();
  }

  /** What to await in place of {@code awaitable}. */
  @SuppressWarnings("unchecked") // the inner is of T
  static <T extends @Nullable Object> Awaitable<T> around(EventLoop loop, Awaitable<T> awaitable) {
    Completion inner = Completion.of(loop, awaitable);
    if (inner.isDone()) {
      return (Awaitable<T>) inner.awaitable();
    }
    Shield<T> shield = new Shield<>(loop, inner);
    Runnable pass = shield::pass;
    inner.addWaiter(pass);
    shield.outer.addWaiter((Runnable) () -> shield.outerDone(pass));
    return shield.outer;
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // the inner is of T
  private void pass() {
    if (outer.isDone()) {
      return;
    }
    Throwable failure = inner.failure();
    if (failure == null) {
      outer.complete((T) inner.value());
    } else {
      outer.fail(failure);
    }
  }

  /** If the wait was cancelled, nobody hears of a failure that is still to come: it is reported. */
  private void outerDone(Runnable pass) {
    if (!inner.isDone()) {
      inner.removeWaiter(pass);
      Report report = new Report(loop, inner);
      inner.removeWaiter(report);
      inner.addWaiter(report);
    }
  }

  /**
   * Equal for the same inner one, so that a failure is reported once however often it was shielded.
   */
  private record Report(EventLoop loop, Completion inner) implements Runnable {
    @Override
    public void run() {
      Throwable failure = inner.failure();
      if (failure != null && !(failure instanceof CancelledError)) {
        loop.failures.report("Exception in shielded " + inner.awaitable(), failure);
      }
    }
  }
}
