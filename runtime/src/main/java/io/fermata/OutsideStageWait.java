package io.fermata;

import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The wait of a task without a loop: whoever claims it first, the thread that completes the stage
 * or one that cancels the task, goes on with the task.
 */
final class OutsideStageWait extends StageWait {
  private static final int SAVED = 1;
  private static final int CLAIMED = 2;

  private final AtomicInteger state = new AtomicInteger();

  OutsideStageWait(Task<?> task, CompletionStage<?> stage) {
    super(task, stage);
  }

  /** Publishes the task's plain fields to the thread that will claim this. */
  void publish() {
    state.set(SAVED);
  }

  boolean claim() {
    return state.compareAndSet(SAVED, CLAIMED);
  }

  @Override
  public void accept(@Nullable Object result, @Nullable Throwable thrown) {
    if (claim()) {
      take(result, thrown);
      OutsideTasks.resume(Objects.requireNonNull(task));
    }
  }
}
