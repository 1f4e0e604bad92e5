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

  CancelAndWait(Awaitable<T> awaitable) {
    this.awaitable = awaitable;
  }

  @Override
  protected @Nullable Object start(Driver driver) throws Throwable {
    EventLoop loop = EventLoop.current();
    Completion started = Completion.of(loop, awaitable);
    if (started.isDone()) {
      return driver.await(started.awaitable());
    }
    Promise<Completion> ended = loop.createPromise();
    Runnable end =
        () -> {
          if (!ended.isDone()) {
            ended.complete(started);
          }
        };
    started.addWaiter(end);
    started.cancel(null);
    return suspend(driver, driver.await(ended), 0);
  }

  @Override
  protected @Nullable Object resume(Driver driver, @Nullable Object value) throws Throwable {
    Completion ended = (Completion) Objects.requireNonNull(driver.resumed(value));
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
