package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.gather;
import static io.fermata.Fermata.waitTasks;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Failures that nobody asks for: section 9 of asyncio's semantics. */
class UnretrievedFailuresTest extends LoopTest {
  private static final String LOST =
      "Exception of lost was never retrieved: java.io.IOException: lost";

  private Task<?> task;

  private static Script<?> failing() {
    return script("lost").fails(() -> new IOException("lost"));
  }

  private void lose() {
    loop.run(script("main").then(() -> createTask(failing(), "lost")).await(() -> yieldNow()));
  }

  private void keep() {
    loop.run(
        script("main").then(() -> task = createTask(failing(), "lost")).await(() -> yieldNow()));
  }

  @Test
  void aFailureThatNobodyAsksForIsReportedWhenTheTaskIsCollected() {
    lose();
    for (int tries = 0; reports.isEmpty() && tries < 1000; tries++) {
      System.gc();
      loop.run(script("another turn"));
    }
    assertThat(takeReports()).containsExactly(LOST);
  }

  @Test
  void orAtTheLatestWhenTheLoopIsClosed() {
    keep();
    assertThat(reports).isEmpty();
    loop.close();
    assertThat(takeReports()).containsExactly(LOST);
  }

  @Test
  void anEagerTaskToo() {
    loop.run(script("main").then(() -> Task.startEagerly(failing())).await(() -> yieldNow()));
    loop.close();
    assertThat(takeReports()).containsExactly(LOST.replace("of lost", "of Task-2"));
  }

  @Test
  void aPromiseToo() {
    loop.run(script("main").then(() -> loop.createPromise().fail(new IOException("lost"))));
    loop.close();
    assertThat(takeReports()).containsExactly(LOST.replace("of lost", "of a promise"));
  }

  @Test
  void whoAsksInAnyWayHasRetrievedIt() {
    List<Script.Code> ways =
        List.of(
            () -> assertThatThrownBy(task::join).hasMessageContaining("lost"),
            () -> assertThatThrownBy(task::get).hasMessageContaining("lost"),
            () -> assertThatThrownBy(() -> task.getNow(null)).hasMessageContaining("lost"),
            () -> assertThat(task.exceptionNow()).hasMessage("lost"),
            () -> assertThatThrownBy(task::resultNow).hasStackTraceContaining("lost"),
            () -> task.handle((value, failure) -> null),
            () -> task.whenComplete((value, failure) -> {}),
            () -> task.exceptionally(failure -> null),
            () -> CompletableFuture.allOf(task.toCompletableFuture().copy()));
    for (Script.Code way : ways) {
      keep();
      assertThat(task.isCompletedExceptionally()).isTrue();
      loop.run(script("asks").then(way));
    }
    keep();
    loop.run(script("awaits").await(() -> task).caught(IOException.class, e -> say("caught")));
    assertThat(log).containsExactly("caught");
  }

  @Test
  void whoWaitsWillBeTold() {
    loop.run(
        script("main")
            .then(() -> task = createTask(failing()))
            .await(() -> task)
            .caught(IOException.class, e -> say("caught")));
    loop.run(
        script("main")
            .then(() -> task = createTask(failing()))
            .then(() -> CompletableFuture.allOf(task).handle((value, failure) -> null))
            .await(() -> yieldNow()));
    assertThat(log).containsExactly("caught");
  }

  /** What a listener on another thread does first, while the task ends before it does the rest. */
  @Test
  void whoListensWhileItEndsWillBeTold() {
    loop.run(
        script("main")
            .then(() -> task = createTask(failing()))
            .then(() -> task.newIncompleteFuture())
            .await(() -> yieldNow()));
    Task<Object> submitted = loop.submit(script("submitted").fails(() -> new IOException("lost")));
    submitted.newIncompleteFuture();
    assertThat(submitted.name()).isEqualTo("Submitted-1");
    loop.run(script("main").await(() -> yieldNow()));
    assertThat(task.name()).isEqualTo("Task-2");
    assertThat(submitted.name()).isEqualTo("Submitted-1");
    loop.close();
  }

  @Test
  void gatherRetrievesAlsoWhatFailsLater() {
    loop.run(
        script("main")
            .await(() -> gather(failing(), failing(), script("slow").await(() -> yieldNow())))
            .caught(IOException.class, e -> say("caught"))
            .await(() -> yieldNow()));
    assertThat(log).containsExactly("caught");
  }

  @Test
  void waitTasksRetrievesNothing() {
    loop.run(
        script("main")
            .then(() -> task = createTask(failing(), "lost"))
            .await(() -> waitTasks(List.of(task), ReturnWhen.ALL_COMPLETED)));
    loop.close();
    assertThat(takeReports()).containsExactly(LOST);
  }

  @Test
  void aGroupRetrieves() {
    loop.run(
        script("main")
            .await(
                () ->
                    TaskGroup.run(
                        group -> {
                          group.createTask(failing());
                          group.createTask(failing());
                          return Coroutine.done();
                        }))
            .caught(IOException.class, e -> say("caught")));
    assertThat(log).containsExactly("caught");
  }

  @Test
  void aCancelledTaskHasNotFailed() {
    loop.run(
        script("main")
            .then(() -> createTask(script("cancelled").await(() -> yieldNow())).cancel())
            .await(() -> yieldNow()));
    assertThat(reports).isEmpty();
  }

  @Test
  void aSubmittedTaskBelongsToWhoSubmittedItWhenTheLoopIsClosed() {
    task = loop.submit(failing());
    loop.run(script("main").await(() -> yieldNow()));
    loop.close();
    assertThat(reports).isEmpty();
    assertThatThrownBy(task::join).hasMessageContaining("lost");
  }
}
