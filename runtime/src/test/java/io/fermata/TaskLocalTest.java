package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.toThread;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the golden programs about contexts do not show. */
class TaskLocalTest extends LoopTest {
  private final TaskLocal<Object> local = TaskLocal.withInitial(() -> "initial");

  @Test
  void aLaterRunOfALoopGoesOnWithTheValuesOfTheOneBefore() {
    local.set("thread");
    loop.run(script("first").then(() -> say(local.get())).then(() -> local.set("first")));
    assertThat(local.get()).isEqualTo("thread");
    local.set("changed");
    loop.run(script("second").then(() -> say(local.get())));
    assertThat(log).containsExactly("thread", "first");
  }

  @Test
  void eachTaskGetsAnInitialValueOfItsOwnAndKeepsIt() {
    TaskLocal<List<Object>> lists = TaskLocal.withInitial(ArrayList::new);
    Task<Object>[] tasks = new Task[1];
    loop.run(
        script("main")
            .then(() -> tasks[0] = createTask(script("child").then(() -> lists.get().add("child"))))
            .then(() -> lists.get().add("main"))
            .await(() -> tasks[0])
            .then(() -> lists.get().add("main again"))
            .then(() -> say(lists.get())));
    assertThat(log).containsExactly(List.of("main", "main again"));
  }

  @Test
  void severalVariablesDoNotGetInEachOthersWay() {
    TaskLocal<Object> other = TaskLocal.withInitial(() -> "other");
    loop.run(
        script("main")
            .then(() -> local.set(1))
            .then(() -> other.set(null))
            .then(() -> local.set(2))
            .then(() -> say(local.get()))
            .then(() -> say(other.get())));
    assertThat(log).containsExactly(2, null);
  }

  @Test
  void whatACallbackSetsIsGoneAlsoIfNothingWasSetBefore() {
    loop.callSoon(() -> local.set("leak"));
    loop.callSoon(() -> say(local.get()));
    loop.run(yieldNow());
    assertThat(log).containsExactly("initial");
  }

  @Test
  void submittedTasksTakeTheValuesOfTheirThread() throws Exception {
    Thread thread =
        new Thread(
            () -> {
              local.set("submitter");
              loop.submit(script("submitted").then(() -> say(local.get())))
                  .onDone(t -> loop.stop());
            });
    thread.start();
    loop.runForever();
    thread.join();
    assertThat(log).containsExactly("submitter");
  }

  @Test
  void threadsOfThePoolAreLeftClean() {
    Callable<Object> get = local::get;
    EventLoop own = EventLoop.builder().executor(Runnable::run).build();
    try (own) {
      own.run(
          script("main")
              .then(() -> local.set("main"))
              .await(() -> toThread(get), this::say)
              .then(() -> say(local.get())));
    }
    assertThat(log).containsExactly("main", "main");
    assertThat(local.get()).isEqualTo("initial");
  }

  /** As an executor does that is full, or another loop. */
  @Test
  void workThatRunsOnALoopsThreadHasACopyToo() {
    Callable<Object> set =
        () -> {
          say(local.get());
          local.set("work");
          return local.get();
        };
    local.set("thread");
    EventLoop own = EventLoop.builder().executor(Runnable::run).build();
    try (own) {
      own.run(
          script("main")
              .then(() -> local.set("main"))
              .await(() -> toThread(set), this::say)
              .then(() -> say(local.get())));
    }
    assertThat(log).containsExactly("main", "work", "main");
    assertThat(local.get()).isEqualTo("thread");
  }

  @Test
  void whatWorkSetsIsGoneAlsoIfNothingWasSetBefore() {
    Callable<Object> set =
        () -> {
          local.set("work");
          return null;
        };
    EventLoop own = EventLoop.builder().executor(Runnable::run).build();
    try (own) {
      own.run(script("main").await(() -> toThread(set)).then(() -> say(local.get())));
    }
    assertThat(log).containsExactly("initial");
    assertThat(local.get()).isEqualTo("initial");
  }

  @Test
  void tasksOutsideAnyLoopHaveThemToo() {
    CompletableFuture<Object> stage = new CompletableFuture<>();
    local.set("thread");
    Task<Object> task =
        Task.startEagerly(
            script("outside")
                .then(() -> say(local.get()))
                .then(() -> local.set("outside"))
                .await(() -> stage)
                .then(() -> say(local.get())));
    say(local.get());
    local.set("other");
    stage.complete("x");
    assertThat(task).isCompleted();
    assertThat(log).containsExactly("thread", "thread", "outside");
    assertThat(local.get()).isEqualTo("other");
  }

  @Test
  void callbacksOfTasksOutsideAnyLoopSeeTheValuesOfTheirRegistration() {
    CompletableFuture<Object> stage = new CompletableFuture<>();
    Task<Object> task = Task.startEagerly(script("outside").await(() -> stage));
    local.set("registered");
    task.onDone(
        done -> {
          say(local.get());
          local.set("callback");
        });
    local.set("later");
    stage.complete("x");
    task.onDone(done -> local.set("callback at once"));
    assertThat(log).containsExactly("registered");
    assertThat(local.get()).isEqualTo("later");
  }
}
