package io.fermata;

import io.fermata.frame.Driver;
import io.fermata.frame.Frame;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code withTimeout} and {@code waitFor}, written by hand in the shape of generated code. */
final class TimeoutScope<T extends @Nullable Object> extends Frame<T> {
  /** Makes what is awaited, inside the scope. */
  @FunctionalInterface
  interface Source<T extends @Nullable Object> {
    Awaitable<T> get(Timeout timeout) throws Exception;
  }

  private final String name;
  private final long nanos;
  private @Nullable Source<T> source;
  private @Nullable Timeout timeout;

  TimeoutScope(String name, long nanos, Source<T> source) {
    this.name = name;
    this.nanos = nanos;
    this.source = source;
  }

  @Override
  protected @Nullable Object start(Driver driver) throws Throwable {
    EventLoop loop = EventLoop.current();
    timeout = new Timeout(loop, Objects.requireNonNull(Fermata.currentTask()), nanos);
    Object result;
    try {
      result = driver.await(Objects.requireNonNull(source).get(timeout));
    } catch (Throwable t) {
      throw leave(t);
    }
    source = null;
    if (driver.suspended()) {
      return suspend(driver, result, 0);
    }
    leaveNormally();
    return result;
  }

  @Override
  protected @Nullable Object resume(Driver driver, @Nullable Object value) throws Throwable {
    Object result;
    try {
      result = driver.resumed(value);
    } catch (Throwable t) {
      throw leave(t);
    }
    leaveNormally();
    return result;
  }

  private Throwable leave(Throwable thrown) {
    return Objects.requireNonNull(Objects.requireNonNull(timeout).leave(thrown));
  }

  private void leaveNormally() {
    Objects.requireNonNull(timeout).leave(null);
  }

  @Override
  protected String source() {
    return "io.fermata.Fermata\n" + name + "\nFermata.java\n-1";
  }
}
