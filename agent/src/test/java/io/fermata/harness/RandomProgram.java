package io.fermata.harness;

import java.util.List;

/**
 * Writes Java programs by chance: one class with a few async methods that use every construct which
 * the transformer must keep, with awaits everywhere. The same seed gives the same program. Programs
 * end: loops count, calls go to later methods, or to the same one a few times.
 */
public final class RandomProgram extends RandomStatements {
  /** The class that all programs share, to be compiled with them. */
  public static final String SHARED = "RandomShared";

  private static final int METHODS = 3;

  private static final String SHARED_SOURCE =
      """
      package io.fermata.cases;
      import static io.fermata.Fermata.await;
      import io.fermata.*;
      import io.fermata.harness.Env;
      public class RandomShared {
        public record Pair(Object a, Object b) {
          @Override public String toString() { return "(" + show(a, 0, b) + ")"; }
          @Async Coroutine<Object> first(Env env) {
            await(env.value("first"));
            return Coroutine.of(a);
          }
        }
        public enum Colour {
          RED, GREEN {
            @Override @Async <T> Coroutine<T> paint(Env env, T value) {
              return Coroutine.of(await(super.paint(env, value)));
            }
          }, BLUE;
          static Colour of(int n) { return values()[(n & 0x7FFFFFFF) % 3]; }
          @Async <T> Coroutine<T> paint(Env env, T value) {
            Colour next = of(await(env.value(ordinal() + 1)));
            return next == RED ? Coroutine.of(value) : next.paint(env, value);
          }
        }
        interface Source<T> {
          T value();
          @Async default Coroutine<T> get(Env env, int n) {
            T found = value();
            if (await(env.value(n)) > 3) {
              env.log("source");
            }
            return Coroutine.of(found);
          }
        }
        public static final class Holder<T> implements Source<T> {
          private final T held;
          Holder(T held) { this.held = held; }
          @Override public T value() { return held; }
        }
        static final class Box { int a = 1; long b = 2; }
        record Resource(Env env, int n) implements AutoCloseable {
          @Override public void close() {
            env.log("close " + n);
            if (n % 7 == 3) throw new IllegalArgumentException("close");
          }
        }
        static Resource open(Env env, int n) {
          env.log("open " + n);
          if (n % 11 == 5) throw new IllegalArgumentException("open");
          return new Resource(env, n);
        }
        @Async static <T> Coroutine<T> either(Env env, T a, T b) {
          return Coroutine.of(await(env.value(true)) ? a : b);
        }
        static int mix(int a, long b, String c, int d) { return a * 3 + (int) b + c.length() - d; }
        static String show(Object a, double b, Object c) { return text(a) + "/" + b + "/" + text(c); }
        static String text(Object o) {
          return o instanceof int[] array
              ? java.util.Arrays.toString(array)
              : o instanceof Object[] array ? java.util.Arrays.toString(array) : String.valueOf(o);
        }
      }
      """;

  private RandomProgram(long seed, boolean patterns) {
    super(seed, patterns);
  }

  /** The source of {@link #SHARED}. */
  public static String sharedSource() {
    return SHARED_SOURCE;
  }

  /** The source of a public class of that name in the package of cases; its case is {@code run}. */
  public static String source(String className, long seed, boolean patterns) {
    return new RandomProgram(seed, patterns).write(className);
  }

  /** How a method is declared and called. */
  private record Form(String modifiers, String type, Kind result, String factory) {}

  private String write(String className) {
    text.append("package io.fermata.cases;\n");
    text.append("import static io.fermata.Fermata.await;\n");
    text.append(
        "import io.fermata.*;\nimport io.fermata.harness.Env;\nimport java.util.function.*;\n");
    text.append("import java.util.concurrent.*;\n");
    text.append("public class ").append(className).append(" {\n");
    text.append("  static long total;\n");
    text.append("  static RandomShared.Box BOX;\n");
    text.append("  static final " + className + " SELF = new " + className + "();\n");
    List<Form> forms = List.of(anyForm(), anyForm(), anyForm());
    for (int method = 0; method < METHODS; method++) {
      writeMethod(method, forms);
    }
    return text.append("}\n").toString();
  }

  private Form anyForm() {
    String modifiers =
        List.of("static ", "private static ", "static ", "", "private ", "final ").get(upTo(6));
    return switch (upTo(6)) {
      case 0 -> new Form(modifiers, "Task", anyKind(), "Task.of");
      case 1 ->
          new Form(modifiers, "CompletableFuture", anyKind(), "CompletableFuture.completedFuture");
      case 2 ->
          new Form(modifiers, "CompletionStage", anyKind(), "CompletableFuture.completedFuture");
      default -> new Form(modifiers, "Coroutine", anyKind(), "Coroutine.of");
    };
  }

  private void writeMethod(int method, List<Form> forms) {
    Form form =
        method == 0
            ? new Form("public static ", "Coroutine", Kind.INT, "Coroutine.of")
            : forms.get(method);
    locals.clear();
    callees.clear();
    for (int later = method + 1; later < METHODS; later++) {
      boolean isStatic = forms.get(later).modifiers().contains("static");
      String self = isStatic || (!form.modifiers().contains("static") && maybe()) ? "" : "SELF.";
      callees.add(new Callee(self + "m" + later + "(env, n, ", forms.get(later).result()));
    }
    budget = 7;
    if (method == 0) {
      text.append("  @Async public static Coroutine<Object> run(Env env) {\n");
      text.append("    total = 1; BOX = new RandomShared.Box(); final int n = 1;\n");
      text.append("    int p = 2; long q = 3; String r = \"r\"; int[] s = {1, 2, 3};\n");
    } else {
      text.append(
          "  @Async "
              + form.modifiers()
              + form.type()
              + "<"
              + form.result().boxed
              + "> m"
              + method);
      text.append("(Env env, final int n, int p, long q, String r, int[] s) {\n");
    }
    locals.add(new Local(Kind.INT, "p", true));
    locals.add(new Local(Kind.LONG, "q", true));
    locals.add(new Local(Kind.TEXT, "r", true));
    locals.add(new Local(Kind.ARRAY, "s", false));
    text.append("    if (env.tooLong()) throw new IllegalStateException(\"too long\");\n");
    block(1 + upTo(3), 2);
    if (method > 0 && upTo(3) == 0) {
      String self = form.modifiers().contains("static") ? "" : "this.";
      Callee again = new Callee(self + "m" + method + "(env, n - 1, ", form.result());
      text.append("    if (n > 0) env.log(await(").append(call(again, 1)).append("));\n");
    }
    end(method, form, forms);
  }

  private void end(int method, Form form, List<Form> forms) {
    int next = method + 1 + upTo(METHODS);
    if (method > 0 && next < METHODS && isSame(forms.get(next), form)) {
      text.append("    return " + call(callees.get(next - method - 1), 1) + ";\n  }\n");
    } else {
      text.append(
          "    return " + form.factory() + "(" + expression(form.result(), size()) + ");\n  }\n");
    }
  }

  private static boolean isSame(Form one, Form other) {
    return one.type().equals(other.type()) && one.result() == other.result();
  }
}
