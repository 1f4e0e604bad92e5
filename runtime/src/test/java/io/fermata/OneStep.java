package io.fermata;

import io.fermata.frame.Driver;
import io.fermata.frame.Frame;

/** A frame written by hand whose body never comes to wait. */
abstract class OneStep extends Frame<Object> {
  @Override
  protected final Object resume(Driver driver, Object value) {
    throw new AssertionError("it never waits");
  }

  @Override
  protected final String source() {
    return getClass().getName() + "\nstart\nTest.java";
  }
}
