package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.gather;
import static io.fermata.Fermata.gatherSettled;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class GatherTest extends LoopTest {
  private Coroutine<Object> after(int seconds, Object result) {
    return script("after")
        .await(() -> sleep(ofSeconds(seconds)))
        .then(() -> say(seconds))
        .returns(() -> result);
  }

  private Coroutine<Object> failing(int seconds, String message) {
    return script("failing")
        .await(() -> sleep(ofSeconds(seconds)))
        .fails(() -> new IllegalArgumentException(message));
  }

  /** Says one number each turn. */
  private Script<Object> spinner(int turns) {
    Script<Object> spinner = script("spinner");
    for (int i = 0; i < turns; i++) {
      int turn = i;
      spinner.then(() -> say(turn)).await(() -> yieldNow());
    }
    return spinner;
  }

  /** When cancelled cleans up for some turns. */
  private Script<Object> cleaner(String name, int turns) {
    List<CancelledError> error = new ArrayList<>();
    Script<Object> cleaner =
        script(name)
            .await(() -> sleep(ofSeconds(10)))
            .caught(CancelledError.class, error::add)
            .then(() -> say(name + " cleaning"));
    for (int i = 0; i < turns; i++) {
      cleaner.await(() -> yieldNow());
    }
    return cleaner.then(() -> say(name + " ended")).fails(() -> error.get(0));
  }

  @Test
  void resultsAreInTheOrderOfTheArguments() {
    List<Object> results =
        loop.run(gather(after(3, "a"), after(1, "b"), after(2, "c"), Coroutine.of(null)));
    assertThat(results).containsExactly("a", "b", "c", null);
    assertThat(log).containsExactly(1, 2, 3);
  }

  @Test
  void nothingGathersToNothing() {
    assertThat(loop.run(gather(List.<Coroutine<Object>>of()))).isEmpty();
    assertThat(loop.run(gatherSettled(List.<Coroutine<Object>>of()))).isEmpty();
  }

  @Test
  void theSameAwaitableRunsOnceAndCountsTwice() {
    Coroutine<Object> once = after(1, "x");
    assertThat(loop.run(gather(once, once))).containsExactly("x", "x");
    assertThat(log).containsExactly(1);
  }

  @Test
  void everyKindOfAwaitableIsTaken() {
    Promise<Object> promise = loop.createPromise();
    CompletableFuture<Object> stage = new CompletableFuture<>();
    loop.callLater(ofSeconds(1), () -> promise.complete("promise"));
    loop.callLater(ofSeconds(2), () -> stage.complete("stage"));
    List<Object> results =
        loop.run(
            script("main")
                .await(
                    () ->
                        gather(
                            createTask(after(1, "task")),
                            promise,
                            Awaitable.of(stage),
                            Awaitable.<Object>of(Task.of("ready"))),
                    this::say)
                .returns(() -> log.get(log.size() - 1)));
    assertThat(results).containsExactly("task", "promise", "stage", "ready");
  }

  @Test
  void coroutinesStartWhenGatheredAndNotWhenAwaited() {
    loop.run(
        script("main")
            .then(() -> gather(script("a").then(() -> say("a"))))
            .await(() -> yieldNow())
            .then(() -> say("main")));
    assertThat(log).containsExactly("a", "main");
  }

  @Test
  void twoThatDoNotWaitTakeThreeTurns() {
    loop.run(
        started(spinner(5))
            .await(() -> gather(Coroutine.of(1), Coroutine.of(1)))
            .then(() -> say("gathered"))
            .await(() -> task));
    assertThat(log).containsExactly(0, 1, 2, 3, "gathered", 4);
  }

  @Test
  void whatIsDoneAlreadyTakesNoTurn() {
    loop.run(
        script("main")
            .then(() -> task = createTask(after(1, "done")))
            .await(() -> task)
            .then(() -> createTask(spinner(1)))
            .await(() -> gather(task, Task.of("x")), this::say)
            .await(() -> yieldNow()));
    loop.run(
        script("main")
            .then(() -> createTask(spinner(1)))
            .await(() -> gather(task, task), this::say)
            .await(() -> yieldNow()));
    assertThat(log).containsExactly(1, List.of("done", "x"), 0, List.of("done", "done"), 0);
  }

  @Test
  void theFirstFailureWinsAndTheOthersGoOn() {
    loop.run(
        script("main")
            .await(() -> gather(after(3, "a"), failing(1, "first"), failing(2, "second")))
            .caught(IllegalArgumentException.class, e -> say(e.getMessage()))
            .await(() -> sleep(ofSeconds(5))));
    assertThat(log).containsExactly("first", 3);
  }

  @Test
  void settledWaitsForAllAndNeverFails() {
    List<Outcome<Object>> outcomes =
        loop.run(
            started(after(9, "never"))
                .then(() -> task.cancel("why"))
                .await(() -> gatherSettled(after(2, "a"), failing(1, "boom"), task), this::say)
                .returns(() -> log.get(1)));
    assertThat(outcomes.get(0)).isEqualTo(Outcome.success("a"));
    assertThat(outcomes.get(1).failure()).hasMessage("boom");
    assertThat(outcomes.get(2).isCancelled()).isTrue();
    assertThat(outcomes.get(2).failure()).hasMessage("why");
    assertThatThrownBy(() -> outcomes.get(1).get()).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aCancelledChildIsAFailureAndTheOthersGoOn() {
    loop.run(
        script("main")
            .then(() -> task = createTask(after(9, "never")))
            .then(() -> loop.callLater(ofSeconds(1), () -> task.cancel()))
            .await(() -> gather(task, after(2, "other")))
            .caught(CancelledError.class, e -> say("gather"))
            .then(() -> say(Fermata.currentTask().cancelling()))
            .await(() -> sleep(ofSeconds(5))));
    assertThat(log).containsExactly("gather", 0, 2);
  }

  @Test
  void cancellingItCancelsAllAndEndsWithTheFirst() {
    loop.run(cancelled(gatherLater(false)));
    assertThat(log)
        .containsExactly(
            "x cleaning", "y cleaning", "x ended", "gather cancelled", "main", "y ended");
  }

  @Test
  void cancellingSettledEndsWithTheLast() {
    loop.run(cancelled(gatherLater(true)));
    assertThat(log)
        .containsExactly(
            "x cleaning", "y cleaning", "x ended", "y ended", "gather cancelled", "main");
  }

  private Script.Source gatherLater(boolean settled) {
    return () ->
        settled
            ? gatherSettled(cleaner("x", 1), cleaner("y", 4))
            : gather(cleaner("x", 1), cleaner("y", 4));
  }

  private Coroutine<Object> cancelled(Script.Source gathering) {
    return started(script("outer").await(gathering).onCancel(e -> say("gather cancelled")))
        .await(() -> yieldNow())
        .then(() -> task.cancel())
        .await(() -> task)
        .caught(CancelledError.class, e -> say("main"))
        .await(() -> sleep(ofSeconds(1)));
  }

  @Test
  void aGatheringIsUsedOnce() {
    Coroutine<List<Object>> gathering = gather(Coroutine.of("x"));
    loop.run(gathering);
    assertThatThrownBy(() -> loop.run(gathering))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("gather");
  }

  @Test
  void aFailureIsSeenInTheTurnAfterItsTask() {
    loop.run(
        started(spinner(8))
            .await(() -> gather(Coroutine.of(1), Coroutine.of(1)))
            .then(() -> say("gathered"))
            .await(
                () ->
                    gather(
                        turns(3).then(() -> say("slow done")),
                        turns(1).fails(() -> new IllegalArgumentException())))
            .caught(IllegalArgumentException.class, e -> say("failed"))
            .await(() -> task));
    assertThat(log).containsExactly(0, 1, 2, 3, "gathered", 4, 5, 6, 7, "slow done", "failed");
  }
}
