package io.fermata.benchmarks.startup;

/** The programs that are started, compiled when they are measured. */
final class Sources {
  private Sources() {}

  static final String HELLO =
      """
      public class Hello {
        public static void main(String[] args) {
          System.out.println("Hello World");
        }
      }
      """;

  static final String TUTORIAL =
      """
      import static io.fermata.Fermata.*;

      import io.fermata.Async;
      import io.fermata.Coroutine;
      import io.fermata.Task;
      import java.time.Duration;

      public class Tutorial {
        @Async
        static Coroutine<Integer> callApi(String message, int result) {
          System.out.println(message);
          await(sleep(Duration.ofMillis(1)));
          return Coroutine.of(result);
        }

        @Async
        static Coroutine<Void> program() {
          Task<Integer> google = createTask(callApi("Get stock price of GOOG...", 300));
          Task<Integer> apple = createTask(callApi("Get stock price of APPL...", 400));
          System.out.println(await(google));
          System.out.println(await(apple));
          return Coroutine.done();
        }

        public static void main(String[] args) {
          run(program());
        }
      }
      """;

  static final String NOOP_AGENT =
      """
      import java.lang.instrument.ClassFileTransformer;
      import java.lang.instrument.Instrumentation;

      public class NoopAgent implements ClassFileTransformer {
        public static void premain(String options, Instrumentation instrumentation) {
          instrumentation.addTransformer(new NoopAgent(), true);
        }
      }
      """;

  /** Loads classes by number and prints the milliseconds that it took. */
  static final String LOAD_ALL =
      """
      public class LoadAll {
        public static void main(String[] args) throws Exception {
          long begin = System.nanoTime();
          for (int i = 0; i < 10_000; i++) {
            String number = String.valueOf(100_000 + i).substring(1);
            Class.forName((i % 10 == 0 ? args[0] : "Plain") + number);
          }
          System.out.println((System.nanoTime() - begin) / 1e6);
        }
      }
      """;

  /** A class as applications have them; the digits are replaced in its class file. */
  static final String PLAIN =
      """
      import java.util.ArrayList;
      import java.util.HashMap;
      import java.util.List;
      import java.util.Map;

      public class Plain00000 {
        private final Map<String, List<String>> byName = new HashMap<>();
        private final String name;
        private int count;

        public Plain00000(String name) {
          this.name = name;
        }

        public String name() {
          return name;
        }

        public void add(String key, String value) {
          byName.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
          count++;
        }

        public List<String> all() {
          List<String> result = new ArrayList<>(count);
          for (Map.Entry<String, List<String>> entry : byName.entrySet()) {
            for (String value : entry.getValue()) {
              result.add(entry.getKey() + "=" + value);
            }
          }
          return result;
        }

        public boolean remove(String key) {
          List<String> removed = byName.remove(key);
          if (removed == null) {
            return false;
          }
          count -= removed.size();
          return true;
        }

        @Override
        public boolean equals(Object other) {
          return other instanceof Plain00000 && ((Plain00000) other).name.equals(name);
        }

        @Override
        public int hashCode() {
          return name.hashCode();
        }

        @Override
        public String toString() {
          return "Plain[" + name + ", " + count + " values]";
        }
      }
      """;

  static final String ASYNC =
      """
      import static io.fermata.Fermata.*;

      import io.fermata.Async;
      import io.fermata.Coroutine;
      import java.time.Duration;
      import java.util.ArrayList;
      import java.util.List;

      public class Async00000 {
        private final List<String> log = new ArrayList<>();

        @Async
        Coroutine<Integer> fetch(String what, int times) {
          int sum = 0;
          for (int i = 0; i < times; i++) {
            try {
              await(sleep(Duration.ofMillis(i)));
              sum += await(parse(what));
            } catch (IllegalArgumentException e) {
              log.add(what + ": " + e);
            }
          }
          return Coroutine.of(sum);
        }

        @Async
        private Coroutine<Integer> parse(String what) {
          await(yieldNow());
          return Coroutine.of(Integer.parseInt(what));
        }
      }
      """;

  /** A class with one async method of so many awaits, each with values that live over it. */
  static String awaits(int count) {
    StringBuilder source = new StringBuilder();
    source.append(
        """
        import static io.fermata.Fermata.*;

        import io.fermata.Async;
        import io.fermata.Coroutine;

        public class Awaits {
          @Async
          static Coroutine<Long> many(String name, int number, Coroutine<Integer> other) {
            long sum = 0;
        """);
    for (int i = 0; i < count; i++) {
      source.append("    sum += name.length() + await(other) * (long) number;\n");
      source.append("    if (sum > ").append(i).append(") {\n      number++;\n    }\n");
    }
    return source.append("    return Coroutine.of(sum);\n  }\n}\n").toString();
  }

  /** What most methods of a class are: each has its number for %d. */
  private static final String[] PLAIN_METHODS = {
    """
      public void add%d(String key, String value) {
        if (key == null || value.isEmpty()) {
          throw new IllegalArgumentException("no key: " + value);
        }
        byName.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
        count++;
      }
    """,
    """
      public List<String> all%d(String prefix) {
        List<String> result = new ArrayList<>(count);
        for (Map.Entry<String, List<String>> entry : byName.entrySet()) {
          for (String value : entry.getValue()) {
            if (value.startsWith(prefix)) {
              result.add(entry.getKey() + "=" + value);
            }
          }
        }
        Collections.sort(result);
        return result;
      }
    """,
    """
      public boolean remove%d(String key) {
        List<String> removed = byName.remove(key);
        if (removed == null) {
          return false;
        }
        count -= removed.size();
        return true;
      }
    """,
    """
      long parse%d(String text, int from) {
        long sum = 0;
        try {
          for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
              case ' ':
              case ',':
                continue;
              case '-':
                sum = -sum;
                break;
              default:
                sum = sum * 10 + Character.digit(c, 10);
            }
          }
        } catch (IndexOutOfBoundsException e) {
          return -1;
        } finally {
          count++;
        }
        return sum;
      }
    """,
    """
      public String describe%d(Object other) {
        StringBuilder text = new StringBuilder().append(count).append(", ");
        if (other instanceof Typical) {
          text.append(((Typical) other).byName.size() * 31L);
        } else {
          text.append(String.valueOf(other));
        }
        return text.append(']').toString();
      }
    """
  };

  private static final String ASYNC_METHOD =
      """
        @Async
        Coroutine<Integer> fetch%d(String what, int times, Coroutine<Integer> other) {
          int sum = 0;
          for (int i = 0; i < times; i++) {
            try {
              await(sleep(Duration.ofMillis(i)));
              sum += what.length() + await(other);
            } catch (IllegalArgumentException e) {
              add0(what, e.getMessage());
            }
          }
          await(yieldNow());
          return Coroutine.of(sum + count);
        }
      """;

  /** A class of forty methods, of which so many are async, with three awaits each. */
  static String typical(int async) {
    StringBuilder source = new StringBuilder();
    source.append(
        """
        import static io.fermata.Fermata.*;

        import io.fermata.Async;
        import io.fermata.Coroutine;
        import java.time.Duration;
        import java.util.*;

        public class Typical {
          private final Map<String, List<String>> byName = new HashMap<>();
          private int count;
        """);
    for (int i = 0; i < 40 - async; i++) {
      source.append(PLAIN_METHODS[i % PLAIN_METHODS.length].replace("%d", String.valueOf(i)));
    }
    for (int i = 0; i < async; i++) {
      source.append(ASYNC_METHOD.replace("%d", String.valueOf(i)));
    }
    return source.append("}\n").toString();
  }
}
