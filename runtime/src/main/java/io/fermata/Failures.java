package io.fermata;

import java.lang.System.Logger.Level;
import java.util.function.BiConsumer;

/** Where failures go that nobody can await: to the loop's handler, or to the log. */
final class Failures {
  private static final System.Logger LOG = System.getLogger("io.fermata");

  private final BiConsumer<? super String, ? super Throwable> handler;

  Failures(BiConsumer<? super String, ? super Throwable> handler) {
    this.handler = handler;
  }

  /** A handler that fails itself does not stop the loop. */
  void report(String message, Throwable failure) {
    try {
      handler.accept(message, failure);
    } catch (Throwable t) {
      if (Throwing.isFatal(t)) {
        throw t;
      }
      log(message, failure);
      log("Unhandled error in the exception handler", t);
    }
  }

  /** The default. */
  static void log(String message, Throwable failure) {
    LOG.log(Level.ERROR, message, failure);
  }
}
