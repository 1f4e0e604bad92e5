package io.fermata.sync;

import io.fermata.Awaitable;
import io.fermata.CancelledError;
import io.fermata.Task;
import io.fermata.frame.Driver;
import io.fermata.frame.Frame;

/** A coroutine that decides after each await what to await next. */
abstract class Actor extends Frame<Void> {
  Task<?> task;

  /** It was cancelled and has not heard of it yet. */
  boolean doomed;

  /**
   * @param value the result of the last await
   * @param failure or its failure; both null at the beginning
   * @return what to await next; null ends
   */
  abstract Awaitable<?> next(Object value, Throwable failure) throws Throwable;

  @Override
  protected Object start(Driver driver) throws Throwable {
    return go(driver, null, null);
  }

  @Override
  protected Object resume(Driver driver, Object value) throws Throwable {
    try {
      return go(driver, driver.resumed(value), null);
    } catch (Ended e) {
      throw e.getCause();
    } catch (CancelledError e) {
      doomed = false;
      return go(driver, null, e);
    } catch (RuntimeException e) {
      return go(driver, null, e);
    }
  }

  private Object go(Driver driver, Object first, Throwable failure) throws Throwable {
    Object value = first;
    Throwable thrown = failure;
    for (; ; ) {
      Awaitable<?> awaited;
      try {
        awaited = next(value, thrown);
      } catch (Throwable t) {
        throw new Ended(t);
      }
      if (awaited == null) {
        return null;
      }
      try {
        value = driver.await(awaited);
        thrown = null;
        if (driver.suspended()) {
          return suspend(driver, value, 0);
        }
      } catch (RuntimeException e) {
        value = null;
        thrown = e;
      }
    }
  }

  @Override
  protected String source() {
    return getClass().getName() + "\nnext\nActor.java\n-1";
  }

  /** What the actor itself threw, kept apart from what it awaited. */
  private static final class Ended extends RuntimeException {
    Ended(Throwable cause) {
      super(cause);
    }
  }
}
