package io.fermata;

import io.fermata.frame.Driver;
import io.fermata.frame.Frame;
import io.fermata.frame.WaitFrame;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that have to end, or to release a lock, before another goes on.
 *
 * <p>Thread: as {@link WaitText}.
 */
final class AwaitedTasks {
  private AwaitedTasks() {}

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
    TaskGroupScope<?> ending = WaitText.endingGroup(task);
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
      for (CompletionStage<?> leaf : AwaitedLeaves.of(wait)) {
        if (leaf instanceof Task<?> task) {
          needed.add(task);
        }
      }
    }
  }
}
