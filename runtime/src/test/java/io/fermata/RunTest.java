package io.fermata;

import static io.fermata.Fermata.allTasks;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.currentTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.leaving;
import static io.fermata.Script.script;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Running a program and ending it: section 8 of asyncio's semantics. */
class RunTest extends LoopTest {
  @Test
  void runReturnsTheResultOrThrowsTheVeryException() {
    assertThat(Fermata.run(Coroutine.of("x"))).isEqualTo("x");
    assertThat(Fermata.run(Coroutine.done())).isNull();
    IOException failure = new IOException();
    assertThatThrownBy(() -> Fermata.run(Coroutine.failed(failure))).isSameAs(failure);
  }

  @Test
  void aTaskMadeJustBeforeTheEndStillGetsItsFirstStep() {
    loop.run(script("main").then(() -> createTask(script("late").then(() -> say("late")))));
    assertThat(log).containsExactly("late");
  }

  @Test
  void closingCancelsAndAwaitsWhatIsLeft() {
    loop.run(
        started(
                script("left")
                    .await(() -> sleep(ofSeconds(100)))
                    .caught(CancelledError.class, e -> say("cancelled"))
                    .await(() -> sleep(ofSeconds(1)))
                    .then(() -> say("cleaned up")))
            .then(() -> say("main")));
    assertThat(log).containsExactly("main");
    loop.close();
    assertThat(log).containsExactly("main", "cancelled", "cleaned up");
    assertThat(loop.time()).isEqualTo(1_000_000_000L);
  }

  @Test
  void whatFailsWhileClosingIsReported() {
    loop.run(
        leaving(
            "cleaner",
            e -> {
              throw new IllegalArgumentException("cleanup");
            }));
    loop.close();
    assertThat(takeReports())
        .containsExactly(
            "Exception in cleaner while the event loop closed:"
                + " java.lang.IllegalArgumentException: cleanup");
  }

  @Test
  void whatIsCreatedWhileClosingIsNotCancelledInTurn() {
    loop.run(
        leaving("left", e -> task = createTask(script("new").await(() -> sleep(ofSeconds(5))))));
    loop.close();
    assertThat(task.isDone()).isFalse();
  }

  @Test
  void tasksLiveOnBetweenRuns() {
    loop.run(
        script("first")
            .then(
                () ->
                    task =
                        createTask(
                            script("long")
                                .await(() -> sleep(ofSeconds(5)))
                                .returns(() -> "result")))
            .await(() -> yieldNow()));
    loop.run(script("second").await(() -> task, this::say));
    assertThat(log).containsExactly("result");
  }

  @Test
  void anErrorOfTheJvmInATaskCancelsMain() {
    Coroutine<Object> main =
        script("main")
            .await(
                () -> createTask(script("fatal").fails(() -> new OutOfMemoryError("not really"))))
            .caught(Throwable.class, e -> say(e.getClass().getSimpleName()));
    assertThatThrownBy(() -> loop.run(main)).isInstanceOf(OutOfMemoryError.class);
    assertThat(log).isEmpty();
    loop.close();
    assertThat(log).containsExactly("CancelledError");
  }

  @Test
  void anOverflowOfTheStackIsOnlyItsTasksTrouble() {
    loop.run(
        script("main")
            .then(() -> task = createTask(script("overflowing").await(RunTest::endless)))
            .await(() -> task)
            .caught(StackOverflowError.class, e -> say("overflow"))
            .await(() -> sleep(ofSeconds(1)))
            .then(() -> say("goes on")));
    assertThat(log).containsExactly("overflow", "goes on");
  }

  private static Coroutine<Object> endless() {
    return script("endless").await(RunTest::endless);
  }

  private Task<Object> endlesslyEager() {
    return Task.startEagerly(script("eager").then(this::endlesslyEager));
  }

  @Test
  void anOverflowOfEagerCallsLeavesNoTaskBehind() {
    loop.run(
        script("main")
            .then(() -> say(endlesslyEager().isDone()))
            .caught(StackOverflowError.class, e -> say("overflow"))
            .then(() -> say(allTasks().size())));
    loop.close();
    assertThat(log).hasSize(2).endsWith(1);
    // Whether the one that overflowed got as far as to fail depends on where it was just then.
    reports.removeIf(
        report -> report.endsWith("was never retrieved: java.lang.StackOverflowError"));
  }

  @Test
  void aTaskSubmittedToALoopThatIsClosedFirstIsCancelled() {
    Task<Object> submitted = loop.submit(script("late").then(() -> say("ran")));
    loop.close();
    assertThat(submitted.isCancelled()).isTrue();
    assertThat(log).isEmpty();
  }

