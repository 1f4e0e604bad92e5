package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.Coroutine;
import io.fermata.Fermata;
import io.fermata.harness.JavaSources;
import io.fermata.harness.Weaving;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that returns what it would await is gone while that waits: the dump shows no frame. */
final class TailAwaitTest {
  private static final String TAILS =
      """
      package shop;

      import static io.fermata.Fermata.*;

      import io.fermata.*;
      import java.time.Duration;
      import java.util.function.Supplier;

      class Tails implements Supplier<Coroutine<Integer>> {
        static final int DEPTH = 6;

        @Async static Coroutine<String> dump(String shape) {
          Task<Integer> task = createTask(call(shape));
          for (int i = 0; i < 2 * DEPTH; i++) {
            await(yieldNow());
          }
          String dump = EventLoop.current().dump();
          task.cancel();
          return Coroutine.of(dump);
        }

        private static Coroutine<Integer> call(String shape) {
          return switch (shape) {
            case "upper" -> upper(DEPTH);
            case "upperPrivate" -> upperPrivate(DEPTH);
            case "upperResumed" -> upperResumed(DEPTH);
            case "upperVariable" -> upperVariable(true);
            case "upperInTry" -> upperInTry();
            case "upperOther" -> upperOther(new Tails());
            case "upperAwaited" -> upperAwaited(DEPTH);
            default -> throw new AssertionError(shape);
          };
        }

        @Async static Coroutine<Integer> bottom() {
          await(sleep(Duration.ofHours(1)));
          return Coroutine.of(1);
        }

        @Async static Coroutine<Integer> upper(int depth) {
          return depth == 1 ? bottom() : upper(depth - 1);
        }

        @Async private static Coroutine<Integer> upperPrivate(int depth) {
          if (depth == 1) {
            return bottom();
          }
          return upperPrivate(depth - 1);
        }

        @Async static Coroutine<Integer> upperResumed(int depth) {
          await(yieldNow());
          return depth == 1 ? bottom() : upperResumed(depth - 1);
        }

        @Async static Coroutine<Integer> upperVariable(boolean really) {
          Coroutine<Integer> result = really ? bottom() : Coroutine.of(0);
          await(yieldNow());
          return result;
        }

        @Async static Coroutine<Integer> upperInTry() {
          try {
            return bottom();
          } finally {
            await(yieldNow());
          }
        }

        @Async static Coroutine<Integer> upperOther(Supplier<Coroutine<Integer>> other) {
          return other.get();
        }

        @Override
        public Coroutine<Integer> get() {
          return bottom();
        }

        @Async static Coroutine<Integer> upperAwaited(int depth) {
          return Coroutine.of(await(depth == 1 ? bottom() : upperAwaited(depth - 1)));
        }
      }
      """;

  /** The methods at whose awaits the frames of the task are parked, from the inside out. */
  private static List<String> parkedIn(String shape) throws ReflectiveOperationException {
    Map<String, byte[]> classes = new JavaSources().add("Tails.java", TAILS).compile("-g");
    Class<?> tails =
        Weaving.transformed(classes::get, new Transformer()).loader().link("shop.Tails");
    Method dump = tails.getDeclaredMethod("dump", String.class);
    dump.setAccessible(true);
    String text = (String) Fermata.run((Coroutine<?>) dump.invoke(null, shape));
    return Pattern.compile("shop\\.Tails\\.(upper\\w*|bottom)\\(")
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "upper",
        "upperPrivate",
        "upperResumed",
        "upperVariable",
        "upperInTry",
        "upperOther"
      })
  void whatIsReturnedIsAwaitedWithoutAFrame(String shape) throws ReflectiveOperationException {
    assertThat(parkedIn(shape)).containsExactly("bottom");
  }

  @Test
  void whatIsAwaitedForAResultKeepsAFrameForEachCall() throws ReflectiveOperationException {
    assertThat(parkedIn("upperAwaited"))
        .containsExactly(
            "bottom",
            "upperAwaited",
            "upperAwaited",
            "upperAwaited",
            "upperAwaited",
            "upperAwaited",
            "upperAwaited");
  }
}
