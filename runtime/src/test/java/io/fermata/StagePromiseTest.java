package io.fermata;

import static io.fermata.Fermata.allTasks;
import static io.fermata.Fermata.asCompleted;
import static io.fermata.Fermata.gather;
import static io.fermata.Fermata.gatherSettled;
import static io.fermata.Fermata.shield;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.waitFor;
import static io.fermata.Script.script;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.testing.AsyncTest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Stages, and tasks of other loops, where the loop needs a future of its own. */
class StagePromiseTest extends LoopTest {
  private final CompletableFuture<Object> stage = new CompletableFuture<>();

  private Script<Object> timesOut(Supplier<Coroutine<?>> waiting) {
    return script("main")
        .await(waiting::get)
        .caught(TimedOutException.class, e -> say("timed out"));
  }

  @Test
  void aCancelledGatherCancelsItsStages() {
    CompletableFuture<Object> second = new CompletableFuture<>();
    loop.run(
        started(
                script("waits")
                    .await(() -> gather(Awaitable.of(stage), gather(Awaitable.of(second))))
                    .onCancel(e -> say("cancelled " + e.getMessage())))
            .then(() -> say(allTasks().size()))
            .then(() -> task.cancel("why"))
            .await(() -> task)
            .caught(CancelledError.class, e -> {}));
    assertThat(log).containsExactly(2, "cancelled why");
    assertThat(stage).isCancelled();
    assertThat(second).isCancelled();
  }

  @Test
  void lateCompletionsReachNobody() {
    loop.run(
        timesOut(() -> waitFor(gather(shield(Awaitable.of(stage))), ofSeconds(1)))
            .then(() -> stage.complete("late"))
            .await(() -> sleep(ofSeconds(1))));
    assertThat(log).containsExactly("timed out");
  }

  @Test
  void aStageCancelledByOthersFailsWithItsOwnException() {
    loop.run(
        script("main")
            .then(() -> loop.callLater(ofSeconds(1), () -> stage.cancel(false)))
            .await(
                () -> gatherSettled(Awaitable.of(stage)),
                (List<Outcome<Object>> all) ->
                    say(all.get(0).failure().getClass().getSimpleName())));
    assertThat(log).containsExactly("CancellationException");
  }

  @Test
  void aPromiseOfAnotherLoopIsRefused() {
    try (EventLoop other = EventLoop.create()) {
      Promise<Object> theirs = other.createPromise();
      assertThatThrownBy(() -> loop.run(script("main").await(() -> gather(theirs))))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("another event loop");
    }
  }

  @Test
  void aTestThatWaitsForAStageInOtherThingsDoesNotHang() {
    List<Function<Awaitable<Object>, Coroutine<?>>> waits =
        List.of(
            some -> gather(some),
            some -> gather(gather(some)),
            some -> shield(gather(some)),
            some -> asCompleted(List.of(some)).iterator().next());
    for (Function<Awaitable<Object>, Coroutine<?>> wait : waits) {
      Awaitable<Object> some = Awaitable.of(new CompletableFuture<>());
      AsyncTest test = new AsyncTest().limit(ofMillis(50));
      assertThatThrownBy(() -> test.run(() -> script("body").await(() -> wait.apply(some))))
          .hasMessageContaining("not done within")
          .hasMessageNotContaining("hangs");
    }
  }
}
