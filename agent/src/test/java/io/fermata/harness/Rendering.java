package io.fermata.harness;

import io.fermata.Awaitable;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;

/**
 * Values as text that is the same for the same program in another class loader, and in every run.
 */
final class Rendering {
  private Rendering() {}

  static String of(Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof Throwable failure) {
      return failure(failure);
    }
    if (value instanceof Awaitable || value instanceof CompletionStage) {
      return "something to await";
    }
    if (value.getClass().isArray()) {
      String boxed = Arrays.deepToString(new Object[] {value});
      return value.getClass().getSimpleName() + boxed.substring(1, boxed.length() - 1);
    }
    if (value instanceof Character character) {
      return "'" + (int) character + "'";
    }
    return stable(String.valueOf(value));
  }

  /** With its type, for results. */
  static String typed(Object value) {
    return value == null ? "null" : stable(value.getClass().getName()) + " " + of(value);
  }

  /**
   * The JVM's own text for a null dereference speaks of instructions, and a transformer may change
   * those.
   */
  static String failure(Throwable failure) {
    String message =
        failure instanceof NullPointerException ? "" : ": " + stable(failure.getMessage());
    return failure.getClass().getName() + message;
  }

  private static String stable(String text) {
    return text == null
        ? "null"
        : text.replaceAll("(\\$\\$Lambda)[$/0-9a-fx]*", "$1").replaceAll("@[0-9a-f]+", "@");
  }
}
