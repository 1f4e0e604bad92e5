package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.Coroutine;
import io.fermata.Fermata;
import io.fermata.harness.JavaSources;
import io.fermata.harness.Weaving;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What may not await: named with class, method, file and line, and with what to do instead. The
 * rest of the class works, and what is refused throws, rather than blocks.
 */
final class MisuseTest {
  /**
   * One way to get it wrong.
   *
   * @param member what is put into the class; the line at fault ends in {@code // here}
   * @param method the method that the diagnostic names
   * @param remedies of which the text names at least one
   */
  record Misuse(String what, String member, String method, List<String> remedies) {
    @Override
    public String toString() {
      return what;
    }

    String source() {
      return """
      package misuse;
      import static io.fermata.Fermata.await;
      import io.fermata.*;
      import java.util.*;
      import java.util.function.*;
      public class Wrong {
        final Object lock = new Object();
        static Object use(Object o) { return o; }
        @Async public static Coroutine<Integer> fine() { return Coroutine.of(await(Coroutine.of(20)) + 1); }
        public static int ordinary() { return 42; }
      """
          + member
          + "\n}\n";
    }

    int line() {
      List<String> lines = source().lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).endsWith("// here")) {
          return i + 1;
        }
      }
      throw new AssertionError("no line is marked");
    }
  }

  static Stream<Misuse> misuses() {
    return Stream.of(
        new Misuse(
            "in a synchronized block",
            """
            @Async public Coroutine<Integer> wrong() {
              int n = 1;
              synchronized (lock) {
                n += await(Coroutine.of(1)); // here
              }
              return Coroutine.of(n);
            }
            """,
            "wrong",
            List.of("AsyncLock")),
        new Misuse(
            "in the inner one of two synchronized blocks, after a loop",
            """
            @Async public Coroutine<Integer> wrong() {
              int n = 1;
              synchronized (lock) {
                for (int i = 0; i < 3; i++) {
                  n++;
                }
                synchronized (this) {
                  n += await(Coroutine.of(1)); // here
                }
              }
              return Coroutine.of(n);
            }
            """,
            "wrong",
            List.of("AsyncLock")),
        new Misuse(
            "in the finally of a try in a synchronized block",
            """
            @Async public static Coroutine<Integer> wrong(Object o) {
              synchronized (Wrong.class) {
                try {
                  o.hashCode();
                } finally {
                  await(Coroutine.of(1)); // here
                }
              }
              return Coroutine.of(1);
            }
            """,
            "wrong",
            List.of("AsyncLock")),
        new Misuse(
            "a synchronized method",
            """
            @Async public synchronized Coroutine<Integer> wrong() {
              return Coroutine.of(await(Coroutine.of(1))); // here
            }
            """,
            "wrong",
            List.of("AsyncLock", "lock in the body", "Take a lock")),
        new Misuse(
            "without @Async",
            """
            public Coroutine<Integer> wrong() {
              return Coroutine.of(await(Coroutine.of(1))); // here
            }
            """,
            "wrong",
            List.of("@Async")),
        new Misuse(
            "in main",
            """
            public static void main(String[] args) {
              System.out.println(await(Coroutine.of(1))); // here
            }
            """,
            "main",
            List.of("@Async", "Fermata.run")),
        new Misuse(
            "in a constructor",
            """
            final int n;
            public Wrong() {
              n = await(Coroutine.of(1)); // here
            }
            """,
            "<init>",
            List.of("factory", "@Async")),
        new Misuse(
            "in an instance initialiser",
            """
            int n = await(Coroutine.of(1)); // here
            """,
            "<init>",
            List.of("factory", "@Async")),
        new Misuse(
            "in a static initialiser",
            """
            static class Holder {
              static int n;
              static {
                n = await(Coroutine.of(1)); // here
              }
            }
            """,
            "<clinit>",
            List.of("Task", "@Async")),
        new Misuse(
            "in a lambda that returns a value",
            """
            public Function<Integer, Integer> wrong() {
              return n -> n + await(Coroutine.of(1)); // here
            }
            """,
            "wrong",
            List.of("Coroutine", "loop")),
        new Misuse(
            "in a lambda of an async method",
            """
            @Async public Coroutine<Integer> wrong() {
              List.of(1, 2).forEach(
                  n -> use(await(Coroutine.of(n)))); // here
              return Coroutine.of(await(Coroutine.of(3)));
            }
            """,
            "wrong",
            List.of("Coroutine", "loop")),
        new Misuse(
            "in a lambda that returns Object",
            """
            public Supplier<Object> wrong() {
              return () -> {
                await(Coroutine.of(1)); // here
                return Coroutine.of(2);
              };
            }
            """,
            "wrong",
            List.of("Coroutine")),
        new Misuse(
            "as a method reference",
            """
            public Function<Coroutine<Integer>, Integer> wrong() {
              return Fermata::await; // here
            }
            """,
            "wrong",
            List.of("lambda")),
        new Misuse(
            "as a method reference in an async method",
            """
            @Async public Coroutine<Integer> wrong() {
              int n = await(Coroutine.of(1));
              Function<Coroutine<Integer>, Integer> f = Fermata::await; // here
              return Coroutine.of(n + f.apply(Coroutine.of(2)));
            }
            """,
            "wrong",
            List.of("lambda")),
        new Misuse(
            "as a method reference with the class of an exception",
            """
            @Async public Coroutine<Integer> wrong() {
              BiFunction<Task<Integer>, Class<RuntimeException>, Integer> f = Fermata::await; // here
              return Coroutine.of(f.apply(Task.of(await(Coroutine.of(2))), RuntimeException.class));
            }
            """,
            "wrong",
            List.of("lambda")),
        new Misuse(
            "as a serializable method reference",
            """
            @Async public Coroutine<Integer> wrong() {
              Function<Coroutine<Integer>, Integer> f = // here
                  (Function<Coroutine<Integer>, Integer> & java.io.Serializable) Fermata::await;
              return Coroutine.of(f.apply(Coroutine.of(await(Coroutine.of(2)))));
            }
            """,
            "wrong",
            List.of("lambda")),
        new Misuse(
            "an async method that returns an int",
            """
            @Async public int wrong() {
              return await(Coroutine.of(1)); // here
            }
            """,
            "wrong",
            List.of("Coroutine")),
        new Misuse(
            "an async method that returns nothing",
            """
            @Async public static void wrong() {
              await(Coroutine.of(1)); // here
            }
            """,
            "wrong",
            List.of("Coroutine<Void>")),
        new Misuse(
            "an async method that returns Object",
            """
            @Async public Object wrong() {
              return Coroutine.of(await(Coroutine.of(1))); // here
            }
            """,
            "wrong",
            List.of("Coroutine")),
        new Misuse(
            "an async method that returns a Future",
            """
            @Async public java.util.concurrent.Future<Integer> wrong() {
              return Task.of(await(Coroutine.of(1))); // here
            }
            """,
            "wrong",
            List.of("CompletableFuture")));
  }

  @ParameterizedTest
  @MethodSource("misuses")
  void isNamedWithItsPlaceAndRemedy(Misuse misuse) {
    Diagnostic diagnostic = theOnlyOne(misuse);

    assertThat(diagnostic.severity()).isEqualTo(Severity.ERROR);
    assertThat(diagnostic.className().replace('/', '.')).startsWith("misuse.Wrong");
    assertThat(diagnostic.method()).contains(misuse.method());
    assertThat(diagnostic.file()).isEqualTo("Wrong.java");
    assertThat(diagnostic.line()).isEqualTo(misuse.line());
    assertThat(diagnostic.text())
        .startsWith("Wrong.java:" + misuse.line() + ":")
        .contains(misuse.method());
    assertThat(misuse.remedies())
        .anySatisfy(remedy -> assertThat(diagnostic.text()).contains(remedy));
  }

  @ParameterizedTest
  @MethodSource("misuses")
  void theRestOfTheClassWorks(Misuse misuse) throws Exception {
    Weaving weaving = Weaving.transformed(compile(misuse)::get, new Transformer());
    Class<?> type = weaving.loader().link("misuse.Wrong");

    assertThat(type.getMethod("ordinary").invoke(null)).isEqualTo(42);
    Object result = Fermata.run((Coroutine<?>) type.getMethod("fine").invoke(null));
    assertThat(result).isEqualTo(21);
  }

  @ParameterizedTest
  @MethodSource("misuses")
  void whatIsRefusedThrowsAndNeverBlocks(Misuse misuse) throws Exception {
    Diagnostic diagnostic = theOnlyOne(misuse);
    if (List.of("<init>", "<clinit>", "main").contains(misuse.method()) || isLambda(misuse)) {
      return;
    }
    Class<?> type =
        Weaving.transformed(compile(misuse)::get, new Transformer()).loader().link("misuse.Wrong");
    Method method =
        Arrays.stream(type.getMethods())
            .filter(m -> m.getName().equals("wrong"))
            .findFirst()
            .orElseThrow();
    Constructor<?> constructor = type.getConstructor();
    Object self = constructor.newInstance();
    boolean isAsync = misuse.member().contains("@Async");

    assertThatThrownBy(() -> callToItsEnd(method, self))
        .isInstanceOf(IllegalStateException.class)
        .message()
        .contains(isAsync && !misuse.what().contains("reference") ? diagnostic.message() : "await");
  }

  /** Where only a part of a method is at fault, the method fails when it gets there. */
  private static void callToItsEnd(Method method, Object self) throws Throwable {
    try {
      Object returned = method.invoke(self, new Object[method.getParameterCount()]);
      if (returned instanceof Coroutine<?> coroutine) {
        Fermata.run(coroutine);
      }
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Test
  void anUnimplementedReturnTypeIsRefusedAndNotTransformedWrongly() {
    // A subclass of CompletableFuture cannot be what the call returns.
    Misuse misuse =
        new Misuse(
            "a subclass of CompletableFuture",
            """
            public static class Own<T> extends java.util.concurrent.CompletableFuture<T> {}
            @Async public Own<Integer> wrong() {
              await(Coroutine.of(1)); // here
              return new Own<>();
            }
            """,
            "wrong",
            List.of("CompletableFuture"));

    isNamedWithItsPlaceAndRemedy(misuse);
  }

  @Test
  void severalMistakesAreAllNamedInTheOrderOfTheSource() {
    String member =
        """
        public int first() {
          return await(Coroutine.of(1)); // here
        }
        @Async public int second() {
          return await(Coroutine.of(1));
        }
        @Async public Coroutine<Integer> third() {
          synchronized (lock) {
            return Coroutine.of(await(Coroutine.of(1)));
          }
        }
        """;
    Misuse misuse = new Misuse("three", member, "first", List.of());

    Transformation transformation =
        new Transformer().transform(compile(misuse).get("misuse.Wrong"));

    assertThat(transformation.diagnostics())
        .extracting(Diagnostic::method)
        .satisfiesExactly(
            first -> assertThat(first).contains("first"),
            second -> assertThat(second).contains("second"),
            third -> assertThat(third).contains("third"));
    assertThat(transformation.failed()).isTrue();
    assertThat(transformation.methods()).as("fine() alone").isEqualTo(1);
  }

  private static boolean isLambda(Misuse misuse) {
    return misuse.what().contains("lambda") || misuse.what().equals("as a method reference");
  }

  private static Diagnostic theOnlyOne(Misuse misuse) {
    Transformer transformer = new Transformer();
    List<Diagnostic> all =
        compile(misuse).values().stream()
            .flatMap(bytes -> transformer.transform(bytes).diagnostics().stream())
            .toList();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static Map<String, byte[]> compile(Misuse misuse) {
    return new JavaSources().add("Wrong.java", misuse.source()).compile("--release", "17");
  }
}
