package io.fermata;

import org.jspecify.annotations.Nullable;

/** A task on its way from another thread to its loop. */
final class Submission implements LoopCommand {
  private final EventLoop loop;
  private final Task<?> task;

  Submission(EventLoop loop, Task<?> task) {
    this.loop = loop;
    this.task = task;
  }

  /** The task arrives: it is scheduled as if it were created now. */
  @Override
  public void run() {
    TaskStarter.adopt(loop, task);
  }

  /** The loop is closed before the task arrives. */
  void refuse(@Nullable Throwable cause) {
    task.end(null, cause == null ? new CancelledError("the event loop was closed") : cause);
  }
}
