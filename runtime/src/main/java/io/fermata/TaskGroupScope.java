package io.fermata;

import io.fermata.frame.Driver;
import io.fermata.frame.Frame;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code TaskGroup.run}, written by hand in the shape of generated code. */
final class TaskGroupScope<T extends @Nullable Object> extends Frame<T> {
  private static final int BODY = 0;
  private static final int TASKS = 1;

  private TaskGroup.@Nullable Body<T> body;
  private @Nullable TaskGroup group;
  private @Nullable Object result;

  TaskGroupScope(TaskGroup.Body<T> body) {
    this.body = body;
  }

  /** Null before it begins. */
  @Nullable TaskGroup group() {
    return group;
  }

  /** Whether its body was left, and it waits for the tasks. */
  boolean isEnding() {
    return state() == TASKS;
  }

  @Override
  protected @Nullable Object start(Driver driver) throws Throwable {
    TaskGroup entered =
        new TaskGroup(EventLoop.current(), Objects.requireNonNull(Fermata.currentTask()));
    group = entered;
    Object value;
    try {
      value = driver.await(Objects.requireNonNull(body).run(entered));
    } catch (Throwable t) {
      entered.bodyLeft(t, false); // no task has begun, nor will: nothing can follow it
      return waitForTasks(driver, entered);
    }
    body = null;
    if (driver.suspended()) {
      return suspend(driver, value, BODY);
    }
    result = value;
    entered.bodyLeft(null, false);
    return waitForTasks(driver, entered);
  }

  @Override
  protected @Nullable Object resume(Driver driver, @Nullable Object value) throws Throwable {
    TaskGroup entered = Objects.requireNonNull(group);
    if (state() == BODY) {
      try {
        result = driver.resumed(value);
        entered.bodyLeft(null, false);
      } catch (Throwable t) {
        entered.bodyLeft(t, driver.traceStays());
      }
    } else {
      try {
        driver.resumed(value);
      } catch (CancelledError e) {
        entered.cancelledMeanwhile(e);
      }
    }
    return waitForTasks(driver, entered);
  }

  private @Nullable Object waitForTasks(Driver driver, TaskGroup entered) throws Throwable {
    Promise<Boolean> unfinished = entered.unfinished();
    if (unfinished != null) {
      return suspend(driver, driver.await(unfinished), TASKS);
    }
    entered.leave();
    return result;
  }

  @Override
  protected String source() {
    return "io.fermata.TaskGroup\nrun\nTaskGroup.java\n-1\n-1";
  }
}
