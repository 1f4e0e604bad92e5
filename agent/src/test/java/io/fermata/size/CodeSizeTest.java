package io.fermata.size;

import io.fermata.programs.Programs;
import io.fermata.transform.GeneratedClass;
import io.fermata.transform.Transformation;
import io.fermata.transform.Transformer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much code a few typical methods become. */
class CodeSizeTest {
  private static final String METHODS =
      """
      package size;

      import static io.fermata.Fermata.*;

      import io.fermata.*;
      import java.time.Duration;

      public class Methods {
        @Async
        static Coroutine<Integer> nothing(int x) {
          return Coroutine.of(x);
        }

        @Async
        static Coroutine<Integer> once(Awaitable<Integer> other) {
          return Coroutine.of(await(other));
        }

        @Async
        static Coroutine<Integer> tail(Coroutine<Integer> other) {
          return other;
        }

        @Async
        static Coroutine<Long> threeLive(String name, int number, long total) {
          await(sleep(Duration.ofSeconds(1)));
          return Coroutine.of(name.length() + number + total);
        }

        @Async
        static Coroutine<Long> fourAwaits(String name, int number, long total) {
          await(yieldNow());
          await(yieldNow());
          await(yieldNow());
          await(yieldNow());
          return Coroutine.of(name.length() + number + total);
        }

        @Async
        private static Coroutine<Integer> child(int x) {
          await(yieldNow());
          return Coroutine.of(x + 1);
        }

        @Async
        static Coroutine<Integer> ofOwnClass(int x) {
          return Coroutine.of(await(child(x)) + x);
        }

        @Async
        static Coroutine<Integer> loopWithHandler(Awaitable<Integer> other, int times) {
          int sum = 0;
          for (int i = 0; i < times; i++) {
            try {
              sum += await(other);
            } catch (IllegalStateException e) {
              sum--;
            } finally {
              await(yieldNow());
            }
          }
          return Coroutine.of(sum);
        }

        @Async
        static Task<Integer> eager(Awaitable<Integer> other) {
          return Task.of(await(other));
        }
      }
      """;

  @TempDir Path classes;

  @Test
  void sizesAreAsRecorded() {
    byte[] before = Programs.files(Programs.compile(classes, METHODS)).get("size/Methods.class");
    Transformation result = new Transformer().transform(before);
    byte[] after = result.classFile();

    StringBuilder text = new StringBuilder();
    append(text, "bytes of code before", before);
    append(text, "bytes of code after", after);
    text.append("bytes of the frames' class files\n");
    for (GeneratedClass frame : result.frames()) {
      text.append(String.format("%6d  %s%n", frame.classFile().length, frame.internalName()));
    }
    Recorded.compare("code.txt", text.toString().replace("\r\n", "\n"));
  }

  private static void append(StringBuilder text, String title, byte[] classFile) {
    text.append(title).append('\n');
    for (Map.Entry<String, Integer> size : CodeSizes.of(classFile).entrySet()) {
      text.append(String.format("%6d  %s%n", size.getValue(), size.getKey()));
    }
  }
}
