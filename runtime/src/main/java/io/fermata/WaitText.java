package io.fermata;

import io.fermata.frame.Driver;
import io.fermata.frame.WaitFrame;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a task waits for, in words; see {@link AwaitedTasks} for the tasks that this comes down to.
 *
 * <p>Thread: the loop's; another one may see things that don't fit together, see {@link
 * CrossThreadDump}.
 */
final class WaitText {
  private WaitText() {}

  /** In a few words, for people. */
  static String text(Task<?> task) {
    Object wait = task.awaiting;
    if (task.isDone()) {
      return "done";
    }
    if (wait == null) {
      return isRunning(task) ? "running" : "ready";
    }
    if (wait instanceof Parked parked) {
      return switch (parked) {
        case START -> "not started";
        case TIMER -> task.timer == Timers.DUE ? "ready" : "sleeping";
        case DUE_CANCELLED -> "ready";
      };
    }
    if (wait instanceof Throwable) {
      return "ready";
    }
    TaskGroupScope<?> ending = endingGroup(task);
    return "waiting for " + named(ending != null ? ending.group() : described(task, wait));
  }

  /** As text, also if it is of a foreign class that cannot tell it. */
  static String named(@Nullable Object object) {
    try {
      return String.valueOf(object);
    } catch (RuntimeException | StackOverflowError e) {
      return "a "
          + Objects.requireNonNull(object).getClass().getName()
          + " whose toString throws "
          + e.getClass().getName();
    }
  }

  private static Object described(Task<?> task, Object wait) {
    Object awaited = wait instanceof WaitFrame<?> frame ? Driver.waitsFor(frame) : wait;
    if (wait instanceof LoopStageWait stage) {
      awaited = stage.stage;
    }
    if (!(awaited instanceof Task<?> other)) {
      return awaited;
    }
    EventLoop loop = other.loop;
    return loop == null || loop == task.loop ? other.name() : other.name() + " of " + loop.name();
  }

  private static boolean isRunning(Task<?> task) {
    EventLoop loop = task.loop;
    Task<?> current = loop == null ? null : loop.stepper.currentOrNull();
    // Eager steps nest, so several run. One whose body ended in a yield has no frame either.
    return task == current
        || (current != null && task.body == null && loop != null && !loop.ready.contains(task));
  }

  /** The group whose body was left, if that is what the task waits for. */
  static @Nullable TaskGroupScope<?> endingGroup(Task<?> task) {
    return task.suspendedFrame() instanceof TaskGroupScope<?> scope && scope.isEnding()
        ? scope
        : null;
  }
}
