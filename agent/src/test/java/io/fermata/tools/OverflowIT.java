package io.fermata.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.programs.AgentJar;
import io.fermata.programs.Jvm;
import io.fermata.programs.Programs;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Eager calls within each other until the stack overflows. A JVM of its own for each: what is
 * initialised for the first time at the end of a stack may be lost for as long as a JVM lives.
 */
class OverflowIT {
  private static final String DEEP =
      """
      package shop;

      import static io.fermata.Fermata.*;

      import io.fermata.*;
      import java.io.IOException;
      import java.io.PrintWriter;
      import java.io.StringWriter;
      import java.util.List;
      import java.util.Objects;
      import java.util.concurrent.CompletableFuture;

      public class Deep {
        @Async
        static CompletableFuture<Integer> down(int n) {
          return CompletableFuture.completedFuture(1 + await(down(n + 1)));
        }

        @Async
        static CompletableFuture<Integer> refusing(int n) {
          try {
            return CompletableFuture.completedFuture(1 + await(refusing(n + 1)));
          } catch (StackOverflowError e) {
            return Objects.requireNonNull(null, "too deep"); // thrown by the JDK
          }
        }

        @Async
        static Coroutine<Void> failing() throws IOException {
          await(yieldNow());
          throw new IOException("plain");
        }

        @Async
        static Coroutine<Void> inLoop(boolean refusing) {
          try {
            await(refusing ? refusing(0) : down(0));
          } catch (Throwable t) {
            System.out.println(t);
          }
          return Coroutine.done();
        }

        static void overflow(boolean inLoop, boolean refusing) {
          if (inLoop) {
            run(inLoop(refusing));
            return;
          }
          try {
            (refusing ? refusing(0) : down(0)).join();
          } catch (Throwable t) {
            System.out.println(t.getCause());
          }
        }

        static void fail() {
          try {
            run(failing());
          } catch (Throwable t) {
            System.out.println(t + " at " + t.getStackTrace()[0].getMethodName());
          }
        }

        static void failPlainly() {
          try {
            List.of(1).get(5);
          } catch (IndexOutOfBoundsException e) {
            try {
              e.printStackTrace(new PrintWriter(new StringWriter()));
              System.out.println("has a trace");
            } catch (Throwable t) {
              System.out.println(t);
            }
          }
        }

        public static void main(String[] args) throws Exception {
          boolean inLoop = args[0].contains("LOOP");
          boolean refusing = args[0].contains("REFUSING");
          if (args[0].contains("LATE")) {
            fail();
          }
          Thread deep = new Thread(null, () -> overflow(inLoop, refusing), "deep", 600 << 10);
          deep.start();
          deep.join();
          failPlainly();
          fail();
        }
      }
      """;

  private enum Place {
    OUTSIDE,
    IN_A_LOOP,
    OUTSIDE_LATE,
    REFUSING_OUTSIDE,
    REFUSING_IN_A_LOOP,
    REFUSING_LATE,
  }

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void theTaskEndsWithTheErrorAndTheJvmIsAsItWas(Form form) {
    Path classes = form.prepare(Programs.compile(directory.resolve("classes"), DEEP));
    for (Place place : Place.values()) {
      List<String> command = new ArrayList<>(form.jvmArguments());
      command.addAll(List.of("-cp", classes + File.pathSeparator + AgentJar.runtime()));
      command.addAll(List.of("shop.Deep", place.name()));

      Jvm jvm = Jvm.run(command.toArray(new String[0]));

      List<String> expected = new ArrayList<>();
      if (place.name().contains("LATE")) {
        expected.add("java.io.IOException: plain at failing");
      }
      expected.add(
          place.name().contains("REFUSING")
              ? "java.lang.NullPointerException: too deep"
              : "java.lang.StackOverflowError");
      expected.add("has a trace");
      expected.add("java.io.IOException: plain at failing");
      // The JVM itself complains there where it shows a class to an agent at the end of a stack.
      assertThat(jvm.out().lines().filter(line -> !line.startsWith("*** java.lang.instrument")))
          .as(place.name())
          .containsExactlyElementsOf(expected);
    }
  }
}
