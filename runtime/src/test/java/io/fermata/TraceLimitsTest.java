package io.fermata;

import static io.fermata.Fermata.asCompleted;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.gather;
import static io.fermata.Fermata.shield;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fermata.frame.Driver;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** How far traces grow: with the depth of what is awaited, and with each await of one failure. */
class TraceLimitsTest extends LoopTest {
  /** As many elements as the JVM shows of a deep stack. */
  private static final int MOST = 1024;

  private Throwable thrown;

  private static Script<Object> failing() {
    return script("innermost")
        .await(() -> yieldNow())
        .fails(() -> new IllegalArgumentException("boom"));
  }

  /** The elements of scripts that are parked at an await, from the inside outward. */
  private List<String> awaits() {
    return Arrays.stream(thrown.getStackTrace())
        .filter(line -> line.getClassName().endsWith(".Script") && line.getLineNumber() >= 100)
        .filter(line -> !line.getMethodName().matches("go|start|handle|lambda.*"))
        .map(StackTraceElement::getMethodName)
        .toList();
  }

  private void runAndCatch(Script.Source awaited) {
    loop.run(script("main").await(awaited).caught(IllegalArgumentException.class, e -> thrown = e));
    assertThat(thrown).hasMessage("boom");
  }

  /** Each level awaits the one below through what is given. */
  private static Coroutine<Object> recursion(int depth, Function<Coroutine<Object>, Object> by) {
    return depth == 0 ? failing() : script("level").await(() -> by.apply(recursion(depth - 1, by)));
  }

  private void assertEveryLevelIsShown(Function<Coroutine<Object>, Object> by) {
    runAndCatch(() -> recursion(5, by));
    assertThat(awaits()).containsExactly("level", "level", "level", "level", "level", "main");
  }

  @Test
  void recursionShowsEveryLevel() {
    assertEveryLevelIsShown(inner -> inner);
  }

  @Test
  void recursionThroughTasksShowsEveryLevel() {
    assertEveryLevelIsShown(inner -> createTask(inner));
  }

  @Test
  void recursionThroughGatherShowsEveryLevel() {
    assertEveryLevelIsShown(inner -> gather(inner, script("other")));
  }

  @Test
  void recursionThroughShieldShowsEveryLevel() {
    assertEveryLevelIsShown(inner -> shield(inner));
  }

  @Test
  void recursionThroughTimeoutsShowsEveryLevel() {
    assertEveryLevelIsShown(inner -> Fermata.waitFor(inner, ofSeconds(9)));
  }

  /** What they throw is thrown again by a frame of theirs, which adds a row of callers once. */
  @Test
  void recursionThroughGroupsAndAsCompletedShowsLevelsThatLookAlikeOnce() {
    List<Function<Coroutine<Object>, Object>> ways =
        List.of(
            inner ->
                TaskGroup.run(
                    group -> {
                      group.createTask(inner);
                      return Coroutine.done();
                    }),
            inner -> asCompleted(List.of(inner)).iterator().next());
    for (Function<Coroutine<Object>, Object> way : ways) {
      runAndCatch(() -> recursion(5, way));
      assertThat(awaits()).containsExactly("level", "level", "main");
    }
  }

  @Test
  void veryDeepRecursionIsCutAtTheOuterEnd() {
    List<Function<Coroutine<Object>, Object>> ways =
        List.of(inner -> createTask(inner), inner -> gather(inner), inner -> shield(inner));
    for (Function<Coroutine<Object>, Object> way : ways) {
      runAndCatch(() -> recursion(MOST + 100, way));
      assertThat(thrown.getStackTrace()).hasSize(MOST);
      assertThat(thrown.getStackTrace()[0].getMethodName()).contains("failing");
      assertThat(awaits()).contains("level").doesNotContain("main");
    }
  }

  /** Awaits a failed task again and again, in two lines. */
  private final class Awaiting extends OneStep {
    @Override
    protected Object start(Driver driver) throws Throwable {
      for (int i = 0; i < MOST; i++) {
        try {
          driver.await((Awaitable<?>) task);
        } catch (Throwable e) {
          assertThat(e).hasMessage("boom");
        }
        try {
          driver.await((Awaitable<?>) task);
        } catch (Throwable e) {
          assertThat(e).hasMessage("boom");
        }
      }
      return driver.await((Awaitable<?>) task);
    }
  }

  /** One that is kept, a cache's for instance, gains whoever awaits it, up to the limit. */
  @Test
  void theFailureOfATaskThatIsAwaitedAgainAndAgainIsCut() {
    Script<Object> main =
        script("main")
            .then(() -> task = createTask(failing()))
            .await(() -> task)
            .caught(IllegalArgumentException.class, e -> {})
            .await(() -> new Awaiting());
    thrown = catchThrowable(() -> loop.run(main));
    assertThat(thrown.getStackTrace()).hasSizeBetween(MOST / 2, MOST);
    assertThat(thrown.getStackTrace()[0].getMethodName()).contains("failing");
  }

  @Test
  void theFailureOfAStageShowsEachAwaitOnce() {
    CompletableFuture<Object> stage = new CompletableFuture<>();
    stage.completeExceptionally(new IllegalArgumentException("boom"));
    Script.Source level = () -> script("level").await(() -> yieldNow()).await(() -> stage);
    runAndCatch(level);
    StackTraceElement[] first = thrown.getStackTrace();
    assertThat(awaits()).containsExactly("main");
    for (int i = 0; i < 3; i++) {
      runAndCatch(level);
      assertThat(thrown.getStackTrace()).isEqualTo(first);
    }
  }
}
