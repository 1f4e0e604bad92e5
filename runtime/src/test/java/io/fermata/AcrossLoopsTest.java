package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.gather;
import static io.fermata.Fermata.shield;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.waitFor;
import static io.fermata.Fermata.waitTasks;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks of one loop and what happens to them in another; and tasks of none. */
@Timeout(60)
class AcrossLoopsTest {
  private final List<Object> log = new ArrayList<>();
  private final EventLoop mine = EventLoop.create();
  private final EventLoop theirs = EventLoop.create();
  private final Thread runner = new Thread(theirs::runForever, "theirs");

  @BeforeEach
  void start() {
    runner.start();
  }

  @AfterEach
  void end() throws InterruptedException {
    mine.close();
    if (runner.isAlive()) {
      theirs.stop();
    }
    runner.join();
    theirs.close();
  }

  /** What their tasks wait for, so that they end when somebody waits for them, and not before. */
  private final CompletableFuture<Object> gate = new CompletableFuture<>();

  /** Opens the gate when its next await waits. */
  private Script<Object> main() {
    return script("main").then(() -> mine.callSoon(() -> gate.complete("open")));
  }

  private Task<Object> sleeper() {
    CountDownLatch asleep = new CountDownLatch(1);
    Task<Object> task =
        theirs.submit(script("sleeper").then(asleep::countDown).await(() -> sleep(ofDays(1))));
    try {
      asleep.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return task;
  }

  @Test
  void theSameExceptionObjectArrives() {
    IllegalArgumentException failure = new IllegalArgumentException("boom");
    Task<Object> failing = theirs.submit(script("failing").await(() -> gate).fails(() -> failure));
    assertThatThrownBy(() -> mine.run(main().await(() -> failing))).isSameAs(failure);
    assertThatThrownBy(() -> mine.run(script("late").await(() -> failing))).isSameAs(failure);
  }

  @Test
  void whoIsCancelledCancelsWhatItAwaitsInTheOtherLoop() {
    Task<Object> inner = sleeper();
    mine.run(
        script("main")
            .then(
                () ->
                    EventLoop.current()
                        .callSoon(
                            () -> log.add(Fermata.allTasks().iterator().next().cancel("why"))))
            .await(() -> inner)
            .caught(CancelledError.class, e -> log.add(e.getMessage())));
    assertThat(log).containsExactly(true, "why");
    assertThatThrownBy(inner::join).isInstanceOf(CancellationException.class);
  }

  @Test
  void aTaskOfAnotherLoopIsCancelledFromThisOne() {
    Task<Object> inner = sleeper();
    mine.run(
        script("main")
            .then(() -> log.add(inner.cancel("because")))
            .await(() -> inner)
            .caught(CancelledError.class, e -> log.add(e.getMessage()))
            .then(() -> log.add(inner.cancel())));
    assertThat(log).containsExactly(true, "because", false);
  }

  @Test
  void timeLimitsAndShields() {
    Task<Object> limited = sleeper();
    Task<Object> shielded = sleeper();
    mine.run(
        script("main")
            .await(() -> waitFor(limited, ofMillis(5)))
            .caught(TimedOutException.class, e -> log.add("timed out"))
            .await(() -> waitFor(shield(shielded), ofMillis(5)))
            .caught(TimedOutException.class, e -> log.add("timed out")));
    assertThat(log).containsExactly("timed out", "timed out");
    assertThatThrownBy(limited::join).isInstanceOf(CancellationException.class);
    assertThat(shielded).isNotDone();
    shielded.cancel();
  }

  @Test
  void gatheredAndWaitedForTogether() {
    Task<Object> one = theirs.submit(script("one").await(() -> gate).returns(() -> 1));
    Task<Object> two = theirs.submit(script("two").returns(() -> 2));
    Task<Object> never = sleeper();
    mine.run(
        main()
            .await(() -> gather(one, two, script("mine").returns(() -> 3)), log::add)
            .await(
                () -> waitTasks(List.of(never, two), ReturnWhen.FIRST_COMPLETED),
                (Waited<Task<Object>> waited) -> log.add(waited.done().contains(two))));
    assertThat(log).containsExactly(List.of(1, 2, 3), true);
    never.cancel();
  }

  @Test
  void eachResumesOnItsOwnThread() {
    CompletableFuture<Task<Object>> forward = new CompletableFuture<>();
    Task<Object> back =
        theirs.submit(
            script("back")
                .await(() -> forward)
                .await(
                    () -> {
                      theirs.callSoon(() -> gate.complete("open"));
                      return forward.join();
                    })
                .returns(() -> Thread.currentThread().getName()));
    mine.run(
        script("main")
            .then(
                () ->
                    forward.complete(
                        createTask(
                            script("forward")
                                .await(() -> gate)
                                .returns(() -> Thread.currentThread()))))
            .await(() -> back, log::add)
            .then(() -> log.add(Thread.currentThread()))
            .then(() -> log.add(forward.join().join())));
    assertThat(log).containsExactly("theirs", Thread.currentThread(), Thread.currentThread());
  }

  @Test
  void whenALoopIsClosedThoseWhoAwaitItsTasksAreTold() throws Exception {
    Task<Object> pending = sleeper();
    EventLoop idle = EventLoop.create();
    Task<Object> notArrived = idle.submit(script("never"));
    CountDownLatch waiting = new CountDownLatch(1);
    Thread closer =
        new Thread(
            () -> {
              try {
                waiting.await();
                theirs.stop();
                runner.join();
                theirs.close();
                idle.close();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    closer.start();
    mine.run(
        script("main")
            .then(() -> EventLoop.current().callSoon(waiting::countDown))
            .await(() -> pending)
            .caught(CancelledError.class, e -> log.add("cancelled"))
            .await(() -> notArrived)
            .caught(CancelledError.class, e -> log.add(e.getMessage()))
            .await(() -> yieldNow()));
    closer.join();
    assertThat(log).containsExactly("cancelled", "the event loop was closed");
    assertThat(pending.cancel()).isFalse();
  }

  @Test
  void aTaskOutsideAnyLoopResumesOnTheThreadOfTheLoopThatItAwaits() {
    Task<Object> inner = theirs.submit(script("inner").await(() -> gate).returns(() -> "value"));
    Task<Object> outside =
        Task.startEagerly(
            script("outside")
                .await(() -> inner, log::add)
                .then(() -> log.add(EventLoop.currentOrNull() == null))
                .returns(() -> Thread.currentThread()));
    gate.complete("open");
    assertThat(outside.join()).isSameAs(runner);
    assertThat(log).containsExactly("value", true);
    Task<Object> cancelled = Task.startEagerly(script("outside").await(this::sleeper));
    assertThat(cancelled.cancel()).isTrue();
    assertThat(cancelled.isCancelled()).isTrue();
  }

  @Test
  void aTaskOfALoopAwaitsOneOutsideAny() {
    CompletableFuture<Object> stage = new CompletableFuture<>();
    Task<Object> outside = Task.startEagerly(script("outside").await(() -> stage, log::add));
    theirs.execute(() -> stage.complete("value"));
    mine.run(script("main").await(() -> outside).then(() -> log.add(Thread.currentThread())));
    assertThat(log).containsExactly("value", Thread.currentThread());
  }

  @Test
  void aHostedLoopIsALoopLikeAnyOther() {
    java.util.concurrent.ExecutorService service =
        java.util.concurrent.Executors.newSingleThreadExecutor();
    EventLoop hosted = EventLoop.on(service);
    Task<Object> inner = hosted.submit(script("inner").await(() -> gate).returns(() -> "value"));
    Task<Object> never = hosted.submit(script("never").await(() -> sleep(ofDays(1))));
    mine.run(
        main()
            .await(() -> inner, log::add)
            .then(() -> log.add(Thread.currentThread()))
            .await(() -> waitFor(never, ofMillis(5)))
            .caught(TimedOutException.class, e -> log.add("timed out")));
    assertThat(log).containsExactly("value", Thread.currentThread(), "timed out");
    Object back =
        hosted.run(
            script("back")
                .await(() -> theirs.submit(script("t").returns(() -> 7)), log::add)
                .returns(() -> Thread.currentThread()));
    assertThat(back).isNotSameAs(Thread.currentThread()).isNotSameAs(runner);
    hosted.close();
    service.shutdown();
  }
}
