package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.currentTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Cancellation by asyncio's rules, C1 to C12. */
class CancellationTest extends LoopTest {
  private Task<Object> task;
  private Task<Object> outer;

  /** A coroutine that sleeps and says how that ended; a cancellation goes on outward. */
  private Script<Object> sleeper() {
    return script("sleeper")
        .await(() -> sleep(ofSeconds(10)))
        .caught(
            CancelledError.class,
            e -> {
              say("cancelled " + e.getMessage());
              throw e;
            });
  }

  private Script<Object> start(Coroutine<Object> coroutine) {
    return script("main").then(() -> task = createTask(coroutine)).await(() -> yieldNow());
  }

  @Test
  void cancelAsksAndTheTaskIsCancelledWhenItHasEnded() {
    loop.run(
        start(sleeper())
            .then(() -> say(task.cancel()))
            .then(() -> say(task.isCancelled()))
            .await(() -> task)
            .caught(CancelledError.class, e -> say("awaiter"))
            .then(() -> say(task.isCancelled()))
            .then(() -> say(task.cancel())));
    assertThat(log).containsExactly(true, false, "cancelled null", "awaiter", true, false);
    assertThat(loop.time()).isZero();
  }

  @Test
  void aCancelOfATaskThatAlreadyWokeRaisesTheErrorInstead() {
    Promise<Object> promise = loop.createPromise();
    loop.run(
        start(
                script("waiter")
                    .await(() -> promise)
                    .caught(CancelledError.class, e -> say("cancelled"))
                    .await(() -> promise, this::say))
            .then(() -> promise.complete("kept"))
            .then(() -> say(task.cancel()))
            .await(() -> task));
    assertThat(log).containsExactly(true, "cancelled", "kept");
  }

  @Test
  void aCancelBeforeTheFirstStepNeverEntersTheBody() {
    loop.run(
        script("main")
            .then(() -> task = createTask(script("body").then(() -> say("entered"))))
            .then(() -> task.cancel())
            .then(() -> say(task.isDone()))
            .await(() -> yieldNow())
            .then(() -> say(task.isCancelled())));
    assertThat(log).containsExactly(false, true);
  }

  @Test
  void aYieldIsInterrupted() {
    loop.run(
        start(
                script("yielder")
                    .await(() -> yieldNow())
                    .caught(CancelledError.class, e -> say("cancelled")))
            .then(() -> task.cancel())
            .await(() -> task));
    assertThat(log).containsExactly("cancelled");
  }

  @Test
  void selfCancelIsDeliveredAtTheNextRealSuspension() {
    loop.run(
        start(
                script("self")
                    .then(() -> currentTask().cancel("me"))
                    .await(() -> Task.of("done"), this::say)
                    .await(() -> sleep(ofSeconds(1)))
                    .caught(CancelledError.class, e -> say(e.getMessage())))
            .await(() -> task));
    assertThat(log).containsExactly("done", "me");
    assertThat(loop.time()).isZero();
  }

  @Test
  void selfCancelIsDeliveredAtAYieldToo() {
    loop.run(
        start(
                script("self")
                    .then(() -> currentTask().cancel())
                    .await(() -> yieldNow())
                    .caught(CancelledError.class, e -> say("cancelled")))
            .await(() -> task));
    assertThat(log).containsExactly("cancelled");
  }

  @Test
  void returningWithACancelPendingEndsCancelledWithoutTheValue() {
    loop.run(
        start(script("self").then(() -> currentTask().cancel("late")).returns(() -> "value"))
            .await(() -> task)
            .caught(CancelledError.class, e -> say(e.getMessage()))
            .then(() -> say(task.isCancelled())));
    assertThat(log).containsExactly("late", true);
  }

  @Test
  void failingWithACancelPendingIsAFailure() {
    loop.run(
        start(
                script("self")
                    .then(() -> currentTask().cancel())
                    .then(
                        () -> {
                          throw new IllegalArgumentException("boom");
                        }))
            .await(() -> task)
            .caught(IllegalArgumentException.class, e -> say(e.getMessage())));
    assertThat(log).containsExactly("boom");
  }

  @Test
  void aCleanupMayAwaitAndASecondCancelInterruptsIt() {
    Script<Object> body =
        script("body")
            .await(() -> sleep(ofSeconds(10)))
            .caught(CancelledError.class, e -> say("first " + e.getMessage()))
            .await(() -> sleep(ofSeconds(1)))
            .then(() -> say("cleaned up"))
            .await(() -> sleep(ofSeconds(10)))
            .caught(CancelledError.class, e -> say("second " + e.getMessage()));
    loop.run(
        start(body)
            .then(() -> task.cancel("a"))
            .await(() -> sleep(ofSeconds(2)))
            .then(() -> task.cancel("b"))
            .await(() -> task)
            .then(() -> say(task.cancelling())));
    assertThat(log).containsExactly("first a", "cleaned up", "second b", 2);
  }

