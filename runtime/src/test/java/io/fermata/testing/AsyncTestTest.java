package io.fermata.testing;

import static io.fermata.Fermata.allTasks;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.toThread;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static io.fermata.testing.AsyncTest.advance;
import static io.fermata.testing.AsyncTest.runTest;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Promise;
import io.fermata.Task;
import io.fermata.frame.Driver;
import io.fermata.frame.Frame;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a test run by {@link AsyncTest} can do, and how it fails. */
@Timeout(60)
class AsyncTestTest {
  private final List<Object> log = new ArrayList<>();

  @Test
  void theBodyRunsOnALoopInVirtualTime() {
    Object result =
        runTest(
            () ->
                script("body")
                    .then(() -> log.add(EventLoop.current().time()))
                    .await(() -> sleep(ofDays(1)))
                    .then(() -> log.add(EventLoop.current().time()))
                    .returns(() -> "result"));
    assertThat(result).isEqualTo("result");
    assertThat(log).containsExactly(0L, ofDays(1).toNanos());
  }

  @Test
  void noLimitIsALimitToo() {
    Duration forever = ChronoUnit.FOREVER.getDuration();
    Object result =
        new AsyncTest()
            .limit(forever)
            .virtualLimit(forever)
            .run(() -> script("body").await(() -> sleep(ofDays(1))).returns(() -> "result"));
    assertThat(result).isEqualTo("result");
  }

