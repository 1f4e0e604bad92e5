package io.fermata;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a loop that are not done, in order of creation, linked through the tasks themselves.
 *
 * <p>Thread: the loop's.
 */
final class TaskList {
  private @Nullable Task<?> first;
  private @Nullable Task<?> last;
  int numbered;

  /** Adds a task, and numbers it if it has no number. */
  void add(Task<?> task) {
    if (task.number == 0) {
      numbered = TaskNumbers.after(numbered);
      task.number = numbered;
    }
    Task<?> before = last;
    task.previous = before;
    last = task;
    if (before == null) {
      first = task;
    } else {
      before.next = task;
    }
  }

  /** Does nothing if it is not in. */
  void remove(Task<?> task) {
    Task<?> before = task.previous;
    Task<?> after = task.next;
    if (before == null && first != task) {
      return;
    }
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
    task.previous = null;
    task.next = null;
  }

  void clear() {
    while (first != null) {
      remove(first);
    }
  }

  boolean isEmpty() {
    return first == null;
  }

  List<Task<?>> copy() {
    List<Task<?>> all = new ArrayList<>();
    for (Task<?> task = first; task != null; task = task.next) {
      all.add(task);
    }
    return all;
  }
}
