package io.fermata;

import org.jspecify.annotations.Nullable;

/**
 * Stands between a task and what it awaits: this promise is awaited instead, and can be cancelled
 * without effect on the inner one.
 */
final class Shield<T extends @Nullable Object> extends Promise<T> {
  private final Completion inner;

  private Shield(EventLoop loop, Completion inner) {
    super(loop);
    this.inner = inner;
  }

  /** What to await in place of {@code awaitable}. */
  @SuppressWarnings("unchecked") // the inner is of T
  static <T extends @Nullable Object> Awaitable<T> around(EventLoop loop, Awaitable<T> awaitable) {
    Completion inner = Completion.of(loop, awaitable);
    if (inner.isDone()) {
      return (Awaitable<T>) inner.awaitable();
    }
    Shield<T> shield = new Shield<>(loop, inner);
    Handle pass = new Handle(shield::pass);
    inner.addWaiter(pass);
    shield.addWaiter((Runnable) () -> shield.left(pass));
    return shield;
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // the inner is of T
  private void pass() {
    Throwable failure = inner.failure(); // retrieved with that, even if the wait is over
    if (isDone()) {
      return;
    }
    if (failure == null) {
      complete((T) inner.value());
    } else {
      failAs(inner, failure);
    }
  }

  /** If the wait was cancelled, nobody hears of a failure that is still to come: it is reported. */
  private void left(Handle pass) {
    if (!inner.isDone()) {
      inner.cancelWaiter(pass);
      Report report = new Report(loop, inner);
      inner.removeWaiter(report);
      inner.addWaiter(report);
    }
  }

  Completion inner() {
    return inner;
  }

  @Override
  public String toString() {
    return isDone() ? super.toString() : "shielded " + inner.awaitable();
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