  @Test
  void whatTheBodyThrowsIsThrownAsItIs() {
    IOException failure = new IOException("disk");
    assertThatThrownBy(() -> runTest(() -> Coroutine.failed(failure))).isSameAs(failure);
    assertThatThrownBy(
            () ->
                runTest(
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    AssertionError assertion = new AssertionError("3 is not 4");
    assertThatThrownBy(() -> runTest(() -> Coroutine.failed(assertion))).isSameAs(assertion);
  }

  @Test
  void aDeadlockIsToldAtOnceWithTheTasks() {
    List<Task<?>> tasks = new ArrayList<>();
    assertThatThrownBy(
            () ->
                runTest(
                    () ->
                        script("body")
                            .then(() -> tasks.add(createTask(waitsFor("ping", tasks, 1), "ping")))
                            .then(() -> tasks.add(createTask(waitsFor("pong", tasks, 0), "pong")))
                            .await(() -> tasks.get(0))))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the test hangs")
        .hasMessageContaining("waiting for pong")
        .hasMessageContaining("Script.java:101");
    assertThat(tasks).allMatch(Task::isCancelled);
  }

  private static Coroutine<Object> waitsFor(String name, List<Task<?>> tasks, int other) {
    return script(name).await(() -> yieldNow()).await(() -> tasks.get(other));
  }

  @Test
  void aPromiseThatNobodyCompletesIsADeadlock() {
    assertThatThrownBy(
            () -> runTest(() -> script("body").await(() -> EventLoop.current().createPromise())))
        .hasMessageContaining("the test hangs");
  }

  @Test
  void waitingForAnotherThreadIsNoDeadlock() {
    CompletableFuture<Object> stage = new CompletableFuture<>();
    CountDownLatch waiting = new CountDownLatch(1);
    Thread other =
        new Thread(
            () -> {
              try {
                waiting.await();
                stage.complete("value");
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    other.start();
    runTest(
        () ->
            script("body")
                .then(() -> EventLoop.current().callSoon(waiting::countDown))
                .await(() -> stage, log::add)
                .await(() -> toThread(() -> "work"), log::add));
    assertThat(log).containsExactly("value", "work");
  }

  @Test
  void aTestThatSpinsEndsAtItsLimit() {
    assertThatThrownBy(
            () -> new AsyncTest().limit(ofMillis(50)).run(() -> spinning(() -> yieldNow())))
        .hasMessageContaining("not done within PT0.05S")
        .hasMessageContaining("Spinning.body(Spinning.java:7)");
    assertThatThrownBy(
            () ->
                new AsyncTest().virtualLimit(ofDays(1)).run(() -> spinning(() -> sleep(ofDays(2)))))
        .hasMessageContaining("not done within PT24H of virtual time")
        .hasMessageContaining("sleeping");
  }

  /** Who steps through it in a debugger takes the time that it takes. */
  @Test
  void aTestThatIsSteppedThroughHasNoLimit() {
    Thread longer =
        new Thread(
            () -> {
              try {
                new AsyncTest().limit(ofMillis(50)).run(() -> spinning(() -> yieldNow()));
              } catch (AssertionError e) {
                log.add("at its limit");
              }
            });
    System.setProperty("io.fermata.stepping", "true");
    try {
      new AsyncTest()
          .limit(ofMillis(1))
          .run(
              () ->
                  script("body")
                      .then(() -> System.clearProperty("io.fermata.stepping"))
                      .then(longer::start)
                      .then(longer::join)
                      .await(() -> yieldNow())
                      .await(() -> yieldNow()));
    } finally {
      System.clearProperty("io.fermata.stepping");
    }
    assertThat(log).containsExactly("at its limit");
  }

  /** Awaits the same again and again. */
  private static Coroutine<Object> spinning(Supplier<Coroutine<?>> turn) {
    return new Frame<>() {
      @Override
      protected Object start(Driver driver) throws Throwable {
        return suspend(driver, driver.await(turn.get()), 0);
      }

      @Override
      protected Object resume(Driver driver, Object value) throws Throwable {
        driver.resumed(value);
        return suspend(driver, driver.await(turn.get()), 0);
      }

      @Override
      protected String source() {
        return "Spinning\nbody\nSpinning.java\n7";
      }
    };
  }

  @Test
  void aTestThatBlocksItsThreadIsInterrupted() {
    CountDownLatch never = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                new AsyncTest()
                    .limit(ofMillis(20))
                    .run(() -> script("body").then(() -> never.await())))
        .hasMessageContaining("blocks the thread")
        .satisfies(
            failure ->
                assertThat(failure.getCause().getStackTrace())
                    .anyMatch(element -> element.getMethodName().equals("await")));
    assertThat(Thread.interrupted()).isFalse();
  }

  /** No thread can be ended: its test hangs, but not in silence. */
  @Test
  void aTestThatNoInterruptWakesIsToldOfWhileItHangs() {
    CompletableFuture<Object> never = new CompletableFuture<>();
    Handler told =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            log.add(entry.getMessage());
            log.add(entry.getThrown());
            never.complete("told");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("io.fermata");
    logger.addHandler(told);
    logger.setUseParentHandlers(false);
    try {
      assertThatThrownBy(
              () ->
                  new AsyncTest()
                      .limit(ofMillis(20))
                      .run(() -> script("body").then(() -> log.add(never.join()))))
          .isSameAs(log.get(1))
          .hasMessageContaining("blocks the thread");
    } finally {
      logger.setUseParentHandlers(true);
      logger.removeHandler(told);
    }
    assertThat(log.get(0)).asString().contains("hangs", "no interrupt ends");
    assertThat(log.get(2)).isEqualTo("told");
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void tasksAndTimersThatAreLeftFailTheTest() {
    assertThatThrownBy(
            () -> runTest(() -> script("body").then(() -> createTask(sleep(ofDays(1)), "nap"))))
        .hasMessageContaining("left 1 task(s)")
        .hasMessageContaining("nap: sleeping");
    assertThatThrownBy(
            () ->
                runTest(
                    () ->
                        script("body")
                            .then(() -> EventLoop.current().callLater(ofDays(1), () -> {}))))
        .hasMessageContaining("left 1 callback(s)");
    new AsyncTest()
        .leaksAllowed()
        .run(() -> script("body").then(() -> createTask(sleep(ofDays(1)))));
  }

  @Test
  void aCoroutineThatIsNeverAwaitedFailsTheTest() {
    AsyncTest.Body<Object> body = () -> script("body").then(() -> sleepy());
    assertThatThrownBy(() -> runTest(body))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("was never awaited")
        .satisfies(
            failure ->
                assertThat(failure.getCause().getStackTrace())
                    .anyMatch(element -> element.getMethodName().equals("sleepy")));
    new AsyncTest().leaksAllowed().run(body);
  }

  private static Coroutine<Object> sleepy() {
    return script("sleepy").await(() -> sleep(ofDays(1)));
  }

  @Test
  void aFailureThatNobodyAsksForFailsTheTest() {
    assertThatThrownBy(
            () ->
                runTest(
                    () ->
                        script("body")
                            .then(() -> createTask(script("t").then(AsyncTestTest::fail)))))
        .isInstanceOf(AssertionError.class)
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatOnlyNeedsItsTurnIsNoLeak() {
    List<Task<?>> tasks = new ArrayList<>();
    runTest(
        () ->
            script("body")
                .then(() -> tasks.add(createTask(script("t").await(() -> sleep(ofDays(1))))))
                .await(() -> yieldNow())
                .then(() -> EventLoop.current().callLater(ofDays(1), () -> {}).cancel())
                .then(() -> tasks.get(0).cancel()));
    assertThat(tasks.get(0).isCancelled()).isTrue();
  }

  @Test
  void whatFailsInACallbackFailsTheTest() {
    assertThatThrownBy(
            () ->
                runTest(
                    () ->
                        script("body")
                            .then(() -> EventLoop.current().callSoon(AsyncTestTest::fail))
                            .await(() -> yieldNow())))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Exception in a callback")
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
    new AsyncTest()
        .loop(builder -> builder.exceptionHandler((message, failure) -> log.add(message)))
        .run(() -> script("body").then(() -> EventLoop.current().callSoon(AsyncTestTest::fail)));
    assertThat(log).containsExactly("Exception in a callback");
  }

  private static void fail() {
    throw new IllegalArgumentException("boom");
  }

  @Test
  void whatIsLeftAfterAFailureIsCancelledWithoutAWord() {
    assertThatThrownBy(
            () ->
                runTest(
                    () ->
                        script("body")
                            .then(
                                () ->
                                    createTask(
                                        script("t")
                                            .await(() -> sleep(ofDays(1)))
                                            .caught(
                                                CancelledError.class, e -> log.add("cancelled"))))
                            .await(() -> yieldNow())
                            .then(AsyncTestTest::fail)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasNoSuppressedExceptions();
    assertThat(log).containsExactly("cancelled");
  }

  @Test
  void aTaskThatWillNotEndIsToldOfWhenTheLoopCloses() {
    assertThatThrownBy(
            () ->
                new AsyncTest()
                    .leaksAllowed()
                    .run(
                        () ->
                            script("body")
                                .then(() -> createTask(stubborn(), "stubborn"))
                                .await(() -> yieldNow())))
        .hasMessageContaining("the test hangs")
        .hasMessageContaining("stubborn: waiting for");
  }

  private static Coroutine<Object> stubborn() {
    Promise<Object> first = EventLoop.current().createPromise();
    Promise<Object> second = EventLoop.current().createPromise();
    return script("stubborn")
        .await(() -> first)
        .caught(CancelledError.class, e -> {})
        .await(() -> second);
  }

  @Test
  void advanceRunsAllThatIsDueByThen() {
    runTest(
        () ->
            script("body")
                .then(() -> createTask(ticking(3)))
                .await(() -> advance(ZERO))
                .then(() -> log.add("at once"))
                .await(() -> advance(ofSeconds(2)))
                .then(() -> log.add("after two seconds"))
                .await(() -> advance(ofSeconds(2)))
                .then(() -> log.add(allTasks().size())));
    assertThat(log)
        .containsExactly("begin", "at once", "tick", "tick", "after two seconds", "tick", 1);
  }

  private Coroutine<Object> ticking(int times) {
    io.fermata.Script<Object> ticking = script("ticking").then(() -> log.add("begin"));
    for (int i = 0; i < times; i++) {
      ticking.await(() -> sleep(ofSeconds(1))).await(() -> yieldNow()).then(() -> log.add("tick"));
    }
    return ticking;
  }

  @Test
  void advanceWaitsForWorkOnThreads() {
    runTest(
        () ->
            script("body")
                .then(() -> createTask(script("t").await(() -> toThread(() -> "work"), log::add)))
                .await(() -> advance(ZERO))
                .then(() -> log.add("advanced")));
    assertThat(log).containsExactly("work", "advanced");
  }

  @Test
  void advanceNeedsATest() {
    try (EventLoop loop = EventLoop.create()) {
      assertThatThrownBy(() -> loop.run(advance(ZERO)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("runTest");
    }
  }

  @Test
  void realTime() {
    AtomicLong taken = new AtomicLong();
    new AsyncTest()
        .realTime()
        .run(
            () ->
                script("body")
                    .await(() -> sleep(ofMillis(2)))
                    .await(() -> advance(ofMillis(1)))
                    .then(() -> taken.set(EventLoop.current().time())));
    assertThat(taken.get()).isGreaterThanOrEqualTo(ofMillis(3).toNanos());
  }

  @Test
  void aTestNeedsAThreadWithoutALoop() {
    assertThatThrownBy(
            () -> runTest(() -> script("outer").then(() -> runTest(() -> Coroutine.done()))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theTimerOfLimitsKeepsNothingOfTheFirstTest() throws Exception {
    InheritableThreadLocal<Object> inherited = new InheritableThreadLocal<>();
    inherited.set("the first one's");
    List<Object> seen = new ArrayList<>();
    ScheduledThreadPoolExecutor timer = Watchdog.timer();
    try {
      timer.submit(() -> seen.add(inherited.get())).get();
    } finally {
      timer.shutdownNow();
      inherited.remove();
    }
    assertThat(seen).containsOnlyNulls();
  }
}
