package io.fermata;

import io.fermata.frame.Frame;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a loop ends what is left when it is closed; see {@link EventLoop#close}. */
final class LoopShutdown {
  private LoopShutdown() {}

  /** Closes a loop that does not run. */
  static void close(EventLoop loop) {
    boolean anythingLeft = !loop.tasks.isEmpty() || loop.blockingWork.pending() > 0;
    if (anythingLeft) {
      Checks.requireNoneHereToClose(loop);
    }
    boolean lastTurns = loop.coroutines.hasRun() && EventLoop.currentOrNull() == null;
    try {
      if (anythingLeft || lastTurns) {
        loop.turns.takeIn(); // else tasks that were submitted would begin in those turns
      }
      cancelTasks(loop);
      if (lastTurns) {
        lastTurns(loop);
      }
      loop.blockingWork.shutDown();
    } finally {
      end(loop);
    }
  }

  /** The last of all: the loop runs no more. */
  static void end(EventLoop loop) {
    loop.refuseMore();
    reportPending(loop);
    endPending(loop);
    loop.stepper.close();
    refuse(loop.ready, loop.host == null ? null : loop.host.failure());
    loop.failures.close();
    OpenLoops.closed(loop);
    if (loop.bean != null) {
      loop.bean.unregister();
    }
    loop.turns.close();
    forgetAll(loop);
  }

  /** Whoever keeps a task that is done, for its result, keeps the loop. */
  private static void forgetAll(EventLoop loop) {
    loop.tasks.clear();
    loop.timers.clear();
    loop.blockingWork.clear();
  }

  static void cancelTasks(EventLoop loop) {
    List<Task<?>> left = cancelAsIfRunning(loop);
    if (!left.isEmpty()) {
      loop.coroutines.runUntilDone(new Completion(Gathering.settled(loop, left)), null);
      reportFailures(loop, left);
    }
  }

  /** What others ask for while foreign code is called must not be done in between. */
  private static List<Task<?>> cancelAsIfRunning(EventLoop loop) {
    Stepper outer = loop.turns.enter();
    try {
      return cancel(loop);
    } finally {
      loop.turns.leave(outer);
    }
  }

  /** Returns those that are not done. */
  static List<Task<?>> cancel(EventLoop loop) {
    List<Task<?>> left = loop.tasks.copy();
    left.forEach(task -> Cancellation.request(task, null));
    return left;
  }

  static void reportFailures(EventLoop loop, List<Task<?>> ended) {
    for (Task<?> task : ended) {
      Throwable failure = task.failure();
      if (failure != null && !task.isCancelled()) {
        loop.failures.report(
            "Exception in " + task.name() + " while the event loop closed", failure);
      }
    }
  }

  /**
   * The turns that asyncio's runner makes to shut down its generators and its threads, two for
   * each, whether there are any or not: callbacks and tasks that are left still have them.
   */
  private static void lastTurns(EventLoop loop) {
    for (int i = 0; i < 2; i++) {
      loop.enqueue((Runnable) () -> loop.enqueue((Runnable) loop::stop));
      loop.runForever();
    }
  }

  /** Nothing can run the tasks any more: they end without another step. */
  static void abandon(EventLoop loop, Throwable cause) {
    loop.failures.report("The end of " + loop, cause);
    for (Task<?> task : loop.tasks.copy()) {
      task.end(null, cause);
    }
  }

  /** In debug mode: tasks that the ending ones have made, and that nobody will run. */
  private static void reportPending(EventLoop loop) {
    if (loop.failures.coroutines == null) {
      return;
    }
    for (Task<?> task : loop.tasks.copy()) {
      Frame<?> frame = task.suspendedFrame();
      loop.failures.report(
          task.name() + " was left pending when its event loop was closed",
          new DebugWarning(
              WaitText.text(task), frame == null ? List.of() : Stepper.suspendedAt(frame)));
    }
  }

  /**
   * Tasks that were submitted while the others ended, or that somebody elsewhere waits for: they
   * get no step any more, and nobody shall wait for them for ever.
   */
  private static void endPending(EventLoop loop) {
    for (Task<?> task : loop.tasks.copy()) {
      if (TaskNumbers.isSubmitted(task) || task.getNumberOfDependents() > 0) {
        task.end(null, new CancelledError("the event loop was closed"));
      }
    }
  }

  /**
   * What was handed in too late: nobody shall block for ever on a submitted task.
   *
   * @param cause null if the loop was just closed
   */
  private static void refuse(ReadyQueue left, @Nullable Throwable cause) {
    while (left.size() > 0) {
      if (left.take() instanceof Submission submission) {
        submission.refuse(cause);
      }
    }
  }
}
