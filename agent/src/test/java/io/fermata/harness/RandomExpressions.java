package io.fermata.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes expressions by chance, with awaits at every kind of operand. */
class RandomExpressions {
  /** The types that locals and expressions have. */
  enum Kind {
    INT("int", "Integer"),
    LONG("long", "Long"),
    DOUBLE("double", "Double"),
    TEXT("String", "String"),
    ARRAY("int[]", "int[]"),
    OBJECT("Object", "Object");

    final String java;
    final String boxed;

    Kind(String java, String boxed) {
      this.java = java;
      this.boxed = boxed;
    }
  }

  record Local(Kind kind, String name, boolean assignable) {}

  /** A method of the program that others may call: the call up to its arguments. */
  record Callee(String call, Kind result) {}

  final Random random;
  final List<Local> locals = new ArrayList<>();
  final List<Callee> callees = new ArrayList<>();

  /** Whether the JDK's own compiler knows patterns in {@code switch}. */
  final boolean patterns;

  private int names;

  RandomExpressions(long seed, boolean patterns) {
    this.random = new Random(seed);
    this.patterns = patterns;
  }

  final String newName(String prefix) {
    return prefix + names++;
  }

  final int upTo(int bound) {
    return random.nextInt(bound);
  }

  final boolean maybe() {
    return random.nextBoolean();
  }

  final Kind anyKind() {
    return Kind.values()[upTo(Kind.values().length)];
  }

  final String condition(int depth) {
    return switch (upTo(depth > 0 ? 8 : 2)) {
      case 0 -> "await(env.<Boolean>value(" + maybe() + "))";
      case 1 -> "env.tap(" + maybe() + ")";
      case 2 -> expression(Kind.INT, depth - 1) + " < " + expression(Kind.LONG, depth - 1);
      case 3 -> condition(depth - 1) + " && " + condition(depth - 1);
      case 4 -> "(" + condition(depth - 1) + " || !" + condition(0) + ")";
      case 5 -> "(await(env.<Boolean>value(" + maybe() + ")) ^ " + condition(depth - 1) + ")";
      case 6 -> "((Object) " + expression(Kind.OBJECT, depth - 1) + ") == null";
      default -> instance(depth - 1);
    };
  }

  private String instance(int depth) {
    String name = newName("t");
    return "(((Object) "
        + expression(Kind.OBJECT, depth)
        + ") instanceof String "
        + name
        + " && "
        + name
        + ".length() > "
        + expression(Kind.INT, depth)
        + ")";
  }

  /** With a cast in front of what javac would otherwise infer again for each overload around it. */
  final String expression(Kind kind, int depth) {
    if (depth <= 0 || upTo(6) == 0) {
      return leaf(kind);
    }
    int deeper = depth - 1;
    return switch (upTo(10)) {
      case 0, 1 ->
          "await(env.<"
              + kind.boxed
              + ">"
              + List.of("value", "stage", "coroutine").get(upTo(3))
              + "("
              + expression(kind, deeper)
              + "))";
      case 2 ->
          "(("
              + kind.java
              + ") ("
              + condition(deeper)
              + " ? "
              + expression(kind, deeper)
              + " : "
              + expression(kind, deeper)
              + "))";
      case 3 -> switchExpression(kind, deeper);
      case 4 -> shared(kind, deeper);
      case 5 -> ofMethod(kind, deeper);
      default -> special(kind, deeper);
    };
  }

  private String switchExpression(Kind kind, int depth) {
    String one = expression(kind, depth);
    String other = expression(kind, depth);
    if (patterns && maybe()) {
      String name = newName("w");
      return "(("
          + kind.java
          + ") switch ((Object) "
          + expression(Kind.OBJECT, depth)
          + ") { case null -> "
          + one
          + "; case String "
          + name
          + " when "
          + name
          + ".length() < await(env.<Integer>value(3)) -> "
          + other
          + "; case RandomShared.Pair(Object x"
          + name
          + ", Integer y"
          + name
          + ") -> { env.log(x"
          + name
          + "); "
          + yielding(one)
          + " } default -> "
          + other
          + "; })";
    }
    if (maybe()) {
      return "(("
          + kind.java
          + ") switch (RandomShared.Colour.of("
          + expression(Kind.INT, depth)
          + ")) { case RED -> "
          + one
          + "; case GREEN -> { env.log(\"green\"); "
          + yielding(other)
          + " } default -> "
          + other
          + "; })";
    }
    return "(("
        + kind.java
        + ") switch ("
        + expression(Kind.INT, depth)
        + " & 1) { case 0 -> "
        + one
        + "; default -> "
        + other
        + "; })";
  }

  /** What begins with a parenthesis would be the call of a method. */
  private String yielding(String value) {
    String name = newName("y");
    return "var " + name + " = " + value + "; yield " + name + ";";
  }

