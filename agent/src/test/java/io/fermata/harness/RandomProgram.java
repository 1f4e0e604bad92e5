package io.fermata.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes Java programs by chance: one class with a few async methods that use every construct which
 * the transformer must keep, with awaits everywhere. The same seed gives the same program. Programs
 * end: loops count, calls go to later methods only.
 */
public final class RandomProgram {
  private enum Kind {
    INT("int"),
    LONG("long"),
    DOUBLE("double"),
    TEXT("String"),
    ARRAY("int[]"),
    OBJECT("Object");

    final String java;

    Kind(String java) {
      this.java = java;
    }
  }

  /** One of the methods that are called: of whom, and what it returns. */
  private record Callee(String modifiers, String type, Kind result) {
    boolean isStatic() {
      return modifiers.contains("static");
    }
  }

  private static final List<String> MODIFIERS =
      List.of("private static ", "static ", "private ", "final ", "");

  private record Local(Kind kind, String name, boolean assignable) {}

  private static final int METHODS = 4;

  private static final String HELPERS =
      """
        record Pair(Object a, Object b) {
          @Override public String toString() { return "(" + show(a, 0, b) + ")"; }
        }
        static long total = 1;
        static int mix(int a, long b, String c, int d) { return a * 3 + (int) b + c.length() - d; }
        static String show(Object a, double b, Object c) { return text(a) + "/" + b + "/" + text(c); }
        static String text(Object o) {
          return o instanceof int[] array ? java.util.Arrays.toString(array) : String.valueOf(o);
        }
      """;

  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private final List<Local> locals = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();
  private final List<Callee> callees = new ArrayList<>();
  private int method;
  private int names;
  private int budget;
  private boolean inFinally;
  private boolean inLambda;

  private RandomProgram(long seed) {
    this.random = new Random(seed);
    for (int i = 0; i < METHODS; i++) {
      callees.add(
          new Callee(
              MODIFIERS.get(random.nextInt(MODIFIERS.size())),
              random.nextInt(4) > 0 ? "Coroutine" : "Task",
              List.of(Kind.INT, Kind.INT, Kind.LONG, Kind.DOUBLE, Kind.TEXT)
                  .get(random.nextInt(5))));
    }
  }

  /** The source of a public class of that name in the package of cases; its case is {@code run}. */
  public static String source(String className, long seed) {
    return new RandomProgram(seed).write(className);
  }

  private String write(String className) {
    text.append("package io.fermata.cases;\n");
    text.append("import static io.fermata.Fermata.await;\n");
    text.append(
        "import io.fermata.*;\nimport io.fermata.harness.Env;\nimport java.util.function.*;\n");
    text.append("public class ").append(className).append(" {\n");
    text.append(HELPERS);
    text.append("  static final ").append(className).append(" SELF = new ");
    text.append(className).append("();\n");
    for (method = 0; method < METHODS; method++) {
      writeMethod();
    }
    return text.append("}\n").toString();
  }

  private void writeMethod() {
    locals.clear();
    budget = 16;
    Callee self = callees.get(method);
    if (method == 0) {
      text.append("  @Async public static Coroutine<Object> run(Env env) {\n");
      text.append("    int p = 2; long q = 3; String r = \"r\"; int[] s = {1, 2, 3};\n");
    } else {
      text.append("  @Async ").append(self.modifiers()).append(self.type());
      text.append("<").append(boxed(self.result())).append("> m").append(method);
      text.append("(Env env, int p, long q, String r, int[] s) {\n");
    }
    locals.add(new Local(Kind.INT, "p", true));
    locals.add(new Local(Kind.LONG, "q", true));
    locals.add(new Local(Kind.TEXT, "r", true));
    locals.add(new Local(Kind.ARRAY, "s", false));
    text.append("    if (env.tooLong()) throw new IllegalStateException(\"too long\");\n");
    block(4 + random.nextInt(4), 2);
    text.append("    return ")
        .append(method == 0 ? "Coroutine" : self.type())
        .append(".of(")
        .append(expression(method == 0 ? Kind.INT : self.result(), 2))
        .append(");\n  }\n");
  }

  private void block(int statements, int depth) {
    int known = locals.size();
    for (int i = 0; i < statements; i++) {
      statement(depth);
    }
    while (locals.size() > known) {
      locals.remove(locals.size() - 1);
    }
  }

