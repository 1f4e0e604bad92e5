package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fermata.testing.AsyncTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The trace of what {@code run} throws goes on with who called it, as if the loop were not there.
 */
@Timeout(60)
class RunTraceTest {
  private static final RuntimeException CONSTANT = new IllegalArgumentException("constant");

  private static Script<Object> main(Consumer<Script<Object>> inner) {
    Script<Object> awaited = script("inner");
    inner.accept(awaited);
    return script("main").await(() -> awaited);
  }

  private static Script<Object> failingAtOnce() {
    return main(inner -> inner.fails(() -> new IllegalArgumentException()));
  }

  private static Script<Object> failingLater() {
    return main(inner -> inner.await(() -> yieldNow()).fails(() -> new IllegalArgumentException()));
  }

  private static Throwable caller(Consumer<Coroutine<Object>> run, Coroutine<Object> main) {
    return catchThrowable(() -> run.accept(main));
  }

  /** The part of a trace from where the runtime was called, by class and method. */
  private static List<String> end(Throwable thrown, String entry) {
    List<String> lines =
        Arrays.stream(thrown.getStackTrace())
            .map(line -> line.getClassName() + "." + line.getMethodName())
            .map(line -> line.replace("io.fermata.", ""))
            .toList();
    assertThat(Collections.frequency(lines, entry)).as("%s in %s", entry, lines).isEqualTo(1);
    return lines.subList(lines.indexOf(entry), lines.size());
  }

  private static void assertNoneOfTheRuntime(List<String> lines) {
    assertThat(lines)
        .noneMatch(
            line ->
                line.matches(
                    "(frame\\..*|(testing\\.)?(Async|Event|Fermata|Host|Outside|Runner|St|Task|Turns)\\w*)"
                        + "\\.\\w+"));
  }

  private static void assertGoesOnWithTheCaller(
      String entry, Consumer<Coroutine<Object>> run, Script<Object> main) {
    Throwable thrown = caller(run, main);
    assertThat(thrown).isExactlyInstanceOf(IllegalArgumentException.class);
    List<String> end = end(thrown, entry);
    assertThat(end.get(1)).startsWith("RunTraceTest.lambda$");
    assertThat(end).contains("RunTraceTest.caller", "RunTraceTest.assertGoesOnWithTheCaller");
    assertNoneOfTheRuntime(end.subList(1, end.size()));
  }

  @Test
  void theCallerFollowsTheOutermostCoroutine() {
    for (Script<Object> main : List.of(failingAtOnce(), failingLater())) {
      assertGoesOnWithTheCaller("Fermata.run", main1 -> Fermata.run(main1), main);
    }
    try (EventLoop loop = EventLoop.create()) {
      for (Script<Object> main : List.of(failingAtOnce(), failingLater())) {
        assertGoesOnWithTheCaller("EventLoop.run", main1 -> loop.run(main1), main);
      }
    }
  }

  @Test
  void theCallerIsThatOfTheThreadThatRan() throws Exception {
    ExecutorService host = Executors.newSingleThreadExecutor();
    try (EventLoop loop = EventLoop.on(host)) {
      for (Script<Object> main : List.of(failingAtOnce(), failingLater())) {
        assertGoesOnWithTheCaller("EventLoop.run", main1 -> loop.run(main1), main);
      }
    } finally {
      host.shutdown();
      assertThat(host.awaitTermination(30, SECONDS)).isTrue();
    }
    try (EventLoopGroup group = EventLoopGroup.builder().loops(2).build()) {
      for (Script<Object> main : List.of(failingAtOnce(), failingLater())) {
        assertGoesOnWithTheCaller("EventLoopGroup.run", main1 -> group.run(main1), main);
      }
    }
  }

  @Test
  void aTestShowsItsOwnLine() {
    assertGoesOnWithTheCaller(
        "testing.AsyncTest.runTest", main -> AsyncTest.runTest(() -> main), failingLater());
  }

  @Test
  void theOutermostCoroutineStandsAboveTheCaller() {
    Throwable thrown = caller(main -> Fermata.run(main), failingLater());
    List<String> lines = Arrays.stream(thrown.getStackTrace()).map(Object::toString).toList();
    int main = lines.indexOf("io.fermata.Script.main(Script.java:100)");
    assertThat(lines.get(main + 1)).contains("io.fermata.Fermata.run(Fermata.java:");
  }

