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
  @Test
  void cancelAsksAndTheTaskIsCancelledWhenItHasEnded() {
    loop.run(
        started(sleeper())
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
        started(
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
  void aCancelBeforeTheFirstStepUsesTheCoroutineUp() {
    Script<Object> coroutine = script("body").then(() -> say("entered"));
    loop.run(
        script("main")
            .then(() -> task = createTask(coroutine))
            .then(() -> task.cancel())
            .await(() -> task)
            .caught(CancelledError.class, e -> say("cancelled"))
            .await(() -> coroutine)
            .caught(IllegalStateException.class, e -> say("used")));
    assertThat(log).containsExactly("cancelled", "used");
  }

  @Test
  void aCancelBeforeTheFirstStepFailsIfTheCoroutineWasUsedUp() {
    Script<Object> coroutine = script("body");
    loop.run(
        script("main")
            .await(() -> coroutine)
            .then(() -> task = createTask(coroutine))
            .then(() -> task.cancel())
            .await(() -> task)
            .caught(IllegalStateException.class, e -> say("used")));
    assertThat(log).containsExactly("used");
  }

  @Test
  void aYieldIsInterrupted() {
    loop.run(
        started(
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
        started(
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
        started(
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
        started(script("self").then(() -> currentTask().cancel("late")).returns(() -> "value"))
            .await(() -> task)
            .caught(CancelledError.class, e -> say(e.getMessage()))
            .then(() -> say(task.isCancelled())));
    assertThat(log).containsExactly("late", true);
  }

  @Test
  void failingWithACancelPendingIsAFailure() {
    loop.run(
        started(
                script("self")
                    .then(() -> currentTask().cancel())
                    .fails(() -> new IllegalArgumentException("boom")))
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
        started(body)
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
        started(body)
            .then(() -> task.cancel("a"))
            .then(() -> task.cancel("b"))
            .then(() -> say(task.cancelling()))
            .await(() -> task));
    assertThat(log).containsExactly(2, "error a", "slept");
  }

  @Test
  void swallowingACancelIsLegal() {
    loop.run(
        started(
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
        started(
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
        started(script("thrower").fails(() -> new CancelledError("own")))
            .await(() -> task)
            .caught(CancelledError.class, e -> say(e.getMessage()))
            .then(() -> say(task.isCancelled()))
            .then(() -> say(task.cancelling())));
    assertThat(log).containsExactly("own", true, 0);
  }

  @Test
  void uncancelCountsDownAndNotBelowZero() {
    loop.run(
        started(
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
        started(
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
        started(
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
        started(
                script("sleeper")
                    .await(() -> sleep(ofNanos(1000)))
                    .caught(CancelledError.class, e -> say("cancelled"))
                    .await(() -> sleep(ofNanos(500)))
                    .then(() -> say(loop.time())))
            .then(() -> loop.callAt(1000, () -> say("same turn")))
            .await(() -> task));
    assertThat(log).containsExactly("same turn", "cancelled", 1500L);
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
}
