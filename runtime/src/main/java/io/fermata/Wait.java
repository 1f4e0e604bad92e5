package io.fermata;

import io.fermata.frame.Driver;
import io.fermata.frame.Frame;
import io.fermata.frame.WaitFrame;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What a task waits for, in words and as the tasks that have to end first.
 *
 * <p>Thread: the loop's; another one may see things that don't fit together, see {@link
 * DumpFromOutside}.
 */
final class Wait {
  private Wait() {}

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

  /** The task whose failure a wait ends with, if it was a task's. */
  static @Nullable Task<?> failedTask(@Nullable Object wait) {
    if (wait instanceof Promise<?> promise) {
      return promise.failedTask();
    }
    Object awaited = wait instanceof StageWait stage ? stage.stage : wait;
    return awaited instanceof Task<?> task ? task : null;
  }

  private static boolean isRunning(Task<?> task) {
    EventLoop loop = task.loop;
    Task<?> current = loop == null ? null : loop.running();
    // Eager steps nest, so several run. One whose body ended in a yield has no frame either.
    return task == current
        || (current != null && task.body == null && loop != null && !loop.ready.contains(task));
  }

  /** The tasks of its loop that it waits for, and those of the groups that it has open. */
  static Collection<Task<?>> below(Task<?> task) {
    Set<Task<?>> needed = new LinkedHashSet<>();
    addLeaves(needed, task.awaiting);
    for (Frame<?> frame : Driver.frames(task.suspendedFrame())) {
      if (frame instanceof TaskGroupScope<?> scope && scope.group() != null) {
        needed.addAll(scope.group().tasks());
      }
    }
    needed.removeIf(other -> other.loop != task.loop || other.isDone());
    return needed;
  }

  /**
   * The tasks, also of other loops, that keep this one from going on: they have to end, or to
   * release a lock.
   */
  static Collection<Task<?>> blockers(Task<?> task) {
    Set<Task<?>> needed = new LinkedHashSet<>();
    Object wait = task.awaiting;
    TaskGroupScope<?> ending = endingGroup(task);
    if (ending != null && ending.group() != null) {
      needed.addAll(ending.group().tasks());
    } else if (needsAll(wait)) {
      addLeaves(needed, wait);
    }
    Task<?> holder = lockHolder(task);
    if (holder != null) {
      needed.add(holder);
    }
    needed.removeIf(Task::isDone);
    return needed;
  }

  /** The task that holds the lock which this one waits for; null if it waits for none. */
  static @Nullable Task<?> lockHolder(Task<?> task) {
    return task.awaiting instanceof WaitFrame<?> frame
            && Driver.heldBy(frame) instanceof Task<?> holder
        ? holder
        : null;
  }

  /** Whether all that it comes down to has to end. */
  private static boolean needsAll(@Nullable Object wait) {
    return wait instanceof TaskWait<?> several
        ? several.needsAll()
        : !(wait instanceof AsCompleted.Next<?>);
  }

  private static void addLeaves(Set<Task<?>> needed, @Nullable Object wait) {
    if (wait != null) {
      for (CompletionStage<?> leaf : WaitLeaves.of(wait)) {
        if (leaf instanceof Task<?> task) {
          needed.add(task);
        }
      }
    }
  }

  /** The group whose body was left, if that is what the task waits for. */
  private static @Nullable TaskGroupScope<?> endingGroup(Task<?> task) {
    return task.suspendedFrame() instanceof TaskGroupScope<?> scope && scope.isEnding()
        ? scope
        : null;
  }
}
