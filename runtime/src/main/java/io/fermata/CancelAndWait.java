package io.fermata;

import io.fermata.frame.Driver;
import io.fermata.frame.Frame;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code waitFor} with no time left: what is done already is returned, anything else is cancelled
 * and waited for; a coroutine that has not begun never does.
 */
final class CancelAndWait<T extends @Nullable Object> extends Frame<T> {
  private final Awaitable<T> awaitable;
  private @Nullable Completion started;

  /** Says that it has ended. */
  private @Nullable Handle end;

  CancelAndWait(Awaitable<T> awaitable) {
    this.awaitable = awaitable;
  }

  @Override
  protected @Nullable Object start(Driver driver) throws Throwable {
    EventLoop loop = EventLoop.current();
    Completion begun = Completion.of(loop, awaitable);
    if (begun.isDone()) {
      return driver.await(begun.awaitable());
    }
    Promise<Completion> ended = loop.createPromise();
    started = begun;
    end =
        new Handle(
            () -> {
              if (!ended.isDone()) {
                ended.complete(begun);
              }
            });
    begun.addWaiter(end);
    begun.cancel(null);
    return suspend(driver, driver.await(ended), 0);
  }

  @Override
  protected @Nullable Object resume(Driver driver, @Nullable Object value) throws Throwable {
    Completion ended = Objects.requireNonNull(started);
    try {
      driver.resumed(value);
    } finally {
      ended.cancelWaiter(Objects.requireNonNull(end)); // it may go on for long
    }
    Throwable failure = ended.failure();
    if (failure instanceof CancelledError) {
      throw new TimedOutException("timed out", failure);
    }
    if (failure != null) {
      throw failure;
    }
    return ended.value();
  }

  @Override
  protected String source() {
    return "io.fermata.Fermata\nwaitFor\nFermata.java\n-1";
  }
}
