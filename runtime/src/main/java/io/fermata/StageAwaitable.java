package io.fermata;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A stage that is no task, where an {@link Awaitable} is asked for. */
final class StageAwaitable<T extends @Nullable Object> implements Awaitable<T> {
  final CompletionStage<T> stage;

  StageAwaitable(CompletionStage<T> stage) {
    this.stage = stage;
  }
}
