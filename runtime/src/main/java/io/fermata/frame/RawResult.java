package io.fermata.frame;

import org.jspecify.annotations.Nullable;

/**
 * What a body returns for an int, a long or a double: a marker that says which, while the driver
 * keeps the value. Whoever unboxes it anyhow takes it from there; for everybody else it is boxed.
 *
 * <p>A raw result goes from a body to the one that awaits it, and nothing else runs in between. It
 * is never kept.
 *
 * <p>Thread: the one that runs the step.
 */
public final class RawResult {
  private static final Object INT = new RawResult();
  private static final Object LONG = new RawResult();
  private static final Object DOUBLE = new RawResult();

  private RawResult() {}

  /** Makes one of an {@code int}. */
  public static Object of(int value, Driver driver) {
    driver.primitive = value;
    return INT;
  }

  /** Makes one of a {@code long}. */
  public static Object of(long value, Driver driver) {
    driver.primitive = value;
    return LONG;
  }

  /** Makes one of a {@code double}. */
  public static Object of(double value, Driver driver) {
    driver.primitive = Double.doubleToRawLongBits(value);
    return DOUBLE;
  }

  /** Any result as an object. */
  public static @Nullable Object boxed(@Nullable Object result, Driver driver) {
    if (result == INT) {
      return (int) driver.primitive;
    }
    if (result == LONG) {
      return driver.primitive;
    }
    if (result == DOUBLE) {
      return Double.longBitsToDouble(driver.primitive);
    }
    return result;
  }

  /** Any result as an {@code int}: what a cast to {@code Integer} and unboxing would do. */
  @SuppressWarnings("NullAway") // null is a NullPointerException, as ever
  public static int intOf(@Nullable Object result, Driver driver) {
    return result == INT ? (int) driver.primitive : (Integer) boxed(result, driver);
  }

  /** Any result as a {@code long}. */
  @SuppressWarnings("NullAway") // null is a NullPointerException, as ever
  public static long longOf(@Nullable Object result, Driver driver) {
    return result == LONG ? driver.primitive : (Long) boxed(result, driver);
  }

  /** Any result as a {@code double}. */
  @SuppressWarnings("NullAway") // null is a NullPointerException, as ever
  public static double doubleOf(@Nullable Object result, Driver driver) {
    return result == DOUBLE
        ? Double.longBitsToDouble(driver.primitive)
        : (Double) boxed(result, driver);
  }
}
