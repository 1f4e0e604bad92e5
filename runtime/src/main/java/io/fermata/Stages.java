package io.fermata;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** How stages that are no tasks are read, and cancelled. Any thread. */
final class Stages {
  private Stages() {}

  /** False also for the kind of future that refuses to say. */
  static boolean isDone(CompletableFuture<?> future) {
    try {
      return future.isDone();
    } catch (UnsupportedOperationException e) {
      return false; // CompletableFuture.completedStage and its like
    }
  }

  /** The value of a future that is done, or the cause of its failure thrown. */
  static @Nullable Object result(CompletableFuture<?> future) throws Throwable {
    if (!future.isCompletedExceptionally()) {
      return future.join();
    }
    // Through handle, because join makes an exception of its own around the cause.
    Throwable failure = future.<@Nullable Throwable>handle((value, thrown) -> thrown).getNow(null);
    throw unwrap(failure != null ? failure : new CancellationException());
  }

  /** What was thrown in the first place. */
  static Throwable unwrap(Throwable failure) {
    Throwable thrown = failure;
    while (thrown instanceof CompletionException || thrown instanceof ExecutionException) {
      Throwable cause = thrown.getCause();
      if (cause == null) {
        return thrown;
      }
      thrown = cause;
    }
    return thrown;
  }

  /** The failure that an await of this stage throws. */
  static @Nullable Throwable failure(CompletionStage<?> stage, @Nullable Throwable thrown) {
    if (stage instanceof Task<?> task && task.isDone()) {
      return task.failure();
    }
    return thrown == null ? null : unwrap(thrown);
  }

  /** Has the stage tell its end; also one that refuses callbacks, whose refusal is its failure. */
  @SuppressWarnings({"FutureReturnValueIgnored", "NullAway"}) // a value may be null
  static void register(
      CompletionStage<?> stage, BiConsumer<@Nullable Object, @Nullable Throwable> callback) {
    try {
      stage.whenComplete(callback);
    } catch (Throwable t) {
      if (Throwables.isFatal(t)) {
        throw t;
      }
      callback.accept(null, t);
    }
  }

  /**
   * Asks a stage that nobody waits for any longer to end, if it can be asked. What it throws stops
   * nobody: it is reported.
   *
   * @param failures null for the log
   */
  static void cancel(CompletionStage<?> stage, @Nullable Failures failures) {
    if (stage instanceof Future<?> future) {
      try {
        future.cancel(true);
      } catch (UnsupportedOperationException e) {
        // It cannot be asked: it goes on, and its completion is ignored.
      } catch (Throwable t) {
        if (Throwables.isFatal(t)) {
          throw t;
        }
        String message = "Exception in the cancel of a stage";
        if (failures == null) {
          Failures.log(message, t);
        } else {
          failures.report(message, t);
        }
      }
    }
  }
}
