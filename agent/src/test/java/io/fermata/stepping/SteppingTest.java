package io.fermata.stepping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.Carrier;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.EventLoopGroup;
import io.fermata.harness.Cases;
import io.fermata.harness.Weaving;
import io.fermata.transform.Transformer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thread for each task, for debuggers: what is other than without, and what is not. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // a join is not interrupted
class SteppingTest {
  private static final Class<?> WALKS = transformed();

  private static Class<?> transformed() {
    Weaving weaving =
        Weaving.transformed(
            name -> name.startsWith(Walks.class.getName()) ? Cases.resource(name) : null,
            new Transformer());
    try {
      return weaving.loader().link(Walks.class.getName());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  /** One program. */
  private static final class Walk {
    private final Object walks;

    Walk() throws ReflectiveOperationException {
      walks = WALKS.getConstructor().newInstance();
    }

    Coroutine<?> to(String name) throws ReflectiveOperationException {
      return (Coroutine<?>) WALKS.getMethod(name).invoke(walks);
    }

    List<?> seen() throws ReflectiveOperationException {
      return (List<?>) WALKS.getField("seen").get(walks);
    }

    void see(Object what) throws ReflectiveOperationException {
      @SuppressWarnings("unchecked") // as declared there
      List<Object> seen = (List<Object>) seen();
      seen.add(what);
    }

    CountDownLatch blocking() throws ReflectiveOperationException {
      return (CountDownLatch) WALKS.getField("blocking").get(walks);
    }

    List<Thread> threads() throws ReflectiveOperationException {
      @SuppressWarnings("unchecked") // as declared there
      List<Thread> threads = (List<Thread>) WALKS.getField("threads").get(walks);
      return threads;
    }

    @SuppressWarnings("unchecked") // as declared there
    static ThreadLocal<String> carried() throws ReflectiveOperationException {
      return (ThreadLocal<String>) WALKS.getMethod("carried").invoke(null);
    }
  }

  private static <T> T stepping(boolean on, Callable<T> body) throws Exception {
    System.setProperty("io.fermata.stepping", String.valueOf(on));
    try {
      return body.call();
    } finally {
      System.clearProperty("io.fermata.stepping");
    }
  }

  private static EventLoop newLoop(boolean stepping) throws Exception {
    Carrier<String> carrier = Carrier.of(Walk.carried());
    return stepping(
        stepping,
        () ->
            EventLoop.builder()
                .name("walk")
                .virtualTime()
                .carry(carrier)
                .exceptionHandler((message, failure) -> {}) // of the overflow, level by level
                .build());
  }

  /** Runs it to the end of its loop. */
  private static Walk run(String name, boolean stepping) throws Exception {
    Walk walk = new Walk();
    try (EventLoop loop = newLoop(stepping)) {
      loop.run(walk.to(name));
    }
    return walk;
  }

  private static void assertHaveEnded(Walk walk) throws Exception {
    Thread.interrupted();
    assertThat(walk.threads()).isNotEmpty();
    for (Thread thread : walk.threads()) {
      if (thread != Thread.currentThread()) { // which calls run, and is the main task's
        thread.join();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "traces",
        "dumps",
        "dumpsMany",
        "state",
        "timesOut",
        "endlesslyEager",
        "eagerly",
        "leavesPending",
        "throwsConstants"
      })
  void isAsWithout(String name) throws Exception {
    List<?> without = run(name, false).seen();
    assertThat(without).isNotEmpty();
    Walk walk = run(name, true);
    assertThat(walk.seen()).isEqualTo(without);
    assertHaveEnded(walk);
  }

  @Test
  void whatRunThrowsHasTheTraceThatItHasWithout() throws Exception {
    assertThat(trace(true)).isEqualTo(trace(false)).isNotEmpty();
  }

  private static List<String> trace(boolean stepping) throws Exception {
    try {
      run("fails", stepping);
    } catch (IllegalArgumentException e) {
      return Arrays.stream(e.getStackTrace())
          .takeWhile(element -> !element.getClassName().equals(SteppingTest.class.getName()))
          .map(element -> element.getMethodName() + ":" + element.getLineNumber())
          .toList();
    }
    throw new AssertionError("it fails");
  }

  @Test
  void eachTaskHasAThreadWithItsNameAndTheMainOneItsCallers() throws Exception {
    Thread.currentThread().setName("caller");
    Walk walk = run("threadsOfTasks", true);
    assertThat(walk.seen())
        .asList()
        .containsExactly(
            "main on caller",
            "other on other",
            "other on other",
            "eager on caller",
            "main on caller",
            "eager on Task-3",
            "main on caller");
    assertThat(walk.threads().get(1).isDaemon()).isTrue();
    assertHaveEnded(walk);
  }

  @Test
  void aFatalErrorLeavesTheLoopAndTheThreadsEnd() throws Exception {
    Walk walk = new Walk();
    try (EventLoop loop = newLoop(true)) {
      assertThatThrownBy(() -> loop.run(walk.to("fatal"))).isInstanceOf(OutOfMemoryError.class);
    }
    assertThat(walk.threads()).isNotEmpty();
    assertHaveEnded(walk);
  }

  @Test
  void aFatalErrorOfAnotherTaskLeavesTheLoopAndTheMainOneStays() throws Exception {
    assertThat(fatalElsewhere(true).seen()).isEqualTo(fatalElsewhere(false).seen());
  }

  private static Walk fatalElsewhere(boolean stepping) throws Exception {
    Walk walk = new Walk();
    try (EventLoop loop = newLoop(stepping)) {
      assertThatThrownBy(() -> loop.run(walk.to("fatalElsewhere")))
          .isInstanceOf(OutOfMemoryError.class);
      walk.see("has thrown");
      loop.run(walk.to("runsOn"));
      walk.see(loop.dump());
    }
    walk.seen().removeIf(each -> each.toString().startsWith("other on"));
    assertThat(walk.seen()).asList().contains("has thrown", "left");
    return walk;
  }

  @Test
  void aMainTaskThatIsStoppedGoesOnInTheNextRun() throws Exception {
    assertThat(stopped(true).seen()).isEqualTo(stopped(false).seen());
  }

  private static Walk stopped(boolean stepping) throws Exception {
    Walk walk = new Walk();
    try (EventLoop loop = newLoop(stepping)) {
      assertThatThrownBy(() -> loop.run(walk.to("isStopped")))
          .hasMessageContaining("stopped before the coroutine was done");
      walk.see(loop.dump().replace("  at io.fermata.TaskGroup.run(TaskGroup.java)\n", ""));
      loop.run(walk.to("runsOn"));
    }
    walk.seen().removeIf(each -> each.toString().startsWith("member"));
    assertThat(walk.seen()).asList().contains("main has ended").hasSize(5);
    return walk;
  }

  @Test
  void whatTheCallerHoldsIsTheMainTasks() throws Exception {
    Walk walk = new Walk();
    ThreadLocal<String> local = Walk.carried();
    local.set(" with local");
    try (EventLoop loop = stepping(true, () -> EventLoop.builder().virtualTime().build())) {
      synchronized (walk.seen()) {
        loop.run(walk.to("entersMonitors"));
      }
    } finally {
      local.remove();
    }
    assertThat(walk.seen())
        .asList()
        .containsExactly(
            "first with local", "second with local", "eager with local", "third with local");
  }

  @Test
  void aStaticInitialiserMayRunMethodsOfItsOwnClass() throws Exception {
    Object value = stepping(true, () -> WALKS.getMethod("initialised").invoke(null));
    assertThat(value).isEqualTo("a value of Initialised");
  }

  @Test
  void carriedStateOfTheCallerIsAsBefore() throws Exception {
    Walk.carried().set("outside");
    try {
      var unused = run("state", true);
      assertThat(Walk.carried().get()).isEqualTo("outside");
    } finally {
      Walk.carried().remove();
    }
  }

  @Test
  void aTaskCannotRunTheLoop() throws Exception {
    assertThat(run("runsAnother", true).seen()).isEqualTo(run("runsAnother", false).seen());
    assertThat(EventLoop.builder().build().isRunning()).isFalse();
  }

  @Test
  void anInterruptOfTheCallerGoesToTheTaskThatBlocksTheLoop() throws Exception {
    for (boolean stepping : new boolean[] {false, true}) {
      Walk walk = new Walk();
      Thread caller = Thread.currentThread();
      Thread other =
          new Thread(
              () -> {
                try {
                  walk.blocking().await();
                } catch (InterruptedException | ReflectiveOperationException e) {
                  throw new AssertionError(e);
                }
                caller.interrupt();
              });
      other.start();
      try (EventLoop loop = newLoop(stepping)) {
        loop.run(walk.to("isInterrupted"));
      }
      assertThat(walk.seen()).asList().containsExactly(true, false);
    }
  }

  @Test
  void anInterruptWhileTheLoopSleepsIsTheCallersAfterTheRun() throws Exception {
    CompletableFuture<Void> other = new CompletableFuture<>();
    Walk walk = new Walk();
    Thread caller = Thread.currentThread();
    try (EventLoop loop = stepping(true, EventLoop::create)) {
      Thread interrupting =
          new Thread(
              () -> {
                while (caller.getState() != Thread.State.WAITING) {
                  Thread.onSpinWait();
                }
                caller.interrupt();
                other.complete(null);
              });
      Coroutine<?> main =
          (Coroutine<?>)
              WALKS.getMethod("waitsForOther", CompletionStage.class).invoke(walk.walks, other);
      interrupting.start();
      loop.run(main);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void manyMoreTasksThanThreads() throws Exception {
    assertThat(run("makesVeryMany", true).seen()).asList().containsExactly(100_000);
  }

  @Test
  void threadsOfTasksThatAreLeftPendingEnd() throws Exception {
    Walk walk = run("leavesPending", true);
    assertThat(walk.threads()).hasSize(1);
    assertHaveEnded(walk);
    assertThat(walk.seen()).asList().containsExactly(false);
  }

  @Test
  void aHostedLoopRunsBodiesOnTheThreadThatItIsGiven() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor(r -> new Thread(r, "host"));
    try {
      Walk walk = new Walk();
      EventLoop loop = stepping(true, () -> EventLoop.on(executor));
      loop.run(walk.to("threadsOfTasks"));
      loop.close();
      assertThat(walk.threads()).extracting(Thread::getName).containsOnly("host");
    } finally {
      executor.shutdown();
    }
  }

  @Test
  void aGroupIsNotClosedByItsTasks() throws Exception {
    Walk walk = new Walk();
    try (EventLoopGroup group = stepping(true, () -> EventLoopGroup.create(2))) {
      assertThatThrownBy(() -> group.run(walk.to("closesItsGroup")))
          .hasMessageContaining("cannot be closed from its own thread");
    }
  }
}
