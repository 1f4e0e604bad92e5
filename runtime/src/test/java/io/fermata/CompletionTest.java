package io.fermata;

import static io.fermata.Fermata.allTasks;
import static io.fermata.Fermata.asCompleted;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.gather;
import static io.fermata.Fermata.shield;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.toThread;
import static io.fermata.Fermata.waitFor;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * What gather, shield and their like make of stages, of tasks of other loops, and of each other.
 */
class CompletionTest extends LoopTest {
  private final CompletableFuture<String> shared = new CompletableFuture<>();
  private Task<?> inner;

  private static Script<Object> quick() {
    return script("quick").returns(() -> "quick");
  }

  @Test
  void theEndOfTheLoopLeavesAShieldedStageAlone() {
    loop.run(
        script("main")
            .await(() -> waitFor(shield(Awaitable.of(shared)), ofSeconds(1)))
            .caught(TimedOutException.class, e -> say("timed out")));
    loop.close();
    assertThat(log).containsExactly("timed out");
    assertThat(shared).isNotDone();
  }

  @Test
  void theEndOfTheLoopLeavesStagesOfAsCompletedAlone() {
    loop.run(
        script("main")
            .await(() -> asCompleted(List.of(Awaitable.of(shared)), ofSeconds(1)).iterator().next())
            .caught(TimedOutException.class, e -> say("timed out")));
    loop.close();
    assertThat(log).containsExactly("timed out");
    assertThat(shared).isNotDone();
  }

  @Test
  void theEndOfTheLoopLeavesAShieldedTaskOfAnotherLoopAlone() {
    try (EventLoop second = EventLoop.create()) {
      Task<Object> other = second.submit(quick());
      loop.run(
          script("main")
              .await(() -> waitFor(shield(other), ofSeconds(1)))
              .caught(TimedOutException.class, e -> say("timed out")));
      loop.close();
      second.run(script("rest").await(() -> other));
      assertThat(other.join()).isEqualTo("quick");
    }
    assertThat(log).containsExactly("timed out");
  }

  @Test
  void aGatherOfStagesCancelsThem() {
    assertThatThrownBy(
            () ->
                loop.run(
                    script("main")
                        .await(() -> waitFor(gather(Awaitable.of(shared)), ofSeconds(1)))))
        .isInstanceOf(TimedOutException.class);
    assertThat(shared).isCancelled();
  }

  @Test
  void aStageIsNoTask() {
    loop.run(
        script("main")
            .then(() -> gather(Awaitable.of(shared)))
            .then(() -> say(allTasks().size()))
            .then(() -> shared.complete("done")));
    assertThat(log).containsExactly(1);
  }

  @Test
  void withNoTimeLeftWhatIsDoneHasItsResult() {
    loop.run(
        script("main")
            .then(() -> shared.complete("shared"))
            .await(() -> waitFor(Awaitable.of(shared), ZERO), this::say)
            .then(() -> inner = createTask(quick()))
            .await(() -> inner)
            .await(() -> waitFor(gather(inner), ZERO), this::say)
            .await(() -> waitFor(shield(inner), ZERO), this::say));
    assertThat(log).containsExactly("shared", List.of("quick"), "quick");
  }

  @Test
  void withNoTimeLeftWhatIsGatheredDoesNotBegin() {
    loop.run(
        script("main")
            .await(
                () ->
                    waitFor(
                        gather(
                            script("a").then(() -> say("a")).await(() -> sleep(ofSeconds(1))),
                            script("b").then(() -> say("b")).await(() -> sleep(ofSeconds(1)))),
                        ZERO))
            .caught(TimedOutException.class, e -> say("timed out"))
            .then(() -> say(allTasks().size())));
    assertThat(log).containsExactly("timed out", 1);
  }

  /** As with CPython 3.13: no turn more for what is nested. */
  @Test
  void whatIsNestedCostsNoTurn() {
    assertThat(ticksUntil(() -> gather(gather(quick(), quick()), gather(quick())))).isEqualTo(4);
    assertThat(ticksUntil(() -> gather(shield(quick()), quick()))).isEqualTo(4);
  }

  private int ticksUntil(Supplier<Awaitable<?>> awaited) {
    int[] ticks = new int[2];
    loop.run(
        script("main")
            .then(() -> createTask(ticker(ticks)))
            .await(awaited::get)
            .then(() -> ticks[1] = ticks[0]));
    return ticks[1];
  }

  private static Script<?> ticker(int[] ticks) {
    Script<?> ticker = script("ticker");
    for (int i = 0; i < 8; i++) {
      ticker.then(() -> ticks[0]++).await(() -> yieldNow());
    }
    return ticker;
  }

  private static final class Refusing extends CompletableFuture<String> {
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      throw new IllegalStateException("refused");
    }
  }

  @Test
  void aStageThatThrowsWhenItIsCancelledStopsNobodyElse() {
    loop.run(
        script("main")
            .then(() -> createTask(script("stage").await(Refusing::new)))
            .then(
                () ->
                    createTask(
                        script("other")
                            .await(() -> sleep(ofSeconds(1)))
                            .onCancel(e -> say("other is cancelled"))))
            .await(() -> yieldNow()));
    loop.close();
    assertThat(log).containsExactly("other is cancelled");
    assertThat(takeReports()).singleElement().asString().contains("refused");
  }

  @Test
  void aTimeoutOfAStageThatThrowsWhenItIsCancelledIsATimeout() {
    loop.run(
        script("main")
            .await(() -> waitFor(Awaitable.of(new Refusing()), ofSeconds(1)))
            .caught(TimedOutException.class, e -> say(Fermata.currentTask().cancelling())));
    assertThat(log).containsExactly(0);
    assertThat(takeReports()).singleElement().asString().contains("refused");
  }

  @Test
  void aCancelThatIsPendingAtTheAwaitOfSuchAStageIsTheTasksOwn() {
    loop.run(
        script("main")
            .then(
                () ->
                    inner =
                        createTask(
                            script("cancels itself")
                                .then(() -> Fermata.currentTask().cancel())
                                .await(Refusing::new)))
            .await(() -> yieldNow())
            .await(() -> yieldNow())
            .then(() -> say(inner.isCancelled())));
    assertThat(log).containsExactly(true);
    assertThat(takeReports()).singleElement().asString().contains("refused");
  }

  @Test
  void whoeverSawTheFirstExceptionOfSeveralTasksHasRetrievedIt() {
    loop.run(
        script("main")
            .await(
                () ->
                    Fermata.waitTasks(
                        List.of(
                            createTask(script("fails").fails(IllegalStateException::new)),
                            createTask(script("sleeps").await(() -> sleep(ofSeconds(1))))),
                        ReturnWhen.FIRST_EXCEPTION)));
    loop.close();
    assertThat(reports).isEmpty();
  }

  @Test
  void aTaskThatIsSubmittedWhileTheLoopClosesEnds() {
    AtomicReference<Task<Object>> late = new AtomicReference<>();
    loop.run(
        script("main")
            .then(
                () ->
                    createTask(
                        script("cleans up")
                            .await(() -> loop.createPromise())
                            .caught(CancelledError.class, e -> {})
                            .await(() -> toThread(() -> late.set(loop.submit(sleeping()))))
                            .await(() -> yieldNow())))
            .await(() -> yieldNow()));
    loop.close();
    assertThat(late.get().isCancelled()).isTrue();
  }

  private Script<Object> sleeping() {
    return script("late").await(() -> sleep(ofSeconds(1)));
  }
}
