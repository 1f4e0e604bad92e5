package io.fermata;

import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Steps that take too long, by a clock that the tests move and a watchdog that looks when they say.
 */
class SlowStepTest {
  private final List<String> reports = new ArrayList<>();
  private final List<Throwable> warnings = new ArrayList<>();
  private long now;
  private final StepWatch watch =
      new StepWatch(new Failures(this::report, false), ofMillis(100).toNanos(), () -> now, false);
  private final EventLoop loop =
      EventLoop.builder().stepWatch(watch).exceptionHandler(this::report).build();

  private void report(String message, Throwable failure) {
    reports.add(message);
    warnings.add(failure);
  }

  @AfterEach
  void close() {
    loop.close();
  }

  private void block(int millis) {
    now += ofMillis(millis).toNanos();
  }

  private void blockAndLook(int millis) {
    block(millis);
    watch.look();
  }

  @Test
  void aSlowStepIsReportedWithTheStackOfTheMoment() {
    loop.run(script("main").then(() -> blockAndLook(150)));
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0)).startsWith("Task-1 took 150 ms in one step at ");
    assertThat(warnings.get(0)).isInstanceOf(DebugWarning.class);
    assertThat(warnings.get(0).getStackTrace())
        .anySatisfy(at -> assertThat(at.getMethodName()).isEqualTo("blockAndLook"))
        .noneSatisfy(at -> assertThat(at.getClassName()).isEqualTo(EventLoop.class.getName()));
  }

  @Test
  void stepsAreMeasuredOneByOne() {
    loop.run(
        script("main")
            .then(() -> blockAndLook(60))
            .await(() -> yieldNow())
            .then(() -> blockAndLook(60))
            .await(() -> yieldNow())
            .then(() -> blockAndLook(99)));
    assertThat(reports).isEmpty();
  }

  @Test
  void callbacksAreMeasuredToo() {
    loop.execute(() -> blockAndLook(200));
    loop.run(script("main"));
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0)).startsWith("A callback took 200 ms in one step at ");
  }

  @Test
  void aStepThatEndsWhileItIsLookedAtIsNotTakenForTheNext() {
    List<Runnable> meanwhile = new ArrayList<>();
    StepWatch raced =
        new StepWatch(
            new Failures(this::report, false),
            ofMillis(100).toNanos(),
            () -> {
              if (!meanwhile.isEmpty()) {
                meanwhile.remove(0).run();
              }
              return now;
            },
            false);
    raced.begin("the first");
    block(150);
    raced.look();
    meanwhile.add(
        () -> {
          raced.end();
          raced.begin("the second");
          block(2000);
        });
    raced.look();
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0)).startsWith("A callback took 150 ms in one step");
  }

  @Test
  void aStepThatNobodyLookedAtIsReportedAllTheSame() {
    loop.run(script("main").then(() -> block(100)));
    assertThat(reports).containsExactly("Task-1 took 100 ms in one step");
    assertThat(warnings.get(0).getStackTrace()).isEmpty();
  }

  @Test
  void theStackOfAnEarlierStepIsNotTakenForThisOnes() {
    loop.run(
        script("main")
            .then(() -> blockAndLook(100))
            .await(() -> yieldNow())
            .then(() -> block(100)));
    assertThat(reports).hasSize(2);
    assertThat(reports.get(1)).isEqualTo("Task-1 took 100 ms in one step");
  }

  @Test
  void aStepThatDoesNotEndIsReportedWhileItRunsAndOnce() {
    loop.run(
        script("main")
            .then(() -> blockAndLook(999))
            .then(() -> assertThat(reports).isEmpty())
            .then(() -> blockAndLook(1))
            .then(() -> assertThat(reports).hasSize(1))
            .then(() -> blockAndLook(1000)));
    assertThat(reports).hasSize(2);
    assertThat(reports.get(0)).startsWith("Task-1 still runs after 1000 ms in one step at ");
    assertThat(reports.get(1)).startsWith("Task-1 took 2000 ms in one step at ");
  }

  @Test
  void aStepThatFailsIsMeasuredToo() {
    loop.execute(
        () -> {
          block(300);
          throw new IllegalStateException("the callback's own");
        });
    loop.run(script("main"));
    assertThat(reports)
        .containsExactly("Exception in a callback", "A callback took 300 ms in one step");
  }

  @Test
  void theWatchdogEndsWithItsLoopHoweverLongItWouldSleep() throws Exception {
    StepWatch slow =
        new StepWatch(
            new Failures(this::report, false), ofDays(1).toNanos(), System::nanoTime, true);
    try (EventLoop watched = EventLoop.builder().stepWatch(slow).build()) {
      watched.run(script("main"));
    }
    Thread dog = Objects.requireNonNull(slow.dog);
    dog.join(20_000);
    assertThat(dog.isAlive()).isFalse();
  }

  /** With a clock and a watchdog of its own: the step blocks until the watchdog has reported it. */
  @Test
  void theWatchdogSeesWhatBlocks() throws Exception {
    CountDownLatch reported = new CountDownLatch(1);
    List<String> messages = new ArrayList<>();
    try (EventLoop real =
        EventLoop.builder()
            .slowStepThreshold(ofMillis(1))
            .exceptionHandler(
                (message, failure) -> {
                  messages.add(message);
                  reported.countDown();
                })
            .build()) {
      real.run(
          script("main").then(() -> assertThat(reported.await(30, TimeUnit.SECONDS)).isTrue()));
    }
    assertThat(messages.get(0)).startsWith("Task-1 still runs after ");
  }
}
