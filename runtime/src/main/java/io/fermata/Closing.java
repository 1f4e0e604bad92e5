package io.fermata;

import java.util.List;

/** How a loop ends what is left when it is closed; see {@link EventLoop#close}. */
final class Closing {
  private Closing() {}

  static void cancelTasks(EventLoop loop) {
    List<Task<?>> left = loop.tasks.copy();
    if (left.isEmpty()) {
      return;
    }
    left.forEach(task -> task.cancelNow(null));
    loop.runUntilDone(new Completion(Gathering.settled(loop, left)));
    for (Task<?> task : left) {
      Throwable failure = task.failure();
      if (failure != null && !task.isCancelled()) {
        loop.failures.report(
            "Exception in " + task.name() + " while the event loop closed", failure);
      }
    }
  }

  /** What was handed in too late: nobody shall block for ever on a submitted task. */
  static void refuse(ReadyQueue left) {
    while (left.size() > 0) {
      if (left.take() instanceof Submission submission) {
        submission.refuse();
      }
    }
  }
}