  /** Async methods of other classes: generic, of a record, of an enum, of an interface. */
  private String shared(Kind kind, int depth) {
    String value = expression(kind, depth);
    return switch (upTo(4)) {
      case 0 -> "await(RandomShared.<" + kind.boxed + ">either(env, " + value + ", " + value + "))";
      case 1 ->
          "((" + kind.boxed + ") await(new RandomShared.Pair(" + value + ", null).first(env)))";
      case 2 -> "await(RandomShared.Colour.RED.<" + kind.boxed + ">paint(env, " + value + "))";
      default ->
          "await(new RandomShared.Holder<"
              + kind.boxed
              + ">("
              + value
              + ").get(env, "
              + expression(Kind.INT, depth)
              + "))";
    };
  }

  private String ofMethod(Kind kind, int depth) {
    List<Callee> fitting = callees.stream().filter(callee -> callee.result() == kind).toList();
    if (fitting.isEmpty()) {
      return special(kind, depth);
    }
    return "await(" + call(fitting.get(upTo(fitting.size())), depth) + ")";
  }

  private String special(Kind kind, int depth) {
    return switch (kind) {
      case INT -> ofInt(depth);
      case LONG ->
          switch (upTo(4)) {
            case 0 ->
                "(" + expression(Kind.LONG, depth) + " ^ " + expression(Kind.INT, depth) + ")";
            case 1 -> "(total += " + expression(Kind.INT, depth) + ")";
            case 2 -> "(new RandomShared.Box().b += " + expression(Kind.LONG, depth) + ")";
            default -> "(long) (double) " + expression(Kind.DOUBLE, depth);
          };
      case DOUBLE ->
          "(" + expression(Kind.DOUBLE, depth) + " * " + expression(Kind.LONG, depth) + ")";
      case TEXT ->
          maybe()
              ? "RandomShared.show("
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
                  + " + "
                  + expression(Kind.LONG, depth)
                  + ")";
      case ARRAY ->
          "new int[] {" + expression(Kind.INT, depth) + ", " + expression(Kind.INT, depth) + ", 3}";
      case OBJECT ->
          switch (upTo(4)) {
            case 0 ->
                "new RandomShared.Pair("
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
            case 2 ->
                "new Object[] {"
                    + expression(Kind.OBJECT, depth)
                    + ", "
                    + expression(Kind.DOUBLE, depth)
                    + "}["
                    + "await(env.<Integer>value("
                    + upTo(2)
                    + "))]";
            default -> "(Object) " + expression(Kind.TEXT, depth);
          };
    };
  }

  private String ofInt(int depth) {
    return switch (upTo(5)) {
      case 0 -> "(" + expression(Kind.INT, depth) + " + " + expression(Kind.INT, depth) + ")";
      case 1 ->
          "RandomShared.mix("
              + expression(Kind.INT, depth)
              + ", "
              + expression(Kind.LONG, depth)
              + ", "
              + expression(Kind.TEXT, depth)
              + ", "
              + expression(Kind.INT, depth)
              + ")";
      case 2 -> "s[" + index() + "]" + (maybe() ? "++" : "");
      case 3 -> "(s[" + index() + "] += " + expression(Kind.INT, depth) + ")";
      default -> "(int) (long) " + expression(Kind.LONG, depth);
    };
  }

  final String call(Callee callee, int depth) {
    return callee.call()
        + expression(Kind.INT, depth)
        + ", "
        + expression(Kind.LONG, depth)
        + ", "
        + expression(Kind.TEXT, depth)
        + ", "
        + expression(Kind.ARRAY, depth)
        + ")";
  }

  final String leaf(Kind kind) {
    List<Local> fitting = locals.stream().filter(l -> l.kind() == kind).toList();
    if (!fitting.isEmpty() && upTo(3) != 0) {
      return fitting.get(upTo(fitting.size())).name();
    }
    int n = upTo(20);
    return switch (kind) {
      case INT -> maybe() ? "env.tap(" + n + ")" : "await(env.<Integer>value(" + n + "))";
      case LONG -> maybe() ? n + "L" : "await(env.<Long>value(" + n + "L))";
      case DOUBLE -> maybe() ? n + ".5" : "await(env.<Double>value(" + n + ".25))";
      case TEXT -> maybe() ? "\"t" + n + "\"" : "await(env.<String>value(\"a" + n + "\"))";
      case ARRAY -> "new int[] {" + n + ", await(env.<Integer>value(1)), 2}";
      case OBJECT ->
          switch (upTo(4)) {
            case 0 -> "(Object) null";
            case 1 -> "(Object) Integer.valueOf(" + n + ")";
            case 2 -> "await(env.<Object>value(null))";
            default -> "\"o\"";
          };
    };
  }

  private String index() {
    return upTo(20) == 0 ? "3" : "await(env.<Integer>value(" + upTo(3) + "))";
  }
}
