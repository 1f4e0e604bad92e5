package io.fermata;

import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that were started outside any loop: they wait for stages only, and each goes on on the
 * thread that completes what it waits for.
 *
 * <p>Two rules keep that safe. A task that is woken while this thread runs a step of such a task
 * does not run inside it: it is queued, and the step at the bottom of the stack goes on with it
 * when it is over (so stacks do not grow, and a completion during registration is not lost), or
 * earlier if the step blocks on a task, which may depend on it. And a task's plain fields pass from
 * thread to thread with the state of an {@link OutsideStageWait}; what a cancel from anywhere
 * touches is guarded by the monitor of the task's {@link RareTaskState}.
 */
final class OutsideTasks {
  private static final AtomicInteger STARTED = new AtomicInteger();

  private OutsideTasks() {}

  static <T extends @Nullable Object> Task<T> start(Coroutine<T> coroutine) {
    Task<T> task = new Task<>(null, coroutine);
    task.number = TaskNumbers.next(STARTED);
    task.rareState(); // here, because later several threads might
    OutsideStepper here = OutsideStepper.hereOutside();
    if (here != null) {
      here.startEagerly(task);
    } else {
      runAtBottom(task, true);
    }
    return task;
  }

  /** Goes on with a task whose wait the caller has claimed. */
  static void resume(Task<?> task) {
    OutsideStepper here = OutsideStepper.hereOutside();
    if (here != null) {
      here.add(task);
    } else {
      runAtBottom(task, false);
    }
  }

  private static void runAtBottom(Task<?> task, boolean first) {
    Stepper before = Stepper.here();
    OutsideStepper stepper = new OutsideStepper();
    Stepper.enter(stepper);
    try {
      stepper.stepOrKeep(task, first);
      while (stepper.stepWoken()) {
        // until none is left
      }
    } finally {
      Stepper.enter(before);
    }
    stepper.throwFatal();
  }

  /**
   * A task that is not done is about to be blocked on: if a step of a task without a loop does
   * that, those that were woken in it go on first, as nobody else can run them.
   *
   * <p>They nest in that step as eager calls do. One that was woken has registered its wait and
   * left its bodies, so none of them is still on the stack.
   */
  static void beforeBlockingOn(Task<?> task) {
    OutsideStepper here = OutsideStepper.hereOutside();
    if (here != null) {
      while (!task.isDone() && here.stepWoken()) {
        // until it is done, or none is left
      }
    }
  }

  /** The last thing in a step that has to wait. */
  static void park(Task<?> task, CompletionStage<?> stage) {
    OutsideStageWait wait = new OutsideStageWait(task, stage);
    RareTaskState rare = rareStateOf(task);
    boolean cancelled;
    synchronized (rare) {
      cancelled = rare.cancelPending;
      rare.cancelPending = false;
      task.awaiting = cancelled ? new CancelledError(rare.cancelMessage) : wait;
      wait.publish();
    }
    if (cancelled) {
      Stages.cancel(stage, null);
      resume(task);
    } else {
      wait.register();
    }
  }

  static boolean cancel(Task<?> task, @Nullable String message) {
    CompletionStage<?> stage;
    RareTaskState rare = rareStateOf(task);
    synchronized (rare) {
      if (task.isDone()) {
        return false;
      }
      rare.cancelRequests++;
      if (!(task.awaiting instanceof OutsideStageWait wait && wait.claim())) {
        rare.cancelPending = true;
        rare.cancelMessage = message;
        return true;
      }
      task.awaiting = new CancelledError(message);
      stage = wait.stage;
    }
    Stages.cancel(stage, null);
    resume(task);
    return true;
  }

  static <T extends @Nullable Object> void whenDone(Task<T> task, Runnable callback) {
    TaskLocalValues registered = TaskLocalValues.current();
    var unused =
        task.whenComplete(
            (value, failure) -> {
              try {
                TaskLocalValues.callWith(registered, callback);
              } catch (Throwable t) {
                Failures.log("Exception in a callback of " + task, t);
              }
            });
  }

  private static RareTaskState rareStateOf(Task<?> task) {
    return Objects.requireNonNull(task.rareStateOrNull());
  }
}
