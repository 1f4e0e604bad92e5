package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.currentTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A task as a CompletableFuture, and tasks that start at once. */
class TaskTest extends LoopTest {
  private void runTask(Coroutine<Object> coroutine) {
    loop.run(
        script("main")
            .then(() -> task = createTask(coroutine))
            .await(() -> task)
            .caught(Throwable.class, e -> {}));
  }

  @Test
  void aResultIsSeenFromOutside() throws Exception {
    runTask(Coroutine.of("value"));
    assertThat(task.join()).isEqualTo("value");
    assertThat(task.get()).isEqualTo("value");
    assertThat(task.getNow("other")).isEqualTo("value");
    assertThat(task.isCompletedExceptionally()).isFalse();
    assertThat(task).hasToString("Task-2 [done]");
  }

  @Test
  void aFailureIsSeenFromOutside() {
    IllegalArgumentException failure = new IllegalArgumentException("boom");
    runTask(Coroutine.failed(failure));
    assertThatThrownBy(task::join).isInstanceOf(CompletionException.class).hasCause(failure);
    assertThatThrownBy(task::get).isInstanceOf(ExecutionException.class).hasCause(failure);
    assertThat(task.isCompletedExceptionally()).isTrue();
    assertThat(task.isCancelled()).isFalse();
  }

  @Test
  void aCancelledTaskIsACancelledFuture() {
    runTask(script("c").then(() -> currentTask().cancel()).await(() -> yieldNow()));
    assertThat(task.isCancelled()).isTrue();
    assertThatThrownBy(task::join).isInstanceOf(CancellationException.class);
    assertThatThrownBy(task::get).isInstanceOf(CancellationException.class);
    assertThat(task).hasToString("Task-2 [cancelled]");
  }

  @Test
  void aForeignCancellationIsAFailure() {
    CancellationException foreign = new CancellationException("foreign");
    runTask(Coroutine.failed(foreign));
    assertThat(task.isCancelled()).isFalse();
    assertThatThrownBy(task::join).isInstanceOf(CompletionException.class).hasCause(foreign);
    assertThatThrownBy(task::get).isInstanceOf(ExecutionException.class).hasCause(foreign);
    loop.run(script("main").await(() -> task).caught(CancellationException.class, this::say));
    assertThat(log).containsExactly(foreign);
  }

