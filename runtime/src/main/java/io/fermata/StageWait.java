package io.fermata;

import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One await of a stage that does not belong to the task's loop. A wait that was abandoned stays
 * registered with the stage but is void: a late completion reaches nobody.
 *
 * <p>Thread: {@link #accept} any. The fields are read by the step that this wait leads to.
 */
abstract sealed class StageWait implements BiConsumer<@Nullable Object, @Nullable Throwable>
    permits LoopStageWait, OutsideStageWait {
  /** Null once the wait was abandoned, so that the stage holds on to no task. */
  @Nullable Task<?> task;

  final CompletionStage<?> stage;
  @Nullable Object value;
  @Nullable Throwable failure;

  StageWait(Task<?> task, CompletionStage<?> stage) {
    this.task = task;
    this.stage = stage;
  }

  /**
   * Registers with the stage; the last thing the caller does, because the task may be going on
   * elsewhere before this returns.
   */
  final void register() {
    Stages.register(stage, this);
  }

  final void take(@Nullable Object result, @Nullable Throwable thrown) {
    failure = Stages.failure(stage, thrown);
    value = result;
  }

  @Override
  public String toString() {
    return stage.toString();
  }
}
