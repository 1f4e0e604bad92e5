package io.fermata.frame;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.shield;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fermata.Awaitable;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Script;
import io.fermata.Task;
import io.fermata.TaskGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A group whose body fails with a constant, which many others throw, leaves that as it is. */
class SharedFailureTest {
  private static final RuntimeException CONSTANT = new IllegalArgumentException("constant");

  private enum Failing {
    BY_ITSELF,
    BY_A_TASK,
    BY_A_TASK_THAT_IS_DONE,
    /** So that no frame is between the failure and the group. */
    BY_A_SHIELDED_TASK
  }

  private final List<Throwable> reported = new ArrayList<>();
  private final IllegalStateException other = new IllegalStateException("other");

  @ParameterizedTest
  @EnumSource
  void collectsNothing(Failing how) {
    try (EventLoop loop =
        EventLoop.builder()
            .virtualTime()
            .exceptionHandler((message, failure) -> reported.add(failure))
            .build()) {
      Script<Object> main = script("main").await(() -> TaskGroup.run(group -> body(group, how)));
      assertThat(catchThrowable(() -> loop.run(main))).isSameAs(CONSTANT);
    }
    assertThat(reported).containsExactly(other);
    assertThat(CONSTANT).hasNoSuppressedExceptions();
  }

  @ParameterizedTest
  @EnumSource
  void collectsNothingWhereADebuggerStepsEither(Failing how) {
    System.setProperty("io.fermata.stepping", "true");
    try {
      collectsNothing(how);
    } finally {
      System.clearProperty("io.fermata.stepping");
    }
  }

  /** Its child fails when it is cancelled. */
  private Coroutine<Object> body(TaskGroup group, Failing how) {
    Script<Object> child =
        script("child")
            .await(() -> sleep(ofSeconds(1)))
            .caught(
                CancelledError.class,
                e -> {
                  throw other;
                });
    group.createTask(child);
    return switch (how) {
      case BY_ITSELF -> new Body(() -> null);
      case BY_A_TASK -> new Body(() -> createTask(new Body(() -> null)));
      case BY_A_TASK_THAT_IS_DONE -> {
        Task<Object> failed = Task.startEagerly(new Body(() -> null));
        yield new Body(() -> failed);
      }
      case BY_A_SHIELDED_TASK -> shield(createTask(new Body(() -> null)));
    };
  }

  /**
   * Waits for a turn, then fails with the constant, or awaits what does. Of another package than
   * the runtime's own frames, whose failures are not theirs.
   */
  private static final class Body extends Frame<Object> {
    private final Supplier<Awaitable<?>> last;

    Body(Supplier<Awaitable<?>> last) {
      this.last = last;
    }

    @Override
    protected Object start(Driver driver) throws Throwable {
      return suspend(driver, driver.await(yieldNow()), 0);
    }

    @Override
    protected Object resume(Driver driver, Object value) throws Throwable {
      Object result = driver.resumed(value);
      Awaitable<?> awaited = state() == 0 ? last.get() : null;
      if (awaited == null) {
        throw CONSTANT;
      }
      result = driver.await(awaited);
      return driver.suspended() ? suspend(driver, result, 1) : result;
    }

    @Override
    protected String source() {
      return "io.fermata.frame.SharedFailureTest$Body\nbody\nSharedFailureTest.java\n1\n2";
    }
  }
}
