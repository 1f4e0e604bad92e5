package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.currentTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.waitFor;
import static io.fermata.Fermata.withTimeout;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** waitFor and withTimeout. */
class LimitsTest extends LoopTest {
  private Timeout timeout;

  private Script<Object> sleeper(int seconds) {
    return script("sleeper").await(() -> sleep(ofSeconds(seconds))).returns(() -> "slept");
  }

  @Test
  void whatIsInTimeReturnsAndTheTimerIsGone() {
    assertThat(loop.run(waitFor(sleeper(1), ofSeconds(2)))).isEqualTo("slept");
    loop.run(sleep(ofSeconds(5)));
    assertThat(loop.time()).isEqualTo(6_000_000_000L);
  }

  @Test
  void aFailureInTimePassesThrough() {
    assertThatThrownBy(
            () -> loop.run(waitFor(Coroutine.failed(new IllegalArgumentException()), ofSeconds(2))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsLateIsCancelledAndThenTheLimitThrows() {
    loop.run(
        script("main")
            .await(() -> waitFor(sleeper(9).onCancel(e -> say("cancelled")), ofSeconds(2)))
            .caught(
                TimedOutException.class,
                e -> say(e.getCause() instanceof CancelledError ? "timed out" : e))
            .then(() -> say(currentTask().cancelling())));
    assertThat(log).containsExactly("cancelled", "timed out", 0);
    assertThat(loop.time()).isEqualTo(2_000_000_000L);
  }

  @Test
  void aCoroutineRunsInTheCallersTask() {
    loop.run(
        script("main")
            .then(() -> say(currentTask().name()))
            .await(() -> waitFor(script("c").then(() -> say(currentTask().name())), ofSeconds(1))));
    assertThat(log).containsExactly("Task-1", "Task-1");
  }

  @Test
  void aTaskIsCancelledAndWaitedFor() {
    List<CancelledError> error = new ArrayList<>();
    loop.run(
        script("main")
            .then(
                () ->
                    task =
                        createTask(
                            script("slow cleanup")
                                .await(() -> sleep(ofSeconds(9)))
                                .caught(CancelledError.class, error::add)
                                .await(() -> sleep(ofSeconds(3)))
                                .fails(() -> error.get(0))))
            .await(() -> waitFor(task, ofSeconds(1)))
            .caught(TimedOutException.class, e -> say(loop.time()))
            .then(() -> say(task.isCancelled())));
    assertThat(log).containsExactly(4_000_000_000L, true);
  }

  @Test
  void whatSwallowsTheCancelReturnsItsValue() {
    Object result =
        loop.run(
            waitFor(
                script("stubborn")
                    .await(() -> sleep(ofSeconds(9)))
                    .caught(CancelledError.class, e -> {})
                    .returns(() -> "value"),
                ofSeconds(1)));
    assertThat(result).isEqualTo("value");
  }

  @Test
  void whatFailsInItsCleanupThrowsThat() {
    assertThatThrownBy(
            () ->
                loop.run(
                    waitFor(
                        script("failing")
                            .await(() -> sleep(ofSeconds(9)))
                            .caught(
                                CancelledError.class,
                                e -> {
                                  throw new IllegalArgumentException("cleanup");
                                }),
                        ofSeconds(1))))
        .hasMessage("cleanup");
  }

  @Test
  void withNoTimeLeftACoroutineNeverRuns() {
    loop.run(
        script("main")
            .await(() -> waitFor(script("never").then(() -> say("ran")), ZERO))
            .caught(TimedOutException.class, e -> say("timed out")));
    assertThat(log).containsExactly("timed out");
  }

  @Test
  void withNoTimeLeftWhatIsDoneReturns() {
    loop.run(
        script("main")
            .then(() -> task = createTask(sleeper(1)))
            .await(() -> task)
            .await(() -> waitFor(task, ofSeconds(-1)), this::say));
    assertThat(log).containsExactly("slept");
  }

  @Test
  void aCancelFromOutsideStaysOne() {
    loop.run(
        script("main")
            .then(
                () ->
                    task =
                        createTask(
                            script("outer")
                                .await(
                                    () ->
                                        waitFor(
                                            sleeper(9).onCancel(e -> say("inner")), ofSeconds(5)))))
            .await(() -> sleep(ofSeconds(1)))
            .then(() -> task.cancel())
            .await(() -> task)
            .caught(CancelledError.class, e -> say("cancelled")));
    assertThat(log).containsExactly("inner", "cancelled");
  }

  @Test
  void anOutsideCancelTogetherWithTheLimitStaysACancel() {
    loop.run(
        started(script("o").await(() -> waitFor(sleeper(9), ofSeconds(1))))
            .then(() -> loop.callAt(1_000_000_000L, () -> task.cancel()))
            .await(() -> task)
            .caught(CancelledError.class, e -> say("cancelled")));
    assertThat(log).containsExactly("cancelled");
  }

  @Test
  void aScopeWithoutSuspensionCompletesEvenWithNoTimeLeft() {
    String result = loop.run(withTimeout(ZERO, scope -> Coroutine.of("done")));
    assertThat(result).isEqualTo("done");
  }

  @Test
  void aScopeWithNoTimeLeftInterruptsAYield() {
    assertThatThrownBy(() -> loop.run(withTimeout(ZERO, scope -> yieldNow())))
        .isInstanceOf(TimedOutException.class);
  }

  @Test
  void aBodyThatSwallowsIsNoErrorButExpired() {
    loop.run(
        script("main")
            .await(
                () ->
                    withTimeout(
                        ofSeconds(1),
                        scope -> {
                          timeout = scope;
                          return sleeper(9).caught(CancelledError.class, e -> {});
                        }))
            .then(() -> say(timeout.expired()))
            .then(() -> say(currentTask().cancelling())));
    assertThat(log).containsExactly(true, 0);
  }

  @Test
  void theLimitCanBeMoved() {
    loop.run(
        script("main")
            .await(
                () ->
                    withTimeout(
                        ofSeconds(1),
                        scope ->
                            script("body")
                                .then(() -> scope.reschedule(ofSeconds(4)))
                                .await(() -> sleep(ofSeconds(9)))))
            .caught(TimedOutException.class, e -> say(loop.time())));
    assertThat(log).containsExactly(4_000_000_000L);
  }

  @Test
  void theLimitCannotBeMovedAfterwards() {
    loop.run(withTimeout(ofSeconds(1), scope -> script("b").then(() -> timeout = scope)));
    assertThat(timeout.expired()).isFalse();
    assertThatThrownBy(() -> timeout.reschedule(ofSeconds(1)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theOuterLimitPassesTheInnerScopeAsACancel() {
    loop.run(
        script("main")
            .await(
                () ->
                    withTimeout(
                        ofSeconds(1),
                        outer ->
                            script("inner scope")
                                .await(() -> withTimeout(ofSeconds(5), inner -> sleeper(9)))
                                .onCancel(e -> say("inner"))))
            .caught(TimedOutException.class, e -> say("outer")));
    assertThat(log).containsExactly("inner", "outer");
  }

  @Test
  void theInnerLimitIsCaughtInside() {
    loop.run(
        withTimeout(
            ofSeconds(5),
            outer ->
                script("inner scope")
                    .await(() -> withTimeout(ofSeconds(1), inner -> sleeper(9)))
                    .caught(TimedOutException.class, e -> say("inner"))
                    .await(() -> sleep(ofSeconds(1)))
                    .then(() -> say(loop.time()))));
    assertThat(log).containsExactly("inner", 2_000_000_000L);
  }

  @Test
  void aVeryLongLimitIsAsGoodAsNone() {
    assertThat(loop.run(waitFor(sleeper(1), ofSeconds(Long.MAX_VALUE)))).isEqualTo("slept");
  }
}