  @Test
  void twoCancelsBeforeDeliveryOnAPromiseAreOneError() {
    Promise<Object> promise = loop.createPromise();
    Script<Object> body =
        script("body")
            .await(() -> promise)
            .caught(CancelledError.class, e -> say("error " + e.getMessage()))
            .await(() -> sleep(ofSeconds(1)))
            .then(() -> say("slept"));
    loop.run(
        start(body)
            .then(() -> task.cancel("a"))
            .then(() -> task.cancel("b"))
            .then(() -> say(task.cancelling()))
            .await(() -> task));
    assertThat(log).containsExactly(2, "error a", "slept");
  }

  @Test
  void swallowingACancelIsLegal() {
    loop.run(
        start(
                script("stubborn")
                    .await(() -> sleep(ofSeconds(1)))
                    .caught(CancelledError.class, e -> say("swallowed"))
                    .await(() -> sleep(ofSeconds(1)))
                    .returns(() -> "result"))
            .then(() -> task.cancel())
            .await(() -> task, this::say)
            .then(() -> say(task.isCancelled()))
            .then(() -> say(task.cancelling())));
    assertThat(log).containsExactly("swallowed", "result", false, 1);
  }

  @Test
  void anotherExceptionDuringTheCleanupIsTheFailure() {
    loop.run(
        start(
                script("failing")
                    .await(() -> sleep(ofSeconds(1)))
                    .caught(
                        CancelledError.class,
                        e -> {
                          throw new IllegalArgumentException("cleanup");
                        }))
            .then(() -> task.cancel())
            .await(() -> task)
            .caught(IllegalArgumentException.class, e -> say(e.getMessage()))
            .then(() -> say(task.isCancelled())));
    assertThat(log).containsExactly("cleanup", false);
  }

  @Test
  void throwingTheErrorOneselfIsACancellation() {
    loop.run(
        start(
                script("thrower")
                    .then(
                        () -> {
                          throw new CancelledError("own");
                        }))
            .await(() -> task)
            .caught(CancelledError.class, e -> say(e.getMessage()))
            .then(() -> say(task.isCancelled()))
            .then(() -> say(task.cancelling())));
    assertThat(log).containsExactly("own", true, 0);
  }

  @Test
  void aCancelGoesIntoTheAwaitedTaskFirst() {
    loop.run(
        script("main")
            .then(() -> task = createTask(sleeper()))
            .then(
                () ->
                    outer =
                        createTask(
                            script("outer")
                                .await(() -> task)
                                .caught(
                                    CancelledError.class,
                                    e -> {
                                      say("outer " + e.getMessage());
                                      throw e;
                                    })))
            .await(() -> sleep(ofSeconds(1)))
            .then(() -> outer.cancel("stop"))
            .await(() -> outer)
            .caught(CancelledError.class, e -> say("main " + e.getMessage()))
            .then(() -> say(task.isCancelled()))
            .then(() -> say(outer.isCancelled())));
    assertThat(log).containsExactly("cancelled stop", "outer stop", "main stop", true, true);
  }

  @Test
  void ifTheAwaitedTaskSwallowsTheOuterIsNotCancelled() {
    loop.run(
        script("main")
            .then(
                () ->
                    task =
                        createTask(
                            script("inner")
                                .await(() -> sleep(ofSeconds(5)))
                                .caught(CancelledError.class, e -> say("swallowed"))
                                .returns(() -> "value")))
            .then(() -> outer = createTask(script("outer").await(() -> task, this::say)))
            .await(() -> sleep(ofSeconds(1)))
            .then(() -> outer.cancel())
            .await(() -> outer)
            .then(() -> say(outer.isCancelled()))
            .then(() -> say(outer.cancelling())));
    assertThat(log).containsExactly("swallowed", "value", false, 1);
  }

  @Test
  void cancellingOnlyTheInnerTaskIsToldApartByTheCount() {
    loop.run(
        script("main")
            .then(() -> task = createTask(sleeper()))
            .then(
                () ->
                    outer =
                        createTask(
                            script("outer")
                                .await(() -> task)
                                .caught(
                                    CancelledError.class,
                                    e -> say("count " + currentTask().cancelling()))))
            .await(() -> sleep(ofSeconds(1)))
            .then(() -> task.cancel())
            .await(() -> outer));
    assertThat(log).containsExactly("cancelled null", "count 0");
  }

  @Test
  void uncancelCountsDownAndNotBelowZero() {
    loop.run(
        start(
                script("stubborn")
                    .await(() -> sleep(ofSeconds(1)))
                    .caught(CancelledError.class, e -> {}))
            .then(() -> task.cancel())
            .then(() -> task.cancel())
            .then(() -> say(task.cancelling()))
            .then(() -> say(task.uncancel()))
            .then(() -> say(task.uncancel()))
            .then(() -> say(task.uncancel()))
            .await(() -> task));
    assertThat(log).containsExactly(2, 1, 0, 0);
  }

  @Test
  void uncancelToZeroWithdrawsWhatWasNotDelivered() {
    loop.run(
        start(
                script("self")
                    .then(() -> currentTask().cancel())
                    .then(() -> say(currentTask().uncancel()))
                    .await(() -> sleep(ofSeconds(1)))
                    .returns(() -> "value"))
            .await(() -> task, this::say));
    assertThat(log).containsExactly(0, "value");
  }