  @Test
  void onlyItsCoroutineCompletesATask() {
    runTask(Coroutine.of("value"));
    Task<Object> ready = Task.of("ready");
    for (Task<Object> each : List.of(task, ready)) {
      assertThatThrownBy(() -> each.complete("x"))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> each.completeExceptionally(new Exception()))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> each.completeAsync(() -> "x"))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> each.completeAsync(() -> "x", Runnable::run))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> each.obtrudeValue("x"))
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> each.obtrudeException(new Exception()))
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Test
  void timeoutsActOnACopy() {
    loop.run(
        script("main")
            .then(() -> task = createTask(script("s").await(() -> sleep(ofSeconds(1)))))
            .then(
                () -> {
                  CompletableFuture<Object> limited = task.orTimeout(0, TimeUnit.SECONDS);
                  assertThatThrownBy(limited::join).isInstanceOf(CompletionException.class);
                  assertThat(task.completeOnTimeout("other", 0, TimeUnit.SECONDS).join())
                      .isEqualTo("other");
                  say(task.isDone());
                })
            .await(() -> task));
    assertThat(log).containsExactly(false);
  }

  @Test
  void derivedFuturesArePlainOnes() {
    runTask(Coroutine.of(20));
    CompletableFuture<Integer> derived = task.thenApply(value -> (Integer) value + 1);
    assertThat(derived).isNotInstanceOf(Task.class);
    assertThat(derived.join()).isEqualTo(21);
    assertThat(task.toCompletableFuture()).isSameAs(task);
    assertThat(task.<Integer>newIncompleteFuture().complete(1)).isTrue();
  }

  @Test
  void blockingOnOnesOwnLoopIsRefused() {
    loop.run(
        script("main")
            .then(() -> task = createTask(script("s").await(() -> sleep(ofSeconds(1)))))
            .then(() -> task.join())
            .caught(IllegalStateException.class, e -> say("join"))
            .then(() -> task.get())
            .caught(IllegalStateException.class, e -> say("get"))
            .then(() -> task.get(1, TimeUnit.DAYS))
            .caught(IllegalStateException.class, e -> say("get with limit"))
            .await(() -> task)
            .then(() -> say(task.join() == null)));
    assertThat(log).containsExactly("join", "get", "get with limit", true);
  }

  @Test
  void cancelOfTheFutureIsCancelOfTheTask() {
    loop.run(
        started(
                script("s")
                    .await(() -> sleep(ofSeconds(1)))
                    .caught(CancelledError.class, e -> say("asked")))
            .then(() -> say(task.cancel(true)))
            .then(() -> say(task.isCancelled()))
            .await(() -> task));
    assertThat(log).containsExactly(true, false, "asked");
  }

  @Test
  void readyTasks() {
    IllegalArgumentException failure = new IllegalArgumentException();
    assertThat(Task.of("x").join()).isEqualTo("x");
    assertThat(Task.of(null).isDone()).isTrue();
    assertThatThrownBy(() -> Task.failed(failure).join()).hasCause(failure);
    assertThat(Task.of("x").cancel()).isFalse();
    loop.run(
        script("main")
            .await(() -> Task.of("x"), this::say)
            .await(() -> Task.failed(failure))
            .caught(IllegalArgumentException.class, this::say));
    assertThat(log).containsExactly("x", failure);
  }

  @Test
  void theOutcomeIsTheResultOrTheFailureItself() {
    IllegalArgumentException failure = new IllegalArgumentException();
    runTask(Coroutine.of("x"));
    assertThat(task.outcome()).isEqualTo(Outcome.success("x"));
    loop.run(
        started(script("failing").fails(() -> failure))
            .then(() -> say(task.outcome()))
            .then(() -> task = createTask(sleeper()))
            .then(() -> task.outcome())
            .caught(IllegalStateException.class, e -> say(e.getMessage()))
            .then(() -> task.cancel())
            .await(() -> yieldNow())
            .then(() -> say(task.outcome().isFailure() && task.outcome().isCancelled())));
    assertThat(log).containsExactly(Outcome.failure(failure), "Task-5 is not done", true);
  }

  @Test
  void callbacksOfWhatIsDoneGoThroughTheReadyQueueToo() {
    TaskLocal<String> local = TaskLocal.withInitial(() -> "initial");
    loop.run(
        script("main")
            .then(() -> local.set("main"))
            .then(() -> Task.of("x").onDone(done -> say("first " + local.get())))
            .then(() -> Task.failed(new Exception()).onDone(done -> say("second")))
            .then(() -> say("after onDone"))
            .await(() -> yieldNow()));
    assertThat(log).containsExactly("after onDone", "first main", "second");
    Task.of("x").onDone(done -> say("outside any loop"));
    assertThat(log).endsWith("outside any loop");
  }

  @Test
  void numbersBeginAgainAfterTheLast() {
    loop.tasks.numbered = TaskNumbers.LAST - 1;
    List<Task<?>> tasks = new ArrayList<>();
    loop.run(
        script("main")
            .then(() -> tasks.add(currentTask()))
            .then(() -> tasks.add(createTask(Coroutine.done())))
            .then(() -> createTask(script("s").fails(() -> new IllegalStateException("boom"))))
            .await(() -> yieldNow()));
    assertThat(tasks).extracting(Task::name).containsExactly("Task-1073741823", "Task-1");
    loop.close();
    assertThat(takeReports()).singleElement().asString().contains("Task-2").endsWith("boom");

    AtomicInteger made = new AtomicInteger(TaskNumbers.LAST - 1);
    assertThat(List.of(TaskNumbers.next(made), TaskNumbers.next(made)))
        .containsExactly(TaskNumbers.LAST, 1);
  }

  @Test
  void callbacksRunInOrderAndTheirFailuresAreReported() {
    loop.run(
        script("main")
            .then(() -> task = createTask(Coroutine.of("x")))
            .then(() -> task.onDone(done -> say("first " + done.join())))
            .then(
                () ->
                    task.onDone(
                        done -> {
                          throw new IllegalArgumentException("callback");
                        }))
            .then(() -> task.onDone(done -> say("third")))
            .await(() -> task)
            .then(() -> say("awaiter")));
    assertThat(log).containsExactly("first x", "third", "awaiter");
    assertThat(takeReports()).singleElement().asString().endsWith("callback");
  }

  // Tasks that start at once.

  @Test
  void anEagerTaskRunsUpToItsFirstWaitInsideItsCreator() {
    loop.run(
        script("main")
            .then(() -> say("before"))
            .then(
                () ->
                    task =
                        Task.startEagerly(
                            script("eager")
                                .then(() -> say(currentTask().name()))
                                .await(() -> yieldNow())
                                .then(() -> say(currentTask().name()))
                                .returns(() -> "value")))
            .then(() -> say(currentTask().name()))
            .await(() -> task, this::say));
    assertThat(log).containsExactly("before", "Task-2", "Task-1", "Task-2", "value");
  }

  @Test
  void anEagerTaskThatNeverWaitsIsDoneAtOnceAndKeepsItsFailure() {
    loop.run(
        script("main")
            .then(() -> say(Task.startEagerly(Coroutine.of(1)).isDone()))
            .then(
                () ->
                    task =
                        Task.startEagerly(
                            script("failing").fails(() -> new IllegalArgumentException("boom"))))
            .await(() -> task)
            .caught(IllegalArgumentException.class, e -> say(e.getMessage()))
            .then(() -> say(Fermata.allTasks().size())));
    assertThat(log).containsExactly(true, "boom", 1);
  }

  @Test
  void eagerStepsNestInFirstAndLaterSteps() {
    Script.Source nest =
        () ->
            Task.startEagerly(
                script("outer")
                    .then(
                        () ->
                            Task.startEagerly(
                                script("inner")
                                    .await(() -> sleep(ofSeconds(1)))
                                    .then(() -> say("inner"))))
                    .await(() -> script("deep").await(() -> sleep(ofSeconds(2))))
                    .then(() -> say("outer"))
                    .returns(() -> "result"));
    loop.run(
        script("main")
            .await(nest, this::say)
            .await(() -> script("child").await(() -> yieldNow()).await(nest, this::say)));
    assertThat(log).containsExactly("inner", "outer", "result", "inner", "outer", "result");
    assertThat(loop.time()).isEqualTo(4_000_000_000L);
  }

  @Test
  void anEagerTaskMayStartInACallback() {
    loop.callSoon(
        () ->
            task =
                Task.startEagerly(
                    script("eager").await(() -> sleep(ofSeconds(1))).returns(() -> "value")));
    loop.run(script("main").await(() -> yieldNow()).await(() -> task, this::say));
    assertThat(log).containsExactly("value");
  }

  /** Says whether it is still the current task when it has called that eagerly. */
  private Script<Object> calling(Script<Object> eager) {
    Task<?>[] self = new Task<?>[1];
    return script("caller")
        .then(() -> self[0] = currentTask())
        .then(() -> Task.startEagerly(eager))
        .then(() -> say(currentTask() == self[0] && self[0] != null));
  }

  @Test
  void afterAnEagerCallTheCallerIsTheCurrentTaskAgain() {
    loop.run(calling(calling(calling(script("innermost")))));
    assertThat(log).containsExactly(true, true, true);
    Task.startEagerly(calling(calling(script("innermost, outside any loop")))).join();
    assertThat(log).hasSize(5).containsOnly(true);
  }

  @Test
  void whatATaskSaysNowIsWhatACompletableFutureSays() {
    assertThat(Task.of("value").resultNow()).isEqualTo("value");
    assertThat(Task.of(null).resultNow()).isNull();
    assertNotNow(() -> Task.of("value").exceptionNow());
    Throwable failure = new IOException();
    assertThat(Task.failed(failure).exceptionNow()).isSameAs(failure);
    assertThat(Task.failed(new CompletionException(failure)).exceptionNow()).isSameAs(failure);
    Throwable bare = new CompletionException(null);
    assertThat(Task.failed(bare).exceptionNow()).isSameAs(bare);
    assertThat(Task.failed(new CancellationException()).exceptionNow())
        .isInstanceOf(CancellationException.class);
    assertNotNow(() -> Task.failed(failure).resultNow());
    loop.run(started(sleeper()));
    assertNotNow(task::resultNow);
    assertNotNow(task::exceptionNow);
    task.cancel();
    loop.run(turns(2));
    assertThat(task.isCancelled()).isTrue();
    assertNotNow(task::resultNow);
    assertNotNow(task::exceptionNow);
  }

  private static void assertNotNow(ThrowingCallable asked) {
    assertThatThrownBy(asked).isInstanceOf(IllegalStateException.class);
  }
}