  private void statement(int depth) {
    int choice = budget-- > 0 && depth < 6 ? random.nextInt(16) : random.nextInt(6);
    indent(depth);
    switch (choice) {
      case 0, 1, 2 -> declaration(depth);
      case 3 -> text.append("env.log(").append(expression(anyKind(), 2)).append(");\n");
      case 4 -> assignment();
      case 5 ->
          text.append("s[")
              .append(index())
              .append("] ")
              .append(random.nextBoolean() ? "+" : "")
              .append("= ")
              .append(expression(Kind.INT, 2))
              .append(";\n");
      case 6, 7 -> conditional(depth);
      case 8, 9 -> loop(depth);
      case 10, 11, 12 -> tryStatement(depth);
      case 13 -> switchStatement(depth);
      case 14 -> exit();
      default -> lambda(depth);
    }
  }

  private void declaration(int depth) {
    Kind kind = anyKind();
    String name = "v" + names++;
    text.append(kind.java)
        .append(' ')
        .append(name)
        .append(" = ")
        .append(expression(kind, 2))
        .append(";\n");
    locals.add(new Local(kind, name, true));
  }

  private void assignment() {
    List<Local> targets =
        locals.stream()
            .filter(Local::assignable)
            .filter(l -> !inLambda || l.name().startsWith("v9"))
            .toList();
    if (targets.isEmpty()) {
      text.append("total += ").append(expression(Kind.LONG, 2)).append(";\n");
      return;
    }
    Local target = targets.get(random.nextInt(targets.size()));
    String operator =
        switch (target.kind()) {
          case INT, LONG -> List.of("=", "+=", "^=", "-=").get(random.nextInt(4));
          case DOUBLE, TEXT -> List.of("=", "+=").get(random.nextInt(2));
          default -> "=";
        };
    text.append(target.name())
        .append(' ')
        .append(operator)
        .append(' ')
        .append(expression(target.kind(), 2))
        .append(";\n");
  }

  private void conditional(int depth) {
    text.append("if (").append(condition(2)).append(") {\n");
    block(1 + random.nextInt(3), depth + 1);
    if (random.nextBoolean()) {
      indent(depth).append("} else {\n");
      block(1 + random.nextInt(3), depth + 1);
    }
    indent(depth).append("}\n");
  }

  private void loop(int depth) {
    String name = "i" + names++;
    String label = "l" + name;
    if (random.nextInt(3) == 0) {
      text.append("int ").append(name).append(" = 0;\n");
      indent(depth).append(label).append(": do {\n");
      locals.add(new Local(Kind.INT, name, false));
      labels.add(label);
      block(1 + random.nextInt(3), depth + 1);
      labels.remove(label);
      indent(depth)
          .append("} while (++")
          .append(name)
          .append(" < 3 && ")
          .append(condition(1))
          .append(");\n");
    } else {
      text.append(label)
          .append(": for (int ")
          .append(name)
          .append(" = 0; ")
          .append(name)
          .append(" < ");
      text.append(random.nextBoolean() ? "3" : "await(env.value(2))")
          .append("; ")
          .append(name)
          .append("++) {\n");
      locals.add(new Local(Kind.INT, name, false));
      labels.add(label);
      block(1 + random.nextInt(3), depth + 1);
      labels.remove(label);
      locals.remove(locals.size() - 1);
      indent(depth).append("}\n");
    }
  }

  private void tryStatement(int depth) {
    boolean outer = inFinally;
    text.append("try {\n");
    block(1 + random.nextInt(3), depth + 1);
    if (random.nextInt(3) == 0) {
      indent(depth + 1)
          .append("await(env.failure(new IllegalArgumentException(\"f")
          .append(names++)
          .append("\")));\n");
    }
    boolean catches = random.nextInt(4) != 0;
    if (catches) {
      String name = "e" + names++;
      indent(depth)
          .append("} catch (")
          .append(random.nextBoolean() ? "IllegalArgumentException" : "RuntimeException");
      text.append(' ').append(name).append(") {\n");
      locals.add(new Local(Kind.OBJECT, name, false));
      block(1 + random.nextInt(2), depth + 1);
      locals.remove(locals.size() - 1);
    }
    if (!catches || random.nextBoolean()) {
      indent(depth).append("} finally {\n");
      inFinally = true;
      block(1 + random.nextInt(2), depth + 1);
      inFinally = outer;
    }
    indent(depth).append("}\n");
  }