  @Test
  void theErrorIsNoException() {
    loop.run(
        start(
                script("body")
                    .await(() -> sleep(ofSeconds(1)))
                    .caught(Exception.class, e -> say("caught")))
            .then(() -> task.cancel("message"))
            .await(() -> task)
            .caught(CancelledError.class, e -> say(e.getMessage())));
    assertThat(log).containsExactly("message");
  }

  @Test
  void aTimerThatIsDueAndNotYetRunDoesNotWakeACancelledTaskEarly() {
    // The callback cancels in the turn in which the sleeper's timer is due, behind the callback.
    loop.callAt(1000, () -> task.cancel());
    loop.run(
        script("main")
            .then(
                () ->
                    task =
                        createTask(
                            script("sleeper")
                                .await(() -> sleep(ofNanos(1000)))
                                .caught(CancelledError.class, e -> say("cancelled"))
                                .await(() -> sleep(ofNanos(500)))
                                .then(() -> say(loop.time()))))
            .await(() -> yieldNow())
            .then(() -> loop.callAt(1000, () -> say("same turn")))
            .await(() -> task));
    assertThat(log).containsExactly("same turn", "cancelled", 1500L);
  }

  @Test
  void aLongChainOfTasksIsCancelledWithoutGrowingTheStack() {
    int length = 20_000;
    Task<?>[] chain = new Task<?>[length];
    Script<Object> main = script("main");
    main.then(() -> chain[0] = createTask(sleeper()));
    main.then(
        () -> {
          for (int i = 1; i < length; i++) {
            Task<?> inner = chain[i - 1];
            chain[i] = createTask(script("link").await(() -> inner));
          }
        });
    loop.run(
        main.await(() -> sleep(ofSeconds(1)))
            .then(() -> chain[length - 1].cancel())
            .await(() -> chain[length - 1])
            .caught(CancelledError.class, e -> say("end")));
    assertThat(log).containsExactly("cancelled null", "end");
  }

  @Test
  void cancelledSleepsLeaveTheHeap() {
    Script<Object> main = script("main");
    main.then(
        () -> {
          for (int i = 0; i < 1000; i++) {
            Task<Object> each = createTask(script("s").await(() -> sleep(ofSeconds(3600))));
            loop.callSoon(each::cancel);
          }
        });
    loop.run(main.await(() -> sleep(ofSeconds(1))).then(() -> say(loop.time())));
    assertThat(log).containsExactly(1_000_000_000L);
  }

  @Test
  void aCircleOfTasksThatAwaitEachOtherIsBrokenByACancel() {
    for (int length = 2; length < 8; length++) {
      int tasks = length;
      Task<?>[] circle = new Task<?>[tasks + 2];
      Script<Object> main = script("main");
      for (int i = 0; i < circle.length; i++) {
        // The last two lead into the circle.
        int next = i < tasks ? (i + 1) % tasks : i - 1;
        int self = i;
        main.then(() -> circle[self] = createTask(script("link").await(() -> circle[next])));
      }
      loop.run(
          main.await(() -> yieldNow())
              .await(() -> yieldNow())
              .then(() -> circle[tasks + 1].cancel())
              .await(() -> circle[tasks + 1])
              .caught(CancelledError.class, e -> say("broken"))
              .await(() -> Fermata.gatherSettled(circle))
              .then(() -> say(Fermata.allTasks().size())));
    }
    assertThat(log).hasSize(12).containsOnly("broken", 1);
  }

  @Test
  void aCircleThroughAGatheringIsBrokenToo() {
    loop.run(
        script("main")
            .then(() -> task = createTask(script("a").await(() -> Fermata.gather(outer))))
            .then(() -> outer = createTask(script("b").await(() -> task)))
            .await(() -> yieldNow())
            .await(() -> yieldNow())
            .then(() -> outer.cancel())
            .await(() -> outer)
            .caught(CancelledError.class, e -> say("broken")));
    assertThat(log).containsExactly("broken");
  }

  @Test
  void anExceptionBetweenTheDecisionToWaitAndTheUnwindingVoidsTheWait() {
    Coroutine<Object> breaking =
        new io.fermata.frame.Frame<>() {
          @Override
          protected Object start(io.fermata.frame.Driver driver) throws Throwable {
            driver.await(sleep(ofSeconds(9)));
            throw new StackOverflowError("while saving");
          }

          @Override
          protected Object resume(io.fermata.frame.Driver driver, Object value) {
            throw new AssertionError();
          }

          @Override
          protected String source() {
            return "Test\nbreaking\nTest.java";
          }
        };
    loop.run(
        script("main")
            .await(() -> breaking)
            .caught(StackOverflowError.class, e -> say(e.getMessage()))
            .await(() -> sleep(ofSeconds(1)))
            .then(() -> say(loop.time())));
    assertThat(log).containsExactly("while saving", 1_000_000_000L);
  }
}
