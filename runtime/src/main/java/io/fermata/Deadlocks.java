package io.fermata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Circles of tasks that wait for each other, through tasks, {@code gather}, {@code shield}, groups
 * and locks, also from loop to loop. A timeout around one of the waits may yet break the circle; so
 * may a task that releases a lock which another one has acquired.
 */
final class Deadlocks {
  /** How many are told. */
  private static final int LIMIT = 10;

  /** Where a task is on the path that is being followed, or this if its ways lead nowhere. */
  private static final Integer FREE = -1;

  private final Map<Task<?>, Integer> visited = new HashMap<>();
  private final List<Task<?>> path = new ArrayList<>();
  private final List<Iterator<Task<?>>> ways = new ArrayList<>();
  private final List<String> found = new ArrayList<>();

  private Deadlocks() {}

  /** Each as {@code deadlock: Task-1 -> Task-2 -> Task-1}. */
  static List<String> among(List<Task<?>> tasks) {
    Deadlocks search = new Deadlocks();
    for (Task<?> task : tasks) {
      if (search.found.size() < LIMIT) {
        search.searchFrom(task);
      }
    }
    return search.found;
  }

  /** Depth first, by hand: chains of tasks may be long. */
  private void searchFrom(Task<?> start) {
    enter(start);
    while (!path.isEmpty()) {
      int last = path.size() - 1;
      if (ways.get(last).hasNext()) {
        enter(ways.get(last).next());
      } else {
        visited.put(path.remove(last), FREE);
        ways.remove(last);
      }
    }
  }

  private void enter(Task<?> task) {
    Integer place = visited.get(task);
    if (place == null) {
      Iterator<Task<?>> blockers = AwaitedTasks.blockers(task).iterator();
      if (blockers.hasNext() || !path.isEmpty()) {
        visited.put(task, path.size());
        path.add(task);
        ways.add(blockers);
      }
    } else if (!place.equals(FREE)) {
      found.add(text(path.subList(place, path.size())));
    }
  }

  private static String text(List<Task<?>> circle) {
    boolean locks = circle.stream().anyMatch(task -> AwaitedTasks.lockHolder(task) != null);
    StringBuilder text = new StringBuilder(locks ? "deadlock by locks: " : "deadlock: ");
    circle.forEach(task -> text.append(task.name()).append(" -> "));
    return text.append(circle.get(0).name()).toString();
  }
}
