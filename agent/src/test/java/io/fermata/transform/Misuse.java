package io.fermata.transform;

import java.util.List;
import java.util.stream.Stream;

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

  boolean isReference() {
    return what.contains("reference");
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

  static Stream<Misuse> all() {
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
            "in the catch of a try in a synchronized block",
            """
            @Async public Coroutine<Integer> wrong() {
              synchronized (lock) {
                try {
                  use(List.of().get(0));
                } catch (IndexOutOfBoundsException e) {
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
}
