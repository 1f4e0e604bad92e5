package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.gather;
import static io.fermata.Fermata.shield;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.toThread;
import static io.fermata.Fermata.waitFor;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.leaving;
import static io.fermata.Script.script;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.frame.CoroutineWatch;
import io.fermata.sync.AsyncLock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Debug mode: coroutines that were never awaited, and what it costs when it is off. */
class DebugTest {
  private final List<String> reports = new ArrayList<>();
  private final List<Throwable> warnings = new ArrayList<>();
  private final EventLoop loop = builder().debug(true).build();
  private Object kept;

  private EventLoopBuilder builder() {
    return EventLoop.builder()
        .name("test")
        .virtualTime()
        .slowStepThreshold(Duration.ofHours(1)) // the machine may be slow
        .exceptionHandler(
            (message, failure) -> {
              reports.add(message);
              warnings.add(failure);
            });
  }

  @AfterEach
  void close() {
    loop.close();
    assertThat(CoroutineWatch.isOn()).isFalse();
  }

  private Script<?> forgetful() {
    return script("main").then(() -> script("forgotten")).await(() -> yieldNow());
  }

  @Test
  void aForgottenCoroutineIsReportedWithThePlaceWhereItWasMade() {
    loop.run(forgetful());
    loop.close();
    assertThat(reports).containsExactly("Coroutine io.fermata.Script.script was never awaited");
    assertThat(warnings.get(0)).isInstanceOf(DebugWarning.class).hasMessage("created here");
    assertThat(warnings.get(0).getStackTrace()[0].getMethodName()).contains("forgetful");
    assertThat(warnings.get(0).getStackTrace()).hasSizeLessThanOrEqualTo(10);
  }

  @Test
  void whatAGroupRefusesIsNotReported() {
    List<TaskGroup> ended = new ArrayList<>();
    loop.run(
        script("main")
            .await(
                () ->
                    TaskGroup.run(
                        group -> {
                          ended.add(group);
                          return Coroutine.done();
                        }))
            .then(() -> ended.get(0).createTask(script("late")))
            .caught(IllegalStateException.class, e -> {}));
    loop.close();
    assertThat(reports).isEmpty();
  }

  @Test
  void itIsReportedWhenItIsCollected() {
    loop.run(forgetful());
    for (int tries = 0; reports.isEmpty() && tries < 1000; tries++) {
      System.gc();
      loop.run(script("another turn"));
    }
    assertThat(reports).containsExactly("Coroutine io.fermata.Script.script was never awaited");
    loop.close();
    assertThat(reports).hasSize(1);
  }

  @Test
  void theRuntimesOwnCoroutinesCountToo() {
    AsyncLock lock = new AsyncLock();
    loop.run(
        script("main")
            .then(() -> sleep(ofSeconds(1)))
            .then(() -> lock.acquire())
            .then(() -> toThread(() -> "x"))
            .then(() -> waitFor(Coroutine.of(1), ofSeconds(1)))
            .then(() -> TaskGroup.run(group -> Coroutine.done())));
    loop.close();
    assertThat(reports)
        .containsExactly(
            "Coroutine io.fermata.Fermata.sleep was never awaited",
            "Coroutine io.fermata.sync.AsyncLock.acquire was never awaited",
            "Coroutine io.fermata.Fermata.toThread was never awaited",
            "Coroutine io.fermata.Fermata.waitFor was never awaited",
            "Coroutine io.fermata.TaskGroup.run was never awaited");
    assertThat(warnings)
        .allSatisfy(
            warning ->
                assertThat(warning.getStackTrace()[0].getClassName())
                    .isEqualTo(DebugTest.class.getName()));
  }

  @Test
  void whatWasUsedInAnyWayIsNotReported() {
    AsyncLock lock = new AsyncLock();
    loop.run(
        script("main")
            .await(() -> sleep(ofSeconds(1)))
            .await(() -> lock.acquire())
            .await(() -> toThread(() -> "x"))
            .await(() -> waitFor(sleep(ofSeconds(1)), ofSeconds(2)))
            .await(() -> gather(script("one"), sleep(ofSeconds(1))))
            .await(() -> shield(script("two")))
            .then(() -> createTask(script("cancelled before its first step")).cancel())
            .then(() -> createTask(sleep(ofSeconds(100))))
            .then(() -> Task.startEagerly(script("eager"))));
    loop.close();
    assertThat(reports).isEmpty();
  }

  @Test
  void whatNeedsNoAwaitIsNotReported() {
    loop.run(
        script("main")
            .then(() -> yieldNow())
            .then(() -> Coroutine.done())
            .then(() -> Coroutine.of(1))
            .then(() -> gather())
            .then(() -> shield(script("runs"))));
    loop.close();
    assertThat(reports).isEmpty();
  }

  @Test
  void aCoroutineCanStillBeUsedWhenItsLoopIsClosed() {
    loop.run(script("main").then(() -> kept = script("kept").returns(() -> "result")));
    loop.close();
    assertThat(reports).hasSize(1);
    try (EventLoop other = builder().build()) {
      assertThat(other.run((Coroutine<?>) kept)).isEqualTo("result");
    }
  }

  @Test
  void aSecondUseIsRefusedAsEver() {
    loop.run(
        script("main")
            .then(() -> kept = script("kept"))
            .await(() -> kept)
            .await(() -> kept)
            .caught(IllegalStateException.class, e -> reports.add("refused")));
    assertThat(reports).containsExactly("refused");
  }

  @Test
  void aTaskThatTheEndLeavesPendingIsReported() {
    loop.run(leaving("left", e -> createTask(sleep(ofSeconds(100)), "orphan")));
    loop.close();
    assertThat(reports).containsExactly("orphan was left pending when its event loop was closed");
  }

  @Test
  void otherLoopsAreLeftAlone() {
    try (EventLoop other = builder().debug(false).build()) {
      other.run(forgetful());
    }
    assertThat(reports).isEmpty();
  }

  /** With what it watches: nobody is left who could be told. */
  @Test
  void aLoopThatIsForgottenEndsTheWatch() {
    loop.close();
    forget();
    for (int tries = 0; CoroutineWatch.isOn() && tries < 1000; tries++) {
      System.gc();
    }
    assertThat(CoroutineWatch.isOn()).isFalse();
  }

  private void forget() {
    builder().build().run(script("main").then(() -> kept = script("kept")));
  }

  @Test
  void theThresholdIsPositive() {
    assertThatThrownBy(() -> builder().slowStepThreshold(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