  @Test
  void aCancelledMainShowsItsCallerOnce() {
    Script<Object> beforeItsFirstStep = script("main");
    Throwable thrown =
        caller(
            main -> {
              try (EventLoop loop = EventLoop.create()) {
                loop.callSoon(() -> loop.tasks.copy().forEach(Task::cancel));
                loop.run(main);
              }
            },
            beforeItsFirstStep);
    assertThat(thrown).isExactlyInstanceOf(CancelledError.class);
    assertThat(end(thrown, "EventLoop.run")).contains("RunTraceTest.caller");
    assertThat(thrown.getStackTrace()[0].getMethodName()).isEqualTo("run");
  }

  @Test
  void whatWasMadeElsewhereKeepsItsTrace() {
    StackTraceElement[] before = CONSTANT.getStackTrace();
    for (int i = 0; i < 2; i++) {
      Throwable thrown =
          caller(main -> Fermata.run(main), main(inner -> inner.fails(() -> CONSTANT)));
      assertThat(thrown).isSameAs(CONSTANT);
      assertThat(thrown.getStackTrace()).isEqualTo(before);
    }
  }

  /** Whoever keeps the failure of a task and runs again is shown once for each line that did. */
  @Test
  void theCallerOfTheSameFailureIsAddedOnce() {
    try (EventLoop loop = EventLoop.create()) {
      List<Task<Object>> failed = new ArrayList<>();
      loop.run(
          script("makes")
              .then(() -> failed.add(createTask(failingLater())))
              .await(() -> failed.get(0))
              .caught(IllegalArgumentException.class, e -> {}));
      List<Integer> lengths = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Throwable thrown =
            caller(main -> loop.run(main), main(inner -> inner.await(() -> failed.get(0))));
        lengths.add(Collections.frequency(callers(thrown), "caller"));
      }
      assertThat(lengths).containsExactly(1, 1, 1);
    }
  }

  private static List<String> callers(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace()).map(StackTraceElement::getMethodName).toList();
  }

  /** A loop in a task outside any: what it throws belongs to that step. */
  @Test
  void anOuterStepGoesOnFromThere() {
    Task<Object> outer =
        Task.startEagerly(
            script("outer").then(() -> caughtAndThrown(() -> Fermata.run(failingLater()))));
    Throwable thrown = outer.outcome().failure();
    assertThat(thrown).isExactlyInstanceOf(IllegalArgumentException.class);
    List<String> end = end(thrown, "Fermata.run");
    assertThat(end).contains("RunTraceTest.anOuterStepGoesOnFromThere");
    assertNoneOfTheRuntime(end.subList(1, end.size()));
  }

  private static void caughtAndThrown(Runnable run) {
    run.run();
  }

  @Test
  void aTraceEndsWhereTheJvmEndsOne() {
    Coroutine<Object> deep = failingLater();
    for (int i = 0; i < 1019; i++) {
      Coroutine<Object> inner = deep;
      deep = script("level").await(() -> inner);
    }
    Throwable thrown = caller(main -> Fermata.run(main), deep);
    assertThat(thrown.getStackTrace()).hasSize(1024);
  }

  @Test
  void aConstantThatAGroupThrowsCollectsNothing() {
    List<Throwable> others = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Throwable other = new IllegalStateException("other " + i);
      EventLoop loop =
          EventLoop.builder().exceptionHandler((message, failure) -> others.add(failure)).build();
      try (loop) {
        Coroutine<Object> main = group(List.of(() -> CONSTANT, () -> other));
        assertThat(catchThrowable(() -> loop.run(main))).isSameAs(CONSTANT);
      }
      assertThat(others).hasSize(i + 1).last().isSameAs(other);
    }
    assertThat(CONSTANT).hasNoSuppressedExceptions();
  }

  @Test
  void whatSeveralTasksOfAGroupFailWithIsSuppressedOnce() {
    Throwable thrown =
        catchThrowable(
            () ->
                Fermata.run(
                    group(
                        List.of(
                            () -> new IllegalStateException("first"),
                            () -> CONSTANT,
                            () -> CONSTANT))));
    assertThat(thrown).hasMessage("first");
    assertThat(thrown.getSuppressed()).containsExactly(CONSTANT);
  }

  /** A group with a task for each failure. */
  private static Script<Object> group(List<Supplier<Throwable>> failures) {
    return script("main")
        .await(
            () ->
                TaskGroup.run(
                    group -> {
                      failures.forEach(
                          failure -> group.createTask(script("failing").fails(failure)));
                      return Coroutine.done();
                    }));
  }
}
