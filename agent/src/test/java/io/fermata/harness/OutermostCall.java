package io.fermata.harness;

import io.fermata.frame.Driver;
import io.fermata.frame.Frame;

/**
 * The outermost coroutine of a run: makes a call inside the loop, and awaits whatever it returns.
 */
final class OutermostCall<T> extends Frame<T> {
  /** Something to call. */
  interface Call {
    Object call() throws Throwable;
  }

  private final Call call;
  private final Runnable atEnd;

  OutermostCall(Call call, Runnable atEnd) {
    this.call = call;
    this.atEnd = atEnd;
  }

  @Override
  protected Object start(Driver driver) throws Throwable {
    boolean waits = false;
    try {
      Object result = driver.tail(call.call());
      waits = driver.suspended();
      return waits ? suspend(driver, result, 0) : result;
    } finally {
      if (!waits) {
        atEnd.run();
      }
    }
  }

  @Override
  protected Object resume(Driver driver, Object value) throws Throwable {
    atEnd.run();
    return driver.resumed(value);
  }

  @Override
  protected String source() {
    return "OutermostCall\nstart\nOutermostCall.java\n28";
  }
}
