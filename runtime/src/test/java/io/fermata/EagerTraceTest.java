package io.fermata;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fermata.frame.Driver;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Eager calls within each other, of which the innermost fails at once. */
class EagerTraceTest extends LoopTest {
  /** As many elements as the JVM shows of a deep stack. */
  private static final int MOST = 1024;

  /** The trace that the cleanup saw. */
  private StackTraceElement[] caught;

  // As the transformer makes them of a method: the body, and the call that starts its frame.

  private static Object lambda$async$level$0(
      Driver driver, int depth, Supplier<? extends Exception> failure) throws Throwable {
    if (depth == 0) {
      throw failure.get();
    }
    return driver.await((CompletionStage<?>) level(depth - 1, failure));
  }

  private static Task<Object> level(int depth, Supplier<? extends Exception> failure) {
    return Task.startEagerly(
        new OneStep() {
          @Override
          protected Object start(Driver driver) throws Throwable {
            return lambda$async$level$0(driver, depth, failure);
          }
        });
  }

  private Object lambda$async$cleaning$1(Driver driver, int depth, int cleanups) throws Throwable {
    try {
      return driver.await((CompletionStage<?>) level(depth, IllegalStateException::new));
    } catch (IllegalStateException e) {
      caught = e.getStackTrace();
      for (int i = 0; i < cleanups; i++) {
        Object failed =
            catchThrowable(
                () -> driver.await((CompletionStage<?>) level(1, RuntimeException::new)));
        assertThat(failed).isExactlyInstanceOf(RuntimeException.class);
      }
      throw e;
    }
  }

  private Task<Object> cleaning(int depth, int cleanups) {
    return Task.startEagerly(
        new OneStep() {
          @Override
          protected Object start(Driver driver) throws Throwable {
            return lambda$async$cleaning$1(driver, depth, cleanups);
          }
        });
  }

  private static Object lambda$async$main$2(Driver driver, Supplier<Task<Object>> eager)
      throws Throwable {
    return driver.await((CompletionStage<?>) eager.get());
  }

  /** What the coroutine throws that awaits it. */
  private Throwable failureOf(Supplier<Task<Object>> eager) {
    Coroutine<Object> main =
        new OneStep() {
          @Override
          protected Object start(Driver driver) throws Throwable {
            return lambda$async$main$2(driver, eager);
          }
        };
    return catchThrowable(() -> loop.run(main));
  }

  private static List<String> methods(StackTraceElement[] trace) {
    return Arrays.stream(trace)
        .filter(line -> line.getClassName().equals(EagerTraceTest.class.getName()))
        .map(StackTraceElement::getMethodName)
        .filter(name -> List.of("level", "cleaning", "main").contains(name))
        .toList();
  }

  private static List<String> levels(int count, String... callers) {
    return Stream.concat(Collections.nCopies(count, "level").stream(), Arrays.stream(callers))
        .toList();
  }

  private static void assertNothingOfTheRuntime(Throwable thrown) {
    assertThat(thrown.getStackTrace())
        .noneMatch(line -> line.getClassName().startsWith("io.fermata.frame"))
        .noneMatch(line -> line.getClassName().equals("io.fermata.Stepper"));
  }

  @Test
  void eachCallIsShownOnce() {
    Throwable thrown = failureOf(() -> level(20, IllegalStateException::new));
    assertThat(methods(thrown.getStackTrace())).isEqualTo(levels(21, "main"));
    assertNothingOfTheRuntime(thrown);
  }

  @Test
  void eachCallIsShownOnceOutsideAnyLoop() {
    Throwable thrown = level(20, IllegalStateException::new).exceptionNow();
    assertThat(methods(thrown.getStackTrace())).isEqualTo(levels(21));
    assertThat(thrown.getStackTrace())
        .anyMatch(line -> line.getMethodName().equals("eachCallIsShownOnceOutsideAnyLoop"));
    assertNothingOfTheRuntime(thrown);
  }

  /** Far below what the JVM shows of the stack at the innermost call. */
  @Test
  void eachCallOfADeepStackIsShownOnce() {
    Throwable thrown = failureOf(() -> level(400, IllegalStateException::new));
    assertThat(methods(thrown.getStackTrace())).isEqualTo(levels(401, "main"));
    assertNothingOfTheRuntime(thrown);
  }

  @Test
  void aVeryDeepTraceIsCut() throws Exception {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    Thread large =
        new Thread(
            null,
            () -> failure.complete(level(MOST + 100, IllegalStateException::new).exceptionNow()),
            "large",
            1 << 28);
    large.start();
    Throwable thrown = failure.get(60, SECONDS);
    assertThat(thrown).isExactlyInstanceOf(IllegalStateException.class);
    assertThat(thrown.getStackTrace()).hasSizeBetween(MOST * 3 / 4, MOST);
    assertThat(thrown.getStackTrace()[0].getMethodName()).isEqualTo("level");
    assertNothingOfTheRuntime(thrown);
  }

  @Test
  void whatACleanupCallsInBetweenIsNotShown() {
    for (int cleanups = 0; cleanups < 3; cleanups++) {
      int calls = cleanups;
      Throwable thrown = failureOf(() -> cleaning(3, calls));
      assertThat(methods(thrown.getStackTrace())).isEqualTo(levels(4, "cleaning", "main"));
      assertNothingOfTheRuntime(thrown);
    }
  }

  /** As it would what is thrown in its own step. */
  @Test
  void aBodyThatCatchesSeesTheStackDownToTheBottom() {
    var unused = failureOf(() -> cleaning(5, 0));
    assertThat(methods(caught)).startsWith(levels(6).toArray(new String[0]));
    assertThat(caught)
        .extracting(StackTraceElement::getMethodName)
        .containsSubsequence(
            "level",
            "lambda$async$cleaning$1",
            "launch",
            "lambda$async$main$2",
            "launch",
            "aBodyThatCatchesSeesTheStackDownToTheBottom");
  }

  /** Counts the elements of which its traces were made. */
  private static final class Counting extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Set<StackTraceElement> elements =
        Collections.newSetFromMap(new IdentityHashMap<>());

    @Override
    public StackTraceElement[] getStackTrace() {
      StackTraceElement[] trace = super.getStackTrace();
      elements.addAll(Arrays.asList(trace));
      return trace;
    }

    @Override
    public void setStackTrace(StackTraceElement[] trace) {
      elements.addAll(Arrays.asList(trace));
      super.setStackTrace(trace);
    }
  }

  @Test
  void theStackIsReadOnceForAllCallsThatAreShown() {
    int depth = 60;
    Counting thrown = (Counting) failureOf(() -> level(depth, Counting::new));
    assertThat(methods(thrown.getStackTrace())).isEqualTo(levels(depth + 1, "main"));
    assertThat(thrown.elements).hasSizeLessThan(2 * MOST);
  }
}