  private void switchStatement(int depth) {
    boolean words = random.nextBoolean();
    text.append("switch (")
        .append(words ? "\"\" + " + expression(Kind.INT, 1) : expression(Kind.INT, 2) + " & 3")
        .append(") {\n");
    for (int i = 0; i < 3; i++) {
      indent(depth + 1).append("case ").append(words ? "\"" + i + "\"" : "" + i).append(": {\n");
      block(1 + random.nextInt(2), depth + 2);
      indent(depth + 1).append(random.nextInt(3) == 0 ? "}\n" : "} break;\n");
    }
    indent(depth + 1).append("default: {\n");
    block(1, depth + 2);
    indent(depth + 1).append("}\n");
    indent(depth).append("}\n");
  }

  /**
   * Leaves in one of the ways there are; behind a condition that javac does not see through, so
   * that code after it is not dead.
   */
  private void exit() {
    text.append("if (").append(condition(1)).append(") ");
    if (!labels.isEmpty() && random.nextInt(3) != 0) {
      String label = labels.get(random.nextInt(labels.size()));
      text.append(random.nextBoolean() ? "break " : "continue ").append(label).append(";\n");
    } else if (random.nextBoolean()) {
      text.append("throw new IllegalArgumentException(")
          .append(expression(Kind.TEXT, 2))
          .append(");\n");
    } else {
      text.append("env.log(").append(expression(Kind.OBJECT, 2)).append(");\n");
    }
  }

  /** An async lambda that is called at once, or an ordinary one. */
  private void lambda(int depth) {
    String name = "v" + names++;
    String body = inLambda ? "await(env.value(7))" : constantExpression();
    text.append("Supplier<Coroutine<Integer>> f")
        .append(name)
        .append(" = () -> Coroutine.of(")
        .append(body)
        .append(");\n");
    indent(depth)
        .append("int ")
        .append(name)
        .append(" = await(f")
        .append(name)
        .append(".get());\n");
    locals.add(new Local(Kind.INT, name, true));
  }

  /** Of what a lambda may capture: nothing that is assigned. */
  private String constantExpression() {
    List<Local> all = new ArrayList<>(locals);
    locals.removeIf(Local::assignable);
    inLambda = true;
    String expression = expression(Kind.INT, 3).replaceAll("\\b(i\\d+)\\b", "5");
    inLambda = false;
    locals.clear();
    locals.addAll(all);
    return expression;
  }

