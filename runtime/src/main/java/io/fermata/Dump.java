package io.fermata;

import io.fermata.frame.Frame;

/**
 * A loop's tasks as text: what each waits for, and the lines it is suspended at, innermost first.
 *
 * <pre>
 * loop-1 [running]
 * Task-1: waiting for Task-2
 *   at Prices.main(Prices.java:30)
 * Task-2: sleeping
 *   at Prices.callApi(Prices.java:12)
 * </pre>
 */
final class Dump {
  private Dump() {}

  static String of(EventLoop loop) {
    StringBuilder text = new StringBuilder(loop.toString()).append('\n');
    for (Task<?> task : loop.tasks.copy()) {
      text.append(task.name()).append(": ").append(waitsFor(task)).append('\n');
      Frame<?> frame = task.suspendedFrame();
      if (frame != null) {
        Stepper.suspendedAt(frame).forEach(at -> text.append("  at ").append(at).append('\n'));
      }
    }
    return text.toString();
  }

  private static String waitsFor(Task<?> task) {
    Object wait = task.awaiting;
    if (wait == null) {
      return task == Fermata.currentTask() ? "running" : "ready";
    }
    if (wait instanceof Parked parked) {
      return switch (parked) {
        case START -> "not started";
        case TIMER -> task.timer == Timers.DUE ? "ready" : "sleeping";
        case DUE_CANCELLED -> "ready";
      };
    }
    if (wait instanceof Task<?> inner) {
      return "waiting for " + inner.name();
    }
    return wait instanceof Throwable ? "ready" : "waiting for " + wait;
  }
}
