package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Awaiting stages that are no tasks. */
class StageTest extends LoopTest {
  private final CompletableFuture<Object> stage = new CompletableFuture<>();

  @Test
  void aDoneFutureGivesItsValueAtOnce() {
    loop.run(
        script("main")
            .then(() -> createTask(script("other").then(() -> say("other"))))
            .await(() -> CompletableFuture.completedFuture("value"), this::say)
            .await(() -> yieldNow()));
    assertThat(log).containsExactly("value", "other");
  }

  @Test
  void aStageThatHidesItsFutureWorksToo() {
    loop.run(
        script("main")
            .await(() -> CompletableFuture.completedStage("value"), this::say)
            .await(() -> CompletableFuture.failedStage(new IllegalArgumentException("boom")))
            .caught(IllegalArgumentException.class, e -> say(e.getMessage())));
    assertThat(log).containsExactly("value", "boom");
  }

  @Test
  void aCompletionOnTheLoopsThreadGoesThroughTheReadyQueue() {
    loop.run(
        started(script("waiter").await(() -> stage, this::say))
            .then(() -> loop.callSoon(() -> say("ready before")))
            .then(() -> stage.complete("value"))
            .then(() -> say("completed"))
            .await(() -> task));
    assertThat(log).containsExactly("completed", "ready before", "value");
  }

  @Test
  void failuresAreUnwrappedWhetherDoneOrNot() {
    IllegalArgumentException cause = new IllegalArgumentException("boom");
    Throwable[] wrapped = {
      cause,
      new CompletionException(cause),
      new ExecutionException(cause),
      new CompletionException(new ExecutionException(cause))
    };
    for (Throwable each : wrapped) {
      CompletableFuture<Object> later = new CompletableFuture<>();
      loop.run(
          script("main")
              .await(() -> CompletableFuture.failedFuture(each))
              .caught(Throwable.class, this::say)
              .then(() -> loop.callSoon(() -> later.completeExceptionally(each)))
              .await(() -> later.thenApply(value -> value))
              .caught(Throwable.class, this::say));
    }
    assertThat(log).hasSize(8).allMatch(each -> each == cause);
  }

  @Test
  void aCancelledStageThrowsItsOwnException() {
    loop.run(
        script("main")
            .then(() -> loop.callSoon(() -> stage.cancel(true)))
            .await(() -> stage)
            .caught(CancellationException.class, e -> say("waiting"))
            .await(() -> stage)
            .caught(CancellationException.class, e -> say("done"))
            .await(() -> stage.thenApply(value -> value))
            .caught(CancellationException.class, e -> say("derived")));
    assertThat(log).containsExactly("waiting", "done", "derived");
  }

  @Test
  void aCancelGoesToTheStageAndTheAwaitEndsNextTurn() {
    loop.run(
        started(
                script("waiter")
                    .await(() -> stage)
                    .caught(CancelledError.class, e -> say("error " + e.getMessage()))
                    .await(() -> sleep(ofSeconds(1)))
                    .returns(() -> "went on"))
            .then(() -> say(task.cancel("why")))
            .then(() -> say(stage.isCancelled()))
            .await(() -> task, this::say));
    assertThat(log).containsExactly(true, true, "error why", "went on");
  }

  /** A stage that ignores being cancelled. */
  private static final class Stubborn extends CompletableFuture<Object> {
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      return false;
    }
  }

  @Test
  void aLateCompletionOfAnAbandonedStageReachesNoLaterAwait() {
    Stubborn first = new Stubborn();
    loop.run(
        started(
                script("waiter")
                    .await(() -> first)
                    .caught(CancelledError.class, e -> say("cancelled"))
                    .await(() -> stage, this::say))
            .then(() -> task.cancel())
            .await(() -> yieldNow())
            .then(() -> first.complete("late"))
            .await(() -> sleep(ofSeconds(1)))
            .then(() -> stage.complete("second"))
            .await(() -> task));
    assertThat(log).containsExactly("cancelled", "second");
  }

  @Test
  void aCancelAfterTheCompletionWins() {
    loop.run(
        started(
                script("waiter")
                    .await(() -> stage)
                    .caught(CancelledError.class, e -> say("cancelled")))
            .then(() -> stage.complete("value"))
            .then(() -> task.cancel())
            .await(() -> task));
    assertThat(log).containsExactly("cancelled");
  }

  @Test
  void aStageThatRefusesCallbacksFailsTheAwait() {
    CompletionStage<Object> refusing =
        new CompletableFuture<>() {
          @Override
          public CompletableFuture<Object> whenComplete(
              java.util.function.BiConsumer<? super Object, ? super Throwable> action) {
            throw new UnsupportedOperationException("no callbacks");
          }
        };
    loop.run(
        script("main")
            .await(() -> refusing)
            .caught(UnsupportedOperationException.class, e -> say(e.getMessage())));
    assertThat(log).containsExactly("no callbacks");
  }

  @Test
  void aStageIsAwaitableByName() {
    loop.run(
        script("main")
            .then(() -> loop.callLater(ofSeconds(1), () -> stage.complete("value")))
            .await(() -> Awaitable.of(stage), this::say));
    assertThat(log).containsExactly("value");
    assertThat(Awaitable.of(Task.of(1))).isInstanceOf(Task.class);
  }
}
