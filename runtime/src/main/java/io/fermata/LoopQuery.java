package io.fermata;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A question to a running loop, from another thread. */
final class LoopQuery {
  /** Longer than steps should be, shorter than anyone wants to wait. */
  static final long PATIENCE_MILLIS = 1_000;

  private LoopQuery() {}

  /**
   * What the loop answers between two steps; null if it does not come to that in time. What the
   * question fails with is thrown here.
   */
  static <T> @Nullable T ask(EventLoop loop, Supplier<T> question, long patienceMillis) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Runnable reply =
        () -> {
          try {
            answer.complete(question.get());
          } catch (Throwable t) {
            answer.completeExceptionally(t);
            if (Throwables.isFatal(t)) {
              throw t;
            }
          }
        };
    if (!loop.post(reply)) {
      return null;
    }
    try {
      return answer.get(patienceMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException e) {
      throw Throwables.unchecked(Objects.requireNonNull(e.getCause()));
    }
  }
}
