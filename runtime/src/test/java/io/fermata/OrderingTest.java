package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The order in which a loop runs things: the rules S1 to S15 of asyncio. */
class OrderingTest extends LoopTest {
  private Task<?> task;

  @Test
  void whatCallbacksScheduleRunsInTheNextTurn() {
    loop.callSoon(
        () -> {
          say("a");
          loop.callSoon(() -> say("a2"));
        });
    loop.callSoon(() -> say("b"));
    loop.callSoon(loop::stop);
    loop.runForever();
    assertThat(log).containsExactly("a", "b");
    loop.callSoon(loop::stop);
    loop.runForever();
    assertThat(log).containsExactly("a", "b", "a2");
  }

  @Test
  void dueTimersComeBehindWhatIsReady() {
    loop.callSoon(
        () -> {
          loop.callLater(ofSeconds(0), () -> say("timer"));
          loop.callSoon(() -> say("soon"));
        });
    loop.run(turns(3));
    assertThat(log).containsExactly("soon", "timer");
  }

  @Test
  void aSpinnerDoesNotStarveTimers() {
    EventLoop real = EventLoop.create();
    boolean[] fired = new boolean[1];
    int[] spins = new int[1];
    real.callLater(ofMillis(1), () -> fired[0] = true);
    Runnable spinner =
        new Runnable() {
          @Override
          public void run() {
            spins[0]++;
            if (fired[0]) {
              real.stop();
            } else {
              real.callSoon(this);
            }
          }
        };
    real.callSoon(spinner);
    real.runForever();
    real.close();
    assertThat(spins[0]).isPositive();
  }

  @Test
  void pastDeadlinesAreTimersInOrderOfDeadline() {
    loop.callSoon(
        () -> {
          loop.callLater(ofSeconds(0), () -> say("0"));
          loop.callLater(ofSeconds(-1), () -> say("-1"));
          loop.callAt(loop.time() - 2_000_000_000L, () -> say("-2"));
          say("scheduled");
        });
    loop.run(turns(3));
    assertThat(log).containsExactly("scheduled", "-2", "-1", "0");
  }

  @Test
  void evenTheEarliestDeadlineOfAllIsDueAtOnce() throws InterruptedException {
    Thread runner =
        new Thread(
            () -> {
              EventLoop real = EventLoop.create();
              real.callLater(ofSeconds(Long.MIN_VALUE), real::stop);
              real.callLater(ofSeconds(Long.MIN_VALUE), () -> say("later"));
              real.callAt(Long.MIN_VALUE, () -> say("at"));
              real.runForever();
              real.close();
            });
    runner.setDaemon(true); // if it isn't due, the loop sleeps for centuries
    runner.start();
    runner.join(10_000);
    assertThat(log).containsExactly("at", "later");
  }

