package io.fermata.frame;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a body returns for an int, a long or a double: a marker that says which, while the driver
 * keeps the value. An await that unboxes it anyway takes it from there; for all others it is boxed.
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
    return result instanceof RawResult ? box(result, driver) : result;
  }

  private static Object box(Object raw, Driver driver) {
    if (raw == INT) {
      return (int) driver.primitive;
    }
    if (raw == LONG) {
      return driver.primitive;
    }
    return Double.longBitsToDouble(driver.primitive);
  }

  /** Any result as an {@code int}: what a cast to {@code Integer} and unboxing would do. */
  public static int intOf(@Nullable Object result, Driver driver) {
    if (result == INT) {
      return (int) driver.primitive;
    }
    if (result instanceof Integer box) {
      return box;
    }
    throw wrongType(Integer.class, boxed(result, driver));
  }

  /** Any result as a {@code long}. */
  public static long longOf(@Nullable Object result, Driver driver) {
    if (result == LONG) {
      return driver.primitive;
    }
    if (result instanceof Long box) {
      return box;
    }
    throw wrongType(Long.class, boxed(result, driver));
  }

  /** Any result as a {@code double}. */
  public static double doubleOf(@Nullable Object result, Driver driver) {
    if (result == DOUBLE) {
      return Double.longBitsToDouble(driver.primitive);
    }
    if (result instanceof Double box) {
      return box;
    }
    throw wrongType(Double.class, boxed(result, driver));
  }

  /**
   * Made here, because the JIT leaves those of the JVM without message and trace when one place
   * throws many, and this is one place for all awaits.
   */
  private static RuntimeException wrongType(Class<?> box, @Nullable Object result) {
    if (result == null) {
      return new NullPointerException("the awaited result is null, and can't be unboxed");
    }
    String message = messageOfJvm(box, result);
    return new ClassCastException(
        message == null
            ? "class " + result.getClass().getName() + " cannot be cast to class " + box.getName()
            : message);
  }

  /** It tells the modules and loaders of both classes, too; null once the JIT leaves it out. */
  private static @Nullable String messageOfJvm(Class<?> box, Object result) {
    try {
      Objects.requireNonNull(cast(box, result));
      return null;
    } catch (ClassCastException e) {
      return e.getMessage();
    }
  }

  private static Object cast(Class<?> box, Object result) {
    if (box == Integer.class) {
      return (Integer) result;
    }
    if (box == Long.class) {
      return (Long) result;
    }
    return (Double) result;
  }
}
