package io.fermata;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tasks that a dump has no room for, counted by the place where they wait. */
final class DumpSummary {
  /** How many places are shown. */
  private static final int PLACES = 20;

  private final Map<Place, Count> counts = new HashMap<>();
  private int tasks;

  private DumpSummary() {}

  static DumpSummary of(List<Task<?>> all, Set<Task<?>> shown) {
    DumpSummary summary = new DumpSummary();
    for (Task<?> task : all) {
      if (!shown.contains(task)) {
        summary.tasks++;
        summary.counts.computeIfAbsent(Place.of(task), place -> new Count(task)).number++;
      }
    }
    return summary;
  }

  void appendTo(StringBuilder text) {
    text.append("... and ").append(tasks).append(" more\n");
    counts.values().stream()
        .sorted(Comparator.comparingInt((Count count) -> -count.number))
        .limit(PLACES)
        .forEach(count -> text.append("  ").append(count).append('\n'));
    if (counts.size() > PLACES) {
      text.append("  ... at ").append(counts.size() - PLACES).append(" more places\n");
    }
  }

  /** What is the same for all tasks that wait in the same line for things of one kind. */
  private record Place(@Nullable Object kind, @Nullable Class<?> frame, int state) {
    static Place of(Task<?> task) {
      Object wait = task.awaiting;
      var frame = task.suspendedFrame();
      return new Place(
          wait == null || wait instanceof Parked ? wait : wait.getClass(),
          frame == null ? null : frame.getClass(),
          frame == null ? 0 : frame.state());
    }
  }

  private static final class Count {
    private final Task<?> example;
    private int number;

    Count(Task<?> example) {
      this.example = example;
    }

    @Override
    public String toString() {
      StackTraceElement at = Dump.innermostAwait(example);
      return number
          + ", like "
          + example.name()
          + ": "
          + WaitText.text(example)
          + (at == null ? "" : " at " + at);
    }
  }
}