  @Test
  void timersWithTheSameDeadlineComeInOrderOfCreation() {
    List<Object> expected = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      int number = i;
      loop.callLater(ofSeconds(1), () -> say(number));
      expected.add(number);
    }
    loop.callLater(ofSeconds(2), loop::stop);
    loop.runForever();
    assertThat(log).isEqualTo(expected);
  }

  @Test
  void timersComeInOrderOfDeadline() {
    int[] seconds = {5, 3, 9, 1, 7, 3, 8, 2, 6, 4};
    for (int i = 0; i < seconds.length; i++) {
      String entry = seconds[i] + "/" + i;
      loop.callLater(ofSeconds(seconds[i]), () -> say(entry));
    }
    loop.callLater(ofSeconds(10), loop::stop);
    loop.runForever();
    assertThat(log)
        .containsExactly("1/3", "2/7", "3/1", "3/5", "4/9", "5/0", "6/8", "7/4", "8/6", "9/2");
  }

  @Test
  void cancelledHandlesAreSkipped() {
    Handle soon = loop.callSoon(() -> say("soon"));
    Handle later = loop.callLater(ofSeconds(1), () -> say("later"));
    loop.callLater(ofSeconds(1), () -> say("last"));
    soon.cancel();
    later.cancel();
    loop.callLater(ofSeconds(2), loop::stop);
    loop.runForever();
    assertThat(log).containsExactly("last");
    assertThat(soon.isCancelled()).isTrue();
  }

  @Test
  void aHandleThatRanIsNotCancelledAfterwards() {
    Handle handle = loop.callSoon(() -> say("ran"));
    loop.run(turns(1));
    handle.cancel();
    assertThat(handle.isCancelled()).isFalse();
  }

  @Test
  void awaitingACoroutineDoesNotGoThroughTheLoop() {
    loop.run(
        script("main")
            .then(() -> createTask(script("other").then(() -> say("other"))))
            .await(
                () ->
                    script("outer")
                        .await(() -> script("inner").then(() -> say("inner")))
                        .then(() -> say("outer")))
            .then(() -> say("main"))
            .await(() -> yieldNow()));
    assertThat(log).containsExactly("inner", "outer", "main", "other");
  }

  @Test
  void aCoroutineThatIsNotAwaitedRunsNothing() {
    loop.run(script("main").then(() -> script("unused").then(() -> say("ran"))));
    assertThat(log).isEmpty();
  }

  @Test
  void tasksStartInOrderOfCreationAtTheNextSuspension() {
    loop.run(
        script("main")
            .then(() -> createTask(script("a").then(() -> say("a"))))
            .then(() -> createTask(script("b").then(() -> say("b"))))
            .then(() -> say("main"))
            .await(() -> yieldNow())
            .then(() -> say("main again")));
    assertThat(log).containsExactly("main", "a", "b", "main again");
  }

  @Test
  void awaitingWhatIsDoneDoesNotYield() {
    Promise<String> promise = loop.createPromise();
    loop.run(
        script("main")
            .then(() -> task = createTask(Coroutine.of("task")))
            .then(() -> promise.complete("promise"))
            .await(() -> yieldNow())
            .then(() -> createTask(script("other").then(() -> say("other"))))
            .await(() -> task, this::say)
            .await(() -> promise, this::say)
            .await(() -> Task.of("ready"), this::say)
            .await(() -> yieldNow()));
    assertThat(log).containsExactly("task", "promise", "ready", "other");
  }

  @Test
  void aYieldGoesToTheEndOfTheQueue() {
    Script<Object> a = script("a");
    Script<Object> b = script("b");
    for (int i = 0; i < 3; i++) {
      int round = i;
      a.then(() -> say("a" + round)).await(() -> yieldNow());
      b.then(() -> say("b" + round)).await(() -> sleep(ofSeconds(-5)));
    }
    loop.run(
        script("main").then(() -> createTask(a)).then(() -> createTask(b)).await(() -> turns(4)));
    assertThat(log).containsExactly("a0", "b0", "a1", "b1", "a2", "b2");
    assertThat(loop.time()).isZero();
  }

  @Test
  void completingAPromiseWakesWhoAwaitItInOrderBehindWhatIsReady() {
    Promise<String> promise = loop.createPromise();
    Script<Object> main = script("main");
    for (String name : List.of("first", "second")) {
      main.then(() -> createTask(script(name).await(() -> promise).then(() -> say(name))));
    }
    loop.run(
        main.await(() -> yieldNow())
            .then(() -> promise.onDone(done -> say("callback")))
            .then(() -> createTask(script("late").await(() -> promise).then(() -> say("late"))))
            .await(() -> yieldNow())
            .then(() -> loop.callSoon(() -> say("ready before")))
            .then(() -> promise.complete("x"))
            .then(() -> say("completed"))
            .await(() -> turns(2)));
    assertThat(log)
        .containsExactly("completed", "ready before", "first", "second", "callback", "late");
  }

  @Test
  void aCallbackOnSomethingDoneIsQueuedToo() {
    loop.run(
        script("main")
            .then(() -> task = createTask(Coroutine.done()))
            .await(() -> task)
            .then(() -> task.onDone(done -> say("callback")))
            .then(() -> say("main"))
            .await(() -> yieldNow()));
    assertThat(log).containsExactly("main", "callback");
  }

  private static Coroutine<Object> nested(int levels) {
    return levels == 0
        ? script("leaf")
        : script("level").await(() -> createTask(nested(levels - 1)));
  }

  /** Counts turns until it is stopped. */
  private final class TurnCounter implements Runnable {
    int turns;
    boolean stopped;

    @Override
    public void run() {
      if (!stopped) {
        turns++;
        loop.callSoon(this);
      }
    }
  }

  @Test
  void eachTaskInAChainCostsTwoTurns() {
    for (int levels = 0; levels < 4; levels++) {
      int depth = levels;
      TurnCounter counter = new TurnCounter();
      loop.run(
          script("main")
              .then(() -> loop.callSoon(counter))
              .await(() -> createTask(nested(depth)))
              .then(() -> say(counter.turns))
              .then(() -> counter.stopped = true));
    }
    assertThat(log).containsExactly(2, 4, 6, 8);
  }

  @Test
  void aTimerEndsASleepInOneTurnAndTheTaskGoesOnInTheNext() {
    Promise<Object> promise = loop.createPromise();
    loop.callAt(999, () -> promise.complete("x"));
    loop.run(
        script("main")
            .then(
                () ->
                    createTask(script("a").await(() -> sleep(ofNanos(1000))).then(() -> say("a"))))
            .then(() -> createTask(script("w").await(() -> promise).then(() -> say("waiter"))))
            .await(() -> yieldNow())
            // All three are due in one turn, because this one ends later than they are due.
            .then(() -> loop.callAt(1000, () -> say("callback")))
            .await(() -> sleep(ofNanos(2000))));
    assertThat(log).containsExactly("waiter", "callback", "a");
  }

  @Test
  void sleepsThatEndTogetherOnPaperEndAsInRealTime() {
    // asyncio: a loop wakes a little late, so three sleeps of one second end after one of three
    loop.run(
        script("main")
            .then(
                () -> {
                  createTask(
                      script("long").await(() -> sleep(ofSeconds(3))).then(() -> say("long")));
                  task =
                      createTask(
                          script("short")
                              .await(() -> sleep(ofSeconds(1)))
                              .await(() -> sleep(ofSeconds(1)))
                              .await(() -> sleep(ofSeconds(1)))
                              .then(() -> say("short")));
                  createTask(
                      script("last")
                          .await(() -> sleep(ofSeconds(3)))
                          .await(() -> yieldNow())
                          .await(() -> yieldNow())
                          .then(() -> say("last")));
                })
            .await(() -> task));
    assertThat(log).containsExactly("long", "last", "short");
    assertThat(loop.time()).isEqualTo(ofSeconds(3).toNanos());
  }

  @Test
  void aTimerWithoutDelayDoesNotWaitForOthersOfItsDeadline() {
    loop.callLater(
        ofSeconds(1), () -> loop.callLater(ofSeconds(1), () -> say("a second after a second")));
    loop.callLater(
        ofSeconds(2),
        () -> {
          loop.callLater(ofSeconds(0), () -> say("at once"));
          loop.callSoon(() -> say("soon"));
        });
    loop.run(script("main").await(() -> sleep(ofSeconds(3))));
    assertThat(log).containsExactly("soon", "at once", "a second after a second");
  }
}
