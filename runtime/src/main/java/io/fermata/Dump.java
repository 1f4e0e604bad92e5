package io.fermata;

import io.fermata.frame.Frame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A loop's tasks as text: what each waits for, the lines it is suspended at, innermost first, and
 * below it the tasks that it waits for and those of its groups.
 *
 * <pre>
 * loop-1 [running], 3 tasks
 * Task-1: waiting for Task-2
 *   at Prices.main(Prices.java:30)
 *   + Task-2: sleeping
 *       at Prices.callApi(Prices.java:12)
 * Task-3: ready
 * </pre>
 *
 * <p>A task that several wait for is shown below the first. Of a million tasks a thousand are shown
 * and the others counted, see {@link DumpSummary}.
 */
final class Dump {
  /** How many tasks are shown. */
  static final int TASKS = 1000;

  /** How many awaits of a task are shown, and how deep tasks stand below each other. */
  private static final int LINES = 50;

  private static final int DEPTH = 20;

  private final EventLoop loop;
  private final int limit;
  private final StringBuilder text = new StringBuilder();
  private final Set<Task<?>> shown = new HashSet<>();

  /** Tasks to begin a tree with: those that stood too deep to be shown where they belong. */
  private final Deque<Task<?>> roots = new ArrayDeque<>();

  private Dump(EventLoop loop, int limit) {
    this.loop = loop;
    this.limit = limit;
  }

  static String of(EventLoop loop) {
    return of(loop, TASKS);
  }

  static String of(EventLoop loop, int limit) {
    return new Dump(loop, limit).write(loop.tasks.copy());
  }

  private String write(List<Task<?>> tasks) {
    text.append(loop).append(tasks.size() == 1 ? ", 1 task" : ", " + tasks.size() + " tasks");
    text.append('\n');
    Deadlocks.among(tasks).forEach(circle -> text.append(circle).append('\n'));
    Set<Task<?>> below = new HashSet<>();
    tasks.forEach(task -> below.addAll(AwaitedTasks.below(task)));
    for (Task<?> task : tasks) {
      if (!below.contains(task)) {
        writeTree(task);
      }
    }
    tasks.forEach(this::writeTree); // of circles nobody is the root
    if (shown.size() < tasks.size()) {
      DumpSummary.of(tasks, shown).appendTo(text);
    }
    return text.toString();
  }

  private void writeTree(Task<?> root) {
    roots.add(root);
    for (Task<?> next; (next = roots.poll()) != null; ) {
      if (!shown.contains(next)) {
        write(next, 0);
      }
    }
  }

  private void write(Task<?> task, int depth) {
    if (shown.size() >= limit) {
      return;
    }
    String indent = " ".repeat(depth == 0 ? 0 : 4 * depth - 2);
    text.append(indent).append(depth == 0 ? "" : "+ ").append(task.name()).append(": ");
    text.append(WaitText.text(task));
    if (!shown.add(task)) {
      text.append(", see above\n");
      return;
    }
    text.append(age(task)).append('\n');
    writeAwaits(task, " ".repeat(4 * depth + 2));
    Collection<Task<?>> below = AwaitedTasks.below(task);
    if (depth < DEPTH) {
      below.forEach(other -> write(other, depth + 1));
    } else {
      roots.addAll(below);
    }
  }

  private void writeAwaits(Task<?> task, String indent) {
    Frame<?> frame = task.suspendedFrame();
    if (frame == null) {
      return;
    }
    List<StackTraceElement> lines = Stepper.suspendedAt(frame);
    for (StackTraceElement line : lines.subList(0, Math.min(LINES, lines.size()))) {
      text.append(indent).append("at ").append(line).append('\n');
    }
    if (lines.size() > LINES) {
      text.append(indent).append("... ").append(lines.size() - LINES).append(" more\n");
    }
  }

  private String age(Task<?> task) {
    return task.rareStateOrNull() instanceof DebugTaskState dated
        ? ", " + (loop.time() - dated.created) / 1_000_000 + " ms old"
        : "";
  }

  /** All loops that are open. */
  static String ofAll() {
    List<String> all = new ArrayList<>();
    OpenLoops.all().forEach(each -> all.add(CrossThreadDump.of(each)));
    return all.isEmpty() ? "no event loop is open\n" : String.join("\n", all);
  }

  /** What a task is awaiting at, in one line; null if it does nothing that has a line. */
  static @Nullable StackTraceElement innermostAwait(Task<?> task) {
    Frame<?> frame = task.suspendedFrame();
    List<StackTraceElement> lines = frame == null ? List.of() : Stepper.suspendedAt(frame);
    return lines.isEmpty() ? null : lines.get(0);
  }
}
