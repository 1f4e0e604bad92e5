package io.fermata;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What {@link Task#number} says: which of its kind a task is, for its default name, and in two more
 * bits whether it was submitted and whether anybody listens to it.
 *
 * <p>Thread: the loop's, but for {@link #markListenedTo} and {@link #isSubmitted}.
 */
final class TaskNumbers {
  /** It was submitted; this makes the number less than zero. */
  private static final int SUBMITTED = 1 << 31;

  /** Somebody may have been told of the end by {@code CompletableFuture}. */
  private static final int LISTENED_TO = 1 << 30;

  static final int LAST = LISTENED_TO - 1;

  private TaskNumbers() {}

  /** The next of 1, 2, 3 and so on; after the last, 1 again. */
  static int next(AtomicInteger before) {
    return 1 + Math.floorMod(before.getAndIncrement(), LAST);
  }

  /** The same for one thread. */
  static int after(int before) {
    return before == LAST ? 1 : before + 1;
  }

  static int submitted(AtomicInteger before) {
    return SUBMITTED | next(before);
  }

  static boolean isSubmitted(Task<?> task) {
    return task.number < 0;
  }

  static String defaultName(Task<?> task) {
    int count = task.number & LAST;
    if (task.loop == null) {
      return count == 0 ? "ready task" : "Outside-" + count;
    }
    return (isSubmitted(task) ? "Submitted-" : "Task-") + count;
  }

  /** Whoever marks a task looks then whether it is done: one of the two sees the other. */
  static void markListenedTo(Task<?> task) {
    task.number |= LISTENED_TO;
    VarHandle.fullFence();
  }

  /** To be asked when the task is done. */
  static boolean isListenedTo(Task<?> task) {
    VarHandle.fullFence();
    return (task.number & LISTENED_TO) != 0;
  }
}
