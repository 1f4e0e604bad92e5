package io.fermata;

import io.fermata.frame.Driver;
import io.fermata.frame.WaitFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code waitTasks}: watches tasks until enough are done, and leaves them alone. */
final class TaskWait<K extends Task<?>> extends WaitFrame<Waited<K>> {
  private final Set<K> tasks;
  private final ReturnWhen until;
  private final @Nullable Duration limit;

  private final List<Watch> watches = new ArrayList<>();
  private @Nullable Driver driver;
  private @Nullable Handle timer;
  private int left;

  TaskWait(Collection<? extends K> tasks, ReturnWhen until, @Nullable Duration limit) {
    this.tasks = new LinkedHashSet<>(List.copyOf(tasks));
    this.until = Objects.requireNonNull(until, "returnWhen");
    this.limit = limit;
    this.left = this.tasks.size();
    if (left == 0) {
      throw new IllegalArgumentException("there are no tasks to wait for");
    }
  }

  @Override
  protected Object start(Driver running) {
    driver = running;
    return waitHere(running, 0);
  }

  @Override
  protected void waitBegan() {
    EventLoop loop = EventLoop.current();
    if (limit != null) {
      timer = loop.laterUncarried(limit, this::enough);
    }
    for (K task : tasks) {
      Watch watch = new Watch(this, task);
      watches.add(watch);
      watch.begin(loop);
    }
  }

  @Override
  protected void waitAbandoned() {}

  @Override
  protected Object resume(Driver running, @Nullable Object value) throws Throwable {
    if (timer != null) {
      timer.cancel();
    }
    watches.forEach(Watch::end);
    watches.clear();
    running.resumed(value);
    Set<K> done = new LinkedHashSet<>();
    Set<K> pending = new LinkedHashSet<>();
    for (K task : tasks) {
      (task.isDone() ? done : pending).add(task);
    }
    return new Waited<>(Collections.unmodifiableSet(done), Collections.unmodifiableSet(pending));
  }

  List<K> pending() {
    return tasks.stream().filter(task -> !task.isDone()).toList();
  }

  /** Whether it goes on only when all are done. */
  boolean needsAll() {
    return until == ReturnWhen.ALL_COMPLETED && limit == null;
  }

  @Override
  protected Object waitsFor() {
    int pending = pending().size();
    return (until == ReturnWhen.ALL_COMPLETED ? "all of " : "one of ")
        + pending
        + (pending == 1 ? " task" : " tasks");
  }

  private void taskDone(Task<?> task) {
    left--;
    if (left == 0
        || until == ReturnWhen.FIRST_COMPLETED
        || (until == ReturnWhen.FIRST_EXCEPTION && !task.isCancelled() && task.failure() != null)) {
      enough();
    }
  }

  private void enough() {
    if (!isOver()) {
      wake(Objects.requireNonNull(driver));
    }
  }

  @Override
  protected String source() {
    return "io.fermata.Fermata\nwaitTasks\nFermata.java\n-1";
  }

  /** The callback of one task; one of another loop keeps it, but not what it was for. */
  private static final class Watch implements Runnable {
    private final Task<?> task;

    /** Null when the wait is over. */
    private @Nullable TaskWait<?> wait;

    private final Handle handle = new Handle(this);

    Watch(TaskWait<?> wait, Task<?> task) {
      this.wait = wait;
      this.task = task;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // called for its effect
    void begin(EventLoop loop) {
      if (task.loop == loop) {
        task.addWaiter(handle);
      } else {
        task.whenComplete((value, failure) -> loop.post(this));
      }
    }

    void end() {
      wait = null;
      if (task.loop != null && task.loop.isOnThread()) {
        task.cancelWaiter(handle);
      }
    }

    @Override
    public void run() {
      if (wait != null) {
        wait.taskDone(task);
      }
    }
  }
}
