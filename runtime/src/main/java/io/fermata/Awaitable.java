package io.fermata;

import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Fermata#await(Awaitable)} takes: a {@link Coroutine}, a {@link Task}, a {@link
 * Promise}, or any stage through {@link #of}.
 *
 * @param <T> the type of the result
 */
public sealed interface Awaitable<T extends @Nullable Object>
    permits Coroutine, Task, Promise, StageAwaitable {

  /**
   * A stage as an awaitable, for what takes nothing else ({@code gather}, {@code waitFor}). A stage
   * that is a {@link Task} is treated as the task.
   */
  static <T extends @Nullable Object> Awaitable<T> of(CompletionStage<T> stage) {
    Objects.requireNonNull(stage, "stage");
    return stage instanceof Task<T> task ? task : new StageAwaitable<>(stage);
  }
}
