package io.fermata.agent;

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
import org.junit.jupiter.params.provider.ValueSource;

/** Classes that are first used near the end of a stack, each a few calls farther from it. */
class LoadedNearTheEndIT {
  private static final int CLASSES = 50;

  private static final String ASYNC =
      """
      package shop;

      import static io.fermata.Fermata.*;

      import io.fermata.*;

      public class C%d implements java.util.function.Supplier<Coroutine<Integer>> {
        @Async
        public Coroutine<Integer> get() {
          await(yieldNow());
          return Coroutine.of(1);
        }
      }
      """;

  private static final String MAIN =
      """
      package shop;

      import static io.fermata.Fermata.*;

      import io.fermata.*;
      import java.util.function.Supplier;

      public class Near {
        static int depth;
        static int next;

        static void use(int number) throws ReflectiveOperationException {
          Class.forName("shop.C".concat(Integer.toString(number)));
        }

        // comes back from the end, and uses the next class every few calls
        static void down() {
          depth++;
          int here = depth;
          try {
            down();
          } catch (StackOverflowError e) {
            if (here % 20 == 0) {
              try {
                use(next++);
              } catch (ReflectiveOperationException f) {
                throw new IllegalStateException(f);
              }
            }
            throw e;
          }
        }

        static void end(int classes, boolean used) {
          try {
            if (used) {
              use(classes);
            }
            down();
          } catch (Throwable t) {
            System.out.println(t.getClass().getName().concat(next < classes ? ": too few" : ""));
          }
        }

        @SuppressWarnings("unchecked")
        public static void main(String[] args) throws Exception {
          int classes = Integer.parseInt(args[0]);
          Thread thread = new Thread(null, () -> end(classes, Boolean.parseBoolean(args[1])), "near", 512 << 10);
          thread.start();
          thread.join();
          for (int i = 0; i < classes; i++) {
            Object made = Class.forName("shop.C".concat(Integer.toString(i))).getConstructor().newInstance();
            try {
              run(((Supplier<Coroutine<Integer>>) made).get());
            } catch (IllegalStateException e) {
              System.out.println("shop.C".concat(Integer.toString(i)));
            }
          }
        }
      }
      """;

  @TempDir Path directory;

  /**
   * Where even the call of the agent overflows, the JVM complains in its own words. Between two of
   * the classes there are more calls than lead there.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void isTransformedOrNamedOnce(boolean agentUsedBefore) {
    List<String> sources = new ArrayList<>(List.of(MAIN));
    for (int i = 0; i <= CLASSES; i++) {
      sources.add(ASYNC.formatted(i));
    }
    Path classes = Programs.compile(directory, sources.toArray(new String[0]));

    Jvm jvm =
        Jvm.run(
            "-Xint",
            "-javaagent:" + AgentJar.path(),
            "-cp",
            classes + File.pathSeparator + AgentJar.runtime(),
            "shop.Near",
            "" + CLASSES,
            "" + agentUsedBefore);

    List<String> output = jvm.out().lines().toList();
    // the last class was never missing: the thread did come back from the end
    assertThat(output.get(0)).isEqualTo("java.lang.IllegalStateException");
    List<String> untransformed = output.subList(1, output.size());
    List<String> named =
        jvm.err()
            .lines()
            .filter(line -> !line.startsWith("*** java.lang.instrument"))
            .peek(line -> assertThat(line).contains("near the end", "-Xss", "at build time"))
            .map(line -> line.replaceAll("fermata: (\\S+) stays as it was, .*", "$1"))
            .toList();
    assertThat(named).doesNotHaveDuplicates().isSubsetOf(untransformed);
    assertThat(untransformed)
        .hasSizeLessThanOrEqualTo(named.size() + 1)
        .hasSizeLessThan(CLASSES / 2);
  }
}