  private String condition(int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 2)) {
      case 0 -> "await(env.value(" + random.nextBoolean() + "))";
      case 1 -> "env.tap(" + random.nextBoolean() + ")";
      case 2 -> expression(Kind.INT, depth - 1) + " < " + expression(Kind.LONG, depth - 1);
      case 3 -> condition(depth - 1) + " && " + condition(depth - 1);
      case 4 -> "(" + condition(depth - 1) + " || !" + condition(0) + ")";
      default -> "((Object) " + expression(Kind.OBJECT, depth - 1) + ") instanceof String";
    };
  }

  /** With a cast in front of what javac would otherwise infer again for each overload around it. */
  private String expression(Kind kind, int depth) {
    if (depth <= 0 || random.nextInt(6) == 0) {
      return leaf(kind);
    }
    int deeper = depth - 1;
    switch (random.nextInt(9)) {
      case 0, 1:
        return "await(env.<"
            + boxed(kind)
            + ">"
            + (random.nextBoolean() ? "value" : "stage")
            + "("
            + expression(kind, deeper)
            + "))";
      case 2:
        return "(("
            + kind.java
            + ") ("
            + condition(deeper)
            + " ? "
            + expression(kind, deeper)
            + " : "
            + expression(kind, deeper)
            + "))";
      case 3:
        return "(("
            + kind.java
            + ") switch ("
            + expression(Kind.INT, deeper)
            + " & 1) { case 0 -> "
            + expression(kind, deeper)
            + "; default -> "
            + expression(kind, deeper)
            + "; })";
      default:
        return special(kind, deeper);
    }
  }

  private String special(Kind kind, int depth) {
    return switch (kind) {
      case INT ->
          switch (random.nextInt(6)) {
            case 0 -> "(" + expression(Kind.INT, depth) + " + " + expression(Kind.INT, depth) + ")";
            case 1 ->
                "mix("
                    + expression(Kind.INT, depth)
                    + ", "
                    + expression(Kind.LONG, depth)
                    + ", "
                    + expression(Kind.TEXT, depth)
                    + ", "
                    + expression(Kind.INT, depth)
                    + ")";
            case 2 -> "s[" + index() + "]" + (random.nextBoolean() ? "++" : "");
            case 3 -> "(s[" + index() + "] += " + expression(Kind.INT, depth) + ")";
            case 4 -> call(depth);
            default -> "(int) (long) " + expression(Kind.LONG, depth);
          };
      case LONG ->
          switch (random.nextInt(3)) {
            case 0 ->
                "(" + expression(Kind.LONG, depth) + " ^ " + expression(Kind.INT, depth) + ")";
            case 1 -> "(total += " + expression(Kind.INT, depth) + ")";
            default -> "(long) (double) " + expression(Kind.DOUBLE, depth);
          };
      case DOUBLE ->
          "(" + expression(Kind.DOUBLE, depth) + " * " + expression(Kind.LONG, depth) + ")";
      case TEXT ->
          random.nextBoolean()
              ? "show("
                  + expression(Kind.OBJECT, depth)
                  + ", "
                  + expression(Kind.DOUBLE, depth)
                  + ", "
                  + expression(Kind.OBJECT, depth)
                  + ").trim()"
              : "("
                  + expression(Kind.INT, depth)
                  + " + \"+\" + "
                  + expression(Kind.TEXT, depth)
                  + ")";
      case ARRAY ->
          "new int[] {" + expression(Kind.INT, depth) + ", " + expression(Kind.INT, depth) + ", 3}";
      case OBJECT ->
          switch (random.nextInt(3)) {
            case 0 ->
                "new Pair("
                    + expression(Kind.OBJECT, depth)
                    + ", "
                    + expression(anyKind(), depth)
                    + ")";
            case 1 ->
                "new StringBuilder("
                    + expression(Kind.TEXT, depth)
                    + ").append((Object) "
                    + expression(Kind.INT, depth)
                    + ").toString()";
            default -> "(Object) " + expression(Kind.TEXT, depth);
          };
    };
  }

  private String call(int depth) {
    int callee = method + 1 + random.nextInt(METHODS);
    if (callee >= METHODS) {
      return leaf(Kind.INT);
    }
    Callee called = callees.get(callee);
    boolean own = method > 0 && !callees.get(method).isStatic() && random.nextInt(4) > 0;
    String call =
        "await("
            + (called.isStatic() || own ? "" : "SELF.")
            + "m"
            + callee
            + "(env, "
            + expression(Kind.INT, depth)
            + ", "
            + expression(Kind.LONG, depth)
            + ", "
            + expression(Kind.TEXT, depth)
            + ", "
            + expression(Kind.ARRAY, depth)
            + "))";
    return switch (called.result()) {
      case INT -> random.nextInt(4) > 0 ? call : "((Integer) " + call + ").hashCode()";
      case TEXT -> call + ".length()";
      default -> "(int) (" + called.result().java + ") " + call;
    };
  }

  private String leaf(Kind kind) {
    List<Local> fitting = locals.stream().filter(l -> l.kind() == kind).toList();
    if (!fitting.isEmpty() && random.nextInt(3) != 0) {
      return fitting.get(random.nextInt(fitting.size())).name();
    }
    int n = random.nextInt(20);
    return switch (kind) {
      case INT -> random.nextBoolean() ? "env.tap(" + n + ")" : "await(env.value(" + n + "))";
      case LONG -> random.nextBoolean() ? n + "L" : "await(env.value(" + n + "L))";
      case DOUBLE -> n + ".5";
      case TEXT -> random.nextBoolean() ? "\"t" + n + "\"" : "await(env.value(\"a" + n + "\"))";
      case ARRAY -> "new int[] {" + n + ", await(env.value(1)), 2}";
      case OBJECT -> random.nextBoolean() ? "\"o\"" : "(Object) Integer.valueOf(" + n + ")";
    };
  }

  private String index() {
    return random.nextInt(20) == 0 ? "3" : "await(env.value(" + random.nextInt(3) + "))";
  }

  private Kind anyKind() {
    return Kind.values()[random.nextInt(Kind.values().length)];
  }

  private static String boxed(Kind kind) {
    return switch (kind) {
      case INT -> "Integer";
      case LONG -> "Long";
      case DOUBLE -> "Double";
      default -> kind.java;
    };
  }

  private StringBuilder indent(int depth) {
    return text.append("  ".repeat(depth));
  }
}
