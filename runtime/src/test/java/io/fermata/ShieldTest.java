package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.shield;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.waitFor;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShieldTest extends LoopTest {
  private Task<Object> inner;

  private Coroutine<Object> work() {
    return script("sleeper")
        .await(() -> sleep(ofSeconds(5)))
        .then(() -> say("inner done"))
        .returns(() -> "value");
  }

  @Test
  void theAwaiterIsCancelledAndTheInnerGoesOn() {
    loop.run(
        script("main")
            .then(() -> inner = createTask(work()))
            .then(() -> task = createTask(script("outer").await(() -> shield(inner))))
            .await(() -> sleep(ofSeconds(1)))
            .then(() -> task.cancel())
            .await(() -> task)
            .caught(CancelledError.class, e -> say("outer cancelled"))
            .await(() -> inner, this::say));
    assertThat(log).containsExactly("outer cancelled", "inner done", "value");
  }

  @Test
  void resultFailureAndCancellationPassThrough() {
    loop.run(
        script("main")
            .await(() -> shield(work()), this::say)
            .await(() -> shield(script("f").await(() -> yieldNow()).then(ShieldTest::fail)))
            .caught(IllegalArgumentException.class, e -> say(e.getMessage()))
            .then(() -> inner = createTask(work()))
            .then(() -> loop.callLater(ofSeconds(1), () -> inner.cancel("why")))
            .await(() -> shield(inner))
            .caught(CancelledError.class, e -> say(e.getMessage())));
    assertThat(log).containsExactly("inner done", "value", "boom", "why");
  }

  private static void fail() {
    throw new IllegalArgumentException("boom");
  }

  @Test
  void whatIsDoneIsAwaitedItself() {
    loop.run(
        script("main")
            .then(() -> inner = createTask(work()))
            .await(() -> inner)
            .then(() -> createTask(script("other").then(() -> say("other"))))
            .await(() -> shield(inner), this::say)
            .await(() -> yieldNow()));
    assertThat(log).containsExactly("inner done", "value", "other");
  }

  @Test
  void aFailureThatNobodyAwaitsAnyMoreIsReportedOnce() {
    Script<Object> main =
        script("main")
            .then(
                () ->
                    inner =
                        createTask(
                            script("f").await(() -> sleep(ofSeconds(5))).then(ShieldTest::fail)));
    for (int i = 0; i < 3; i++) {
      main.await(() -> waitFor(shield(inner), ofSeconds(1)))
          .caught(TimedOutException.class, e -> say("timed out"));
    }
    loop.run(main.await(() -> sleep(ofSeconds(9))));
    assertThat(log).containsExactly("timed out", "timed out", "timed out");
    assertThat(takeReports()).singleElement().asString().startsWith("Exception in shielded Task-2");
  }

  @Test
  void aFailureThatComesInTheTurnOfTheCancelWasSeen() {
    loop.run(
        script("main")
            .then(
                () ->
                    inner =
                        createTask(
                            script("f")
                                .await(() -> yieldNow())
                                .then(() -> loop.callSoon(() -> task.cancel()))
                                .then(ShieldTest::fail)))
            .then(() -> task = createTask(script("outer").await(() -> shield(inner))))
            .await(() -> task)
            .caught(CancelledError.class, e -> say("cancelled")));
    assertThat(log).containsExactly("cancelled");
  }

  /** A recording of asyncio, turn by turn. */
  @Test
  void shieldAndAnExpiredLimitTakeAsManyTurnsAsInAsyncio() {
    Script<Object> spinner = script("spinner");
    for (int i = 0; i < 12; i++) {
      int turn = i;
      spinner.then(() -> say(turn)).await(() -> yieldNow());
    }
    loop.run(
        started(spinner)
            .await(
                () ->
                    shield(
                        script("inner")
                            .await(() -> yieldNow())
                            .then(() -> say("inner"))
                            .returns(() -> "result")),
                this::say)
            .await(() -> waitFor(script("never").then(() -> say("ran")), ZERO))
            .caught(TimedOutException.class, e -> say("timeout"))
            .await(() -> task));
    assertThat(log)
        .containsExactly(0, 1, 2, "inner", 3, 4, "result", 5, 6, 7, "timeout", 8, 9, 10, 11);
  }
}
