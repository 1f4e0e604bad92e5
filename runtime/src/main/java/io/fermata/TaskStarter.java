package io.fermata;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How coroutines become tasks of a loop.
 *
 * <p>Thread: the loop's.
 */
final class TaskStarter {
  private TaskStarter() {}

  /** A new task whose first step is at the end of the ready queue. */
  static <T extends @Nullable Object> Task<T> start(
      EventLoop loop, Coroutine<T> coroutine, @Nullable String name) {
    Checks.requireOpen(loop);
    Task<T> task = new Task<>(loop, Objects.requireNonNull(coroutine, "coroutine"));
    if (name != null) {
      task.rareState().name = name;
    }
    adopt(loop, task);
    return task;
  }

  static void adopt(EventLoop loop, Task<?> task) {
    loop.tasks.add(task);
    loop.ready.add(task);
  }

  /** A new task that has its first step here and now. */
  static <T extends @Nullable Object> Task<T> startEagerly(EventLoop loop, Coroutine<T> coroutine) {
    Task<T> task = new Task<>(loop, coroutine);
    loop.tasks.add(task);
    if (FlightRecording.on) {
      FlightEvents.started(loop, task);
    }
    try {
      loop.stepper.startEagerly(task);
      if (FlightRecording.on) {
        FlightEvents.left(loop, task);
      }
    } catch (Throwable t) {
      // The stack overflowed even while the task ended: nobody will ever hold or end it.
      loop.tasks.remove(task);
      throw t;
    }
    return task;
  }
}
