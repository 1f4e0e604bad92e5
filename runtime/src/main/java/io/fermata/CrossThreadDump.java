package io.fermata;

import io.fermata.frame.Driver;
import org.jspecify.annotations.Nullable;

/**
 * A dump for any thread. A loop that runs is asked to make it between two steps, so it fits
 * together. If it does not come to that in time, a step blocks it: then the dump says where, and
 * the rest is read while it may change.
 *
 * <p>Such a read takes no lock and follows plain fields, so it may see old and new side by side. It
 * does no harm, and its failures are caught here; in a loop that blocks nothing changes anyway.
 */
final class CrossThreadDump {
  private static final int TRIES = 3;

  private CrossThreadDump() {}

  static String of(EventLoop loop) {
    return of(loop, LoopQuery.PATIENCE_MILLIS);
  }

  static String of(EventLoop loop, long patienceMillis) {
    Thread runner = loop.thread();
    if (runner == Thread.currentThread()) {
      return Dump.of(loop);
    }
    if (runner == null) {
      return read(loop);
    }
    String dump = LoopQuery.ask(loop, () -> Dump.of(loop), patienceMillis);
    return dump != null ? dump : blocked(loop, runner) + read(loop);
  }

  private static String blocked(EventLoop loop, Thread runner) {
    StackTraceElement[] stack = runner.getStackTrace();
    Task<?> running = running(loop);
    StringBuilder text = new StringBuilder(loop.name());
    text.append(" is blocked: ").append(running == null ? "a callback" : running.name());
    text.append(" keeps its thread, ").append(runner.getName()).append('\n');
    for (StackTraceElement element : Driver.readable(stack)) {
      text.append("  at ").append(element).append('\n');
    }
    return text.append("Read while it runs, so it may not fit together:\n").toString();
  }

  private static @Nullable Task<?> running(EventLoop loop) {
    try {
      return loop.stepper.currentOrNull();
    } catch (RuntimeException e) {
      return null; // the queue was just changing
    }
  }

  private static String read(EventLoop loop) {
    for (int tries = 1; ; tries++) {
      try {
        return Dump.of(loop);
      } catch (RuntimeException e) {
        if (tries == TRIES) {
          return loop + ": its tasks could not be read (" + e + ")\n";
        }
      }
    }
  }
}
