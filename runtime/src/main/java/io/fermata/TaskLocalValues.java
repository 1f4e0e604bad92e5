package io.fermata;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of {@link TaskLocal}s, never changed: a task starts with its creator's object itself,
 * and setting a value makes a new one. No object means no values.
 *
 * <p>A running task's are in its {@link RareTaskState}; a callback's in the stepper that runs it,
 * for as long as it runs; everything else's belong to the thread.
 */
final class TaskLocalValues {
  /** Whether there is any task-local at all; if not, nothing is looked up for a new task. */
  static boolean used;

  private static final ThreadLocal<@Nullable TaskLocalValues> THREAD = new ThreadLocal<>();

  /** Variable and value by turns. There are few: they are searched one by one. */
  private final @Nullable Object[] entries;

  private TaskLocalValues(@Nullable Object[] entries) {
    this.entries = entries;
  }

  /** Those in force here and now. */
  static @Nullable TaskLocalValues current() {
    if (!used) {
      return null;
    }
    Stepper here = Stepper.here();
    if (here == null) {
      return THREAD.get();
    }
    Task<?> task = here.currentOrNull();
    return task == null ? here.callbackLocals : of(task);
  }

  static void setCurrent(@Nullable TaskLocalValues locals) {
    Stepper here = Stepper.here();
    Task<?> task = here == null ? null : here.currentOrNull();
    if (task != null) {
      task.rareState().locals = locals;
    } else if (here != null) {
      here.callbackLocals = locals;
    } else {
      setThreads(locals);
    }
  }

  /** Runs a callback that has values of its own, wherever it is called. */
  static void callWith(@Nullable TaskLocalValues locals, Runnable callback) {
    if (!used) {
      callback.run();
      return;
    }
    TaskLocalValues outer = current();
    setCurrent(locals);
    try {
      callback.run();
    } finally {
      setCurrent(outer);
    }
  }

  /** Of a thread that runs no loop. */
  private static void setThreads(@Nullable TaskLocalValues locals) {
    if (locals == null) {
      THREAD.remove();
    } else {
      THREAD.set(locals);
    }
  }

  static @Nullable TaskLocalValues of(Task<?> task) {
    RareTaskState rare = task.rareStateOrNull();
    return rare == null ? null : rare.locals;
  }

  static TaskLocalValues with(
      @Nullable TaskLocalValues locals, TaskLocal<?> variable, @Nullable Object value) {
    int at = locals == null ? -1 : locals.find(variable);
    @Nullable Object[] entries;
    if (locals == null) {
      entries = new Object[2];
      at = 0;
    } else if (at < 0) {
      at = locals.entries.length;
      entries = Arrays.copyOf(locals.entries, at + 2);
    } else {
      entries = locals.entries.clone();
    }
    entries[at] = variable;
    entries[at + 1] = value;
    return new TaskLocalValues(entries);
  }

  /** Where a variable is, or -1. */
  int find(TaskLocal<?> variable) {
    for (int i = 0; i < entries.length; i += 2) {
      if (entries[i] == variable) {
        return i;
      }
    }
    return -1;
  }

  @Nullable Object value(int at) {
    return entries[at + 1];
  }
}
