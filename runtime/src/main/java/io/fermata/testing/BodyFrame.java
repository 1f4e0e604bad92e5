package io.fermata.testing;

import io.fermata.frame.Driver;
import io.fermata.frame.Frame;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls the body of a test inside its task, and ends with what that returns. */
final class BodyFrame<T extends @Nullable Object> extends Frame<T> {
  private final AsyncTest.Body<T> body;

  BodyFrame(AsyncTest.Body<T> body) {
    this.body = body;
  }

  @Override
  protected @Nullable Object start(Driver driver) throws Throwable {
    return driver.await(Objects.requireNonNull(body.run(), "the body returned null"));
  }

  @Override
  protected @Nullable Object resume(Driver driver, @Nullable Object value) throws Throwable {
    return driver.resumed(value);
  }

  @Override
  protected String source() {
    return "io.fermata.testing.AsyncTest\nrun\nAsyncTest.java\n-1";
  }
}
