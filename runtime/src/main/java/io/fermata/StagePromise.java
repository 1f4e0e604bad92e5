package io.fermata;

import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A promise of this loop for the result of a stage, or of a task of another loop. Cancelling it
 * cancels the stage.
 *
 * <p>asyncio: {@code wrap_future}.
 *
 * <p>Thread: {@link #accept} any; the rest the loop's.
 */
final class StagePromise extends Promise<@Nullable Object>
    implements BiConsumer<@Nullable Object, @Nullable Throwable> {
  final CompletionStage<?> stage;

  private StagePromise(EventLoop loop, CompletionStage<?> stage) {
    super(loop);
    this.stage = stage;
  }

  /** Done at once if the stage is. */
  static StagePromise of(EventLoop loop, CompletionStage<?> stage) {
    StagePromise promise = new StagePromise(loop, stage);
    Stages.register(stage, promise);
    return promise;
  }

  @Override
  public void accept(@Nullable Object result, @Nullable Throwable thrown) {
    if (loop.isOnThread()) {
      end(result, thrown);
    } else {
      loop.post(() -> end(result, thrown));
    }
  }

  @SuppressWarnings("NullAway") // a value may be null
  private void end(@Nullable Object result, @Nullable Throwable thrown) {
    if (isDone()) {
      return;
    }
    Throwable failure = Stages.failure(stage, thrown);
    if (failure == null) {
      complete(result);
    } else {
      fail(failure);
    }
  }

  @Override
  boolean cancel(@Nullable String message) {
    if (!super.cancel(message)) {
      return false;
    }
    Stages.cancel(stage, loop.failures);
    return true;
  }

  @Override
  public String toString() {
    return isDone() ? super.toString() : stage.toString();
  }
}