  @Test
  void aStopInTheTurnInWhichMainEndsDoesNotStopTheNextRun() {
    loop.run(script("main").then(() -> loop.stop()));
    loop.run(script("second").await(() -> sleep(ofSeconds(1))).then(() -> say("whole")));
    assertThat(log).containsExactly("whole");
  }

  @Test
  void aRunCancelledThrowsTheCancellation() {
    assertThatThrownBy(
            () ->
                loop.run(
                    script("main")
                        .then(() -> currentTask().cancel("enough"))
                        .await(() -> yieldNow())))
        .isInstanceOf(CancelledError.class)
        .hasMessage("enough");
  }

  @Test
  void tasksHaveNamesAndAreListedUntilTheyAreDone() {
    List<Object> names = new ArrayList<>();
    loop.run(
        script("main")
            .then(() -> createTask(script("a").await(() -> sleep(ofSeconds(1)))))
            .then(() -> createTask(script("b").await(() -> sleep(ofSeconds(2))), "bob"))
            .then(() -> createTask(script("c")))
            .then(() -> allTasks().forEach(each -> names.add(each.name())))
            .await(() -> sleep(ofSeconds(1)))
            .await(() -> yieldNow())
            .then(() -> allTasks().forEach(each -> names.add(each.name())))
            .then(() -> names.add(currentTask().name())));
    assertThat(names)
        .containsExactly("Task-1", "Task-2", "bob", "Task-4", "Task-1", "bob", "Task-1");
    assertThat(currentTask()).isNull();
  }

  @Test
  void thereIsNoCurrentTaskInACallback() {
    loop.run(
        script("main")
            .then(() -> loop.callSoon(() -> say(String.valueOf(currentTask()))))
            .then(() -> loop.callSoon(() -> say(EventLoop.current() == loop)))
            .await(() -> yieldNow()));
    assertThat(log).containsExactly("null", true);
  }

  @Test
  void aCoroutineIsUsedOnce() {
    Coroutine<Object> once = script("once").await(() -> sleep(ofSeconds(1)));
    loop.run(
        started(once)
            .await(() -> once)
            .caught(IllegalStateException.class, e -> say("awaited"))
            .await(() -> createTask(once))
            .caught(IllegalStateException.class, e -> say("task"))
            .await(() -> task)
            .then(() -> say("first use goes on")));
    assertThat(log).containsExactly("awaited", "task", "first use goes on");
    Coroutine<Void> nap = sleep(ofSeconds(1));
    loop.run(nap);
    assertThatThrownBy(() -> loop.run(nap)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void readyCoroutinesAndYieldsAreUsedAgain() {
    for (int i = 0; i < 2; i++) {
      for (Coroutine<?> each : List.of(Coroutine.done(), Coroutine.of(1), yieldNow())) {
        loop.run(each);
      }
    }
    Coroutine<Object> failed = Coroutine.failed(new IllegalArgumentException());
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> loop.run(failed)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void theLoopIsNeededAndSaysHowToGetOne() {
    assertThatThrownBy(() -> createTask(Coroutine.done()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Fermata.run");
    assertThatThrownBy(EventLoop::current).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(Fermata::allTasks).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aTaskCannotAwaitItself() {
    loop.run(
        script("main")
            .await(() -> currentTask())
            .caught(IllegalStateException.class, e -> say(e.getMessage())));
    assertThat(log).containsExactly("a task cannot await itself: Task-1");
  }

  @Test
  void nullIsRefusedWhereItIsAwaited() {
    loop.run(
        script("main").await(() -> null).caught(NullPointerException.class, e -> say("refused")));
    assertThat(log).containsExactly("refused");
  }

  private static void awaits() {
    Fermata.await(Coroutine.done());
  }

  @Test
  void awaitOutsideTransformedCodeSaysWhereAndWhatToDo() {
    assertThatThrownBy(RunTest::awaits)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("RunTest")
        .hasMessageContaining("RunTest.java:")
        .hasMessageContaining("@Async")
        .hasMessageContaining("-javaagent");
    assertThatThrownBy(() -> Fermata.await(Task.of(1))).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () -> Fermata.await(java.util.concurrent.CompletableFuture.completedStage(1)))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Fermata.await(Coroutine.done(), IOException.class))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> Fermata.await(Task.of(1), IOException.class))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () ->
                Fermata.await(
                    java.util.concurrent.CompletableFuture.completedStage(1), IOException.class))
        .isInstanceOf(IllegalStateException.class);
  }
}
