package io.fermata;

import io.fermata.frame.CoroutineWatch;
import java.lang.System.Logger.Level;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where failures go that nobody can await: to the loop's handler, or to the log. Debug mode's
 * coroutines that were never awaited go the same way.
 *
 * <p>Thread: {@link #report} any; the rest the loop's.
 */
final class Failures {
  /** Null is the log. */
  private final @Nullable BiConsumer<? super String, ? super Throwable> handler;

  /** Null until something fails while nobody waits for it. */
  private @Nullable UnretrievedFailures unretrieved;

  /** Null but in debug mode. */
  final @Nullable CoroutineWatch coroutines;

  Failures(@Nullable BiConsumer<? super String, ? super Throwable> handler, boolean debug) {
    this.handler = handler;
    this.coroutines = debug ? CoroutineWatch.open(Failures::watchOfThisThread) : null;
  }

  private static @Nullable CoroutineWatch watchOfThisThread() {
    EventLoop loop = EventLoop.currentOrNull();
    return loop == null ? null : loop.failures.coroutines;
  }

  /** A handler that fails itself does not stop the loop. */
  void report(String message, Throwable failure) {
    if (handler == null) {
      log(message, failure);
      return;
    }
    try {
      handler.accept(message, failure);
    } catch (Throwable t) {
      if (Throwables.isFatal(t)) {
        throw t;
      }
      log(message, failure);
      log("Unhandled error in the exception handler", t);
    }
  }

  /** The default. */
  static void log(String message, Throwable failure) {
    Log.LOG.log(failure instanceof DebugWarning ? Level.WARNING : Level.ERROR, message, failure);
  }

  /**
   * A task or promise of the loop has failed. Unless somebody waits who will be told, it is
   * reported when it is collected, or at the latest when the loop is closed.
   *
   * @return null, or what is to be told when somebody asks for the failure
   */
  UnretrievedFailures.@Nullable Entry failed(
      Object future, @Nullable Object waiters, Throwable failure, boolean mayBeAskedFor) {
    if (failure instanceof CancelledError
        || Throwables.isFatal(failure)
        || Waiters.hasTask(waiters)) {
      return null;
    }
    if (unretrieved == null) {
      unretrieved = new UnretrievedFailures();
    }
    return unretrieved.add(future, failure, mayBeAskedFor);
  }

  /** Reports what was collected since the last time. */
  void reportCollected() {
    if (unretrieved != null) {
      unretrieved.reportCollected(this);
    }
    if (coroutines != null) {
      for (CoroutineWatch.Unused next; (next = coroutines.poll()) != null; ) {
        report(next);
      }
    }
  }

  /** The loop is closed. */
  void close() {
    reportCollected();
    if (unretrieved != null) {
      unretrieved.reportAll(this);
    }
    if (coroutines != null) {
      coroutines.close().forEach(this::report);
    }
  }

  private void report(CoroutineWatch.Unused unused) {
    report(
        "Coroutine " + unused.coroutine() + " was never awaited",
        new DebugWarning("created here", unused.createdAt()));
  }

  /** To find a logger takes long beside the start of a small program, and few have to log. */
  private static final class Log {
    static final System.Logger LOG = System.getLogger("io.fermata");
  }
}
