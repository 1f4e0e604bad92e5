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
    assertThat(walk.threads()).isNotEmpty().doesNotContain(Thread.currentThread());
    for (Thread thread : walk.threads()) {
      thread.join();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"traces", "dumps", "dumpsMany", "state", "timesOut", "endlesslyEager"})
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
  void eachTaskHasAThreadWithItsName() throws Exception {
    Walk walk = run("threadsOfTasks", true);
    assertThat(walk.seen())
        .asList()
        .containsExactly(
            "main on Task-1",
            "other on other",
            "other on other",
            "eager on Task-3",
            "main on Task-1",
            "eager on Task-3",
            "main on Task-1");
    assertThat(walk.threads()).allMatch(Thread::isDaemon);
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

  /** Bodies that the end of the loop leaves pending are ended, as Python ends them. */
  @Test
  void threadsOfTasksThatAreLeftPendingEnd() throws Exception {
    Walk walk = run("leavesPending", true);
    assertThat(walk.threads()).hasSize(1);
    assertHaveEnded(walk);
    assertThat(walk.seen())
        .asList()
        .containsExactly(
            false, "io.fermata.CancelledError: the event loop was closed", "refused to block");
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
