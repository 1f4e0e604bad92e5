package io.fermata;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The stepper of a thread that runs tasks which belong to no loop; see {@link OutsideTasks}. */
final class OutsideStepper extends Stepper {
  /** Tasks that were woken during the step that is running. */
  private final ArrayDeque<Task<?>> woken = new ArrayDeque<>(0);

  /** The first error that is to be thrown when none of those is left. */
  private @Nullable Throwable fatal;

  OutsideStepper() {
    super(null);
  }

  /** That of this thread; null if it runs no such task. */
  static @Nullable OutsideStepper hereOutside() {
    return here() instanceof OutsideStepper outside ? outside : null;
  }

  void add(Task<?> task) {
    woken.add(task);
  }

  /**
   * Makes a step. A fatal error waits until all that were woken have had theirs: nobody else has
   * them.
   *
   * @param first whether it is the task's first
   */
  void stepOrKeep(Task<?> task, boolean first) {
    try {
      if (first) {
        startEagerly(task);
      } else {
        step(task);
      }
    } catch (Throwable t) {
      if (fatal == null) {
        fatal = t;
      }
    }
  }

  /** Makes a step of one that was woken; false if none is left. */
  boolean stepWoken() {
    Task<?> next = woken.poll();
    if (next == null) {
      return false;
    }
    stepOrKeep(next, false);
    return true;
  }

  void throwFatal() {
    if (fatal != null) {
      throw Throwables.unchecked(fatal);
    }
  }
}
