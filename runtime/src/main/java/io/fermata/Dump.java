package io.fermata;

/**
 * A loop's tasks as text: what each is suspended at, outermost line last, and what it waits for.
 */
final class Dump {
  private Dump() {}

  static String of(EventLoop loop) {
    StringBuilder text = new StringBuilder(loop.toString()).append('\n');
    for (Task<?> task : loop.tasks()) {
      text.append(task.name()).append(": ").append(waitsFor(task)).append('\n');
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
        case TIMER -> "sleeping";
        case DUE, DUE_CANCELLED -> "ready";
      };
    }
    if (wait instanceof Task<?> inner) {
      return "waiting for " + inner.name();
    }
    return wait instanceof Throwable ? "ready" : "waiting for " + wait;
  }
}
