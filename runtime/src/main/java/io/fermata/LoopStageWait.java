package io.fermata;

import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The wait of a task that belongs to a loop: it is woken through the loop's queues. */
final class LoopStageWait extends StageWait {
  private final EventLoop loop;

  /** The task was woken, by a completion or by a cancel. The loop's thread only. */
  private boolean over;

  LoopStageWait(Task<?> task, EventLoop loop, CompletionStage<?> stage) {
    super(task, stage);
    this.loop = loop;
  }

  @Override
  public void accept(@Nullable Object result, @Nullable Throwable thrown) {
    if (loop.isOnThread()) {
      wake(result, thrown);
    } else {
      loop.post(() -> wake(result, thrown));
    }
  }

  private void wake(@Nullable Object result, @Nullable Throwable thrown) {
    if (!over) {
      over = true;
      take(result, thrown);
      loop.enqueue(Objects.requireNonNull(task));
    }
  }

  /** Cancels the stage; the task goes on with the error whatever the stage does. */
  boolean cancel(@Nullable String message) {
    if (over) {
      return false;
    }
    over = true;
    Cancellation.wakeWith(Objects.requireNonNull(task), new CancelledError(message));
    task = null;
    Stages.cancel(stage, loop.failures);
    return true;
  }
}
