package io.fermata;

import io.fermata.frame.WaitFrame;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a cancel does to a task: it goes to what the task waits for and comes back as a {@link
 * CancelledError}; or it is pending until the task waits, or ends.
 *
 * <p>Thread: the loop's, but for tasks without a loop, see {@link OutsideTasks}.
 */
final class Cancellation {
  private Cancellation() {}

  /** Cancels the task and what it waits for. */
  static void request(Task<?> first, @Nullable String message) {
    Task<?> last = lastOfChain(first, message);
    if (last != null) {
      cancelWaitOrLeavePending(last, message);
    }
  }

  /**
   * Goes down the chain of tasks that await each other, in a loop because it may be long, and
   * counts the request for each. If the chain is a circle there is no end to cancel: the circle is
   * broken where that is noticed.
   *
   * @return the last one, which awaits no task; null if it was a circle
   */
  static @Nullable Task<?> lastOfChain(Task<?> first, @Nullable String message) {
    Task<?> task = first;
    Task<?> slow = first; // goes at half the speed: the two meet in a circle
    for (int length = 1; ; length++) {
      task.rareState().cancelRequests++;
      if (!(task.awaiting instanceof Task<?> inner) || inner.isDone()) {
        return task;
      }
      if (inner == slow) {
        inner.removeWaiter(task);
        wakeWith(task, new CancelledError(message));
        return null;
      }
      task = inner;
      if (length % 2 == 0) {
        slow = (Task<?>) Objects.requireNonNull(slow.awaiting);
      }
    }
  }

  static void cancelWaitOrLeavePending(Task<?> task, @Nullable String message) {
    if (!cancelWait(task, message)) {
      leavePending(task, message);
    }
  }

  /** There is nothing to cancel: the task gets the error when it waits, or ends. */
  static void leavePending(Task<?> task, @Nullable String message) {
    RareTaskState rare = task.rareState();
    rare.cancelPending = true;
    rare.cancelMessage = message;
  }

  /** A cancel was asked for while the body ran, and now the task waits: what for is cancelled. */
  static void deliverPending(Task<?> task) {
    RareTaskState rare = task.rareStateOrNull();
    if (rare != null && rare.cancelPending) {
      rare.cancelPending =
          !(task.awaiting instanceof Task<?> inner
              ? inner.cancel(rare.cancelMessage)
              : cancelWait(task, rare.cancelMessage));
    }
  }

  /** Cancels what is waited for, if it is no task; false if that is over or there is nothing. */
  private static boolean cancelWait(Task<?> task, @Nullable String message) {
    Object wait = task.awaiting;
    if (wait instanceof Promise<?> promise) {
      return promise.cancel(message);
    }
    if (wait instanceof LoopStageWait stage) {
      return stage.cancel(message);
    }
    EventLoop home = Objects.requireNonNull(task.loop);
    if (wait instanceof WaitFrame<?> frame) {
      Stepper.abandonWait(frame);
      wakeWith(task, new CancelledError(message));
    } else if (wait == Parked.TIMER && task.timer == Timers.DUE) {
      task.rareState().cancelMessage = message;
      task.awaiting = Parked.DUE_CANCELLED;
      home.enqueue(task);
    } else if (wait == Parked.TIMER) {
      home.timers.cancel(task.timer);
      wakeWith(task, new CancelledError(message));
    } else {
      return false;
    }
    return true;
  }

  /** Ends the wait; the next step raises the error. */
  static void wakeWith(Task<?> task, CancelledError error) {
    task.awaiting = error;
    Objects.requireNonNull(task.loop).enqueue(task);
  }

  /** Whether the next step begins with the error. */
  static boolean isPending(Task<?> task) {
    RareTaskState rare = task.rareStateOrNull();
    return rare != null && rare.cancelPending;
  }

  /** The error of a cancel that is pending, once; or null. */
  static @Nullable CancelledError takePending(Task<?> task) {
    RareTaskState rare = task.rareStateOrNull();
    if (rare == null || !rare.cancelPending) {
      return null;
    }
    synchronized (rare) { // for tasks without a loop, see OutsideTasks
      rare.cancelPending = false;
      return new CancelledError(rare.cancelMessage);
    }
  }

  /**
   * Takes one request back, see {@link Task#uncancel}.
   *
   * @return the number of requests that are left
   */
  static int takeBack(Task<?> task) {
    RareTaskState rare = task.rareStateOrNull();
    if (rare == null) {
      return 0;
    }
    synchronized (rare) { // for tasks without a loop, see OutsideTasks
      if (rare.cancelRequests > 0 && --rare.cancelRequests == 0) {
        rare.cancelPending = false;
      }
      return rare.cancelRequests;
    }
  }
}
