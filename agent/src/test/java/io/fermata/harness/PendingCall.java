package io.fermata.harness;

import io.fermata.frame.Driver;
import io.fermata.frame.Frame;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A coroutine of the harness's own, written by hand: asks for a stage when it is started, and
 * awaits it.
 */
final class PendingCall<T> extends Frame<T> {
  private final Supplier<? extends CompletionStage<T>> source;

  PendingCall(Supplier<? extends CompletionStage<T>> source) {
    this.source = source;
  }

  @Override
  protected Object start(Driver driver) throws Throwable {
    Object result = driver.await(source.get());
    return driver.suspended() ? suspend(driver, result, 0) : result;
  }

  @Override
  protected Object resume(Driver driver, Object value) throws Throwable {
    return driver.resumed(value);
  }

  @Override
  protected String source() {
    return "PendingCall\nstart\nPendingCall.java\n20";
  }
}
