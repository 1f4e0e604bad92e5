package io.fermata.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes expressions by chance, with awaits at every kind of operand. */
class RandomExpressions {
  private static final Pattern HOLE = Pattern.compile("\\$([A-Z]+)");

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

  /**
   * The text with an expression in place of each {@code $INT}, {@code $LONG} and so on, {@code
   * $ANY} for one of any type, and {@code $CONDITION}; written from left to right.
   */
  private String fill(String template, int depth) {
    return HOLE.matcher(template)
        .replaceAll(
            hole ->
                Matcher.quoteReplacement(
                    switch (hole.group(1)) {
                      case "CONDITION" -> condition(depth);
                      case "INDEX" -> index();
                      case "ANY" -> expression(anyKind(), depth);
                      default -> expression(Kind.valueOf(hole.group(1)), depth);
                    }));
  }

  final String condition(int depth) {
    return switch (upTo(depth > 0 ? 8 : 2)) {
      case 0 -> "await(env.<Boolean>value(" + maybe() + "))";
      case 1 -> "env.tap(" + maybe() + ")";
      case 2 -> fill("$INT < $LONG", depth - 1);
      case 3 -> fill("$CONDITION && $CONDITION", depth - 1);
      case 4 -> "(" + condition(depth - 1) + " || !" + condition(0) + ")";
      case 5 -> fill("(await(env.<Boolean>value(" + maybe() + ")) ^ $CONDITION)", depth - 1);
      case 6 -> fill("((Object) $OBJECT) == null", depth - 1);
      default -> instance(depth - 1);
    };
  }

  private String instance(int depth) {
    String name = newName("t");
    return fill(
        "(((Object) $OBJECT) instanceof String %1$s && %1$s.length() > $INT)".formatted(name),
        depth);
  }

  /** With a cast in front of what javac would otherwise infer again for each overload around it. */
  final String expression(Kind kind, int depth) {
    if (depth <= 0 || upTo(6) == 0) {
      return leaf(kind);
    }
    int deeper = depth - 1;
    return switch (upTo(10)) {
      case 0, 1 -> {
        String source = List.of("value", "stage", "coroutine").get(upTo(3));
        yield fill("await(env.<%s>%s($%s))".formatted(kind.boxed, source, kind), deeper);
      }
      case 2 -> fill("((%s) ($CONDITION ? $%2$s : $%2$s))".formatted(kind.java, kind), deeper);
      case 3 -> switchExpression(kind, deeper);
      case 4 -> shared(kind, deeper);
      case 5 -> ofMethod(kind, deeper);
      default -> special(kind, deeper);
    };
  }

  private String switchExpression(Kind kind, int depth) {
    String one = expression(kind, depth);
    String other = expression(kind, depth);
    String selector;
    String cases;
    if (patterns && maybe()) {
      String name = newName("w");
      selector = fill("(Object) $OBJECT", depth);
      cases =
          """
          case null -> %2$s; \
          case String %1$s when %1$s.length() < await(env.<Integer>value(3)) -> %3$s; \
          case RandomShared.Pair(Object x%1$s, Integer y%1$s) -> { env.log(x%1$s); %4$s } \
          default -> %3$s; \
          """
              .formatted(name, one, other, yielding(one));
    } else if (maybe()) {
      selector = fill("RandomShared.Colour.of($INT)", depth);
      cases =
          "case RED -> %s; case GREEN -> { env.log(\"green\"); %s } default -> %s; "
              .formatted(one, yielding(other), other);
    } else {
      selector = fill("$INT & 1", depth);
      cases = "case 0 -> %s; default -> %s; ".formatted(one, other);
    }
    return "((%s) switch (%s) { %s})".formatted(kind.java, selector, cases);
  }

  /** What begins with a parenthesis would be the call of a method. */
  private String yielding(String value) {
    String name = newName("y");
    return "var " + name + " = " + value + "; yield " + name + ";";
  }

  /** Async methods of other classes: generic, of a record, of an enum, of an interface. */
  private String shared(Kind kind, int depth) {
    String value = expression(kind, depth);
    String type = kind.boxed;
    return switch (upTo(4)) {
      case 0 -> "await(RandomShared.<%s>either(env, %2$s, %2$s))".formatted(type, value);
      case 1 -> "((%s) await(new RandomShared.Pair(%s, null).first(env)))".formatted(type, value);
      case 2 -> "await(RandomShared.Colour.RED.<%s>paint(env, %s))".formatted(type, value);
      default ->
          fill(
              "await(new RandomShared.Holder<%s>(%s).get(env, $INT))".formatted(type, value),
              depth);
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
    return fill(
        switch (kind) {
          case INT ->
              switch (upTo(5)) {
                case 0 -> "($INT + $INT)";
                case 1 -> "RandomShared.mix($INT, $LONG, $TEXT, $INT)";
                case 2 -> "s[$INDEX]" + (maybe() ? "++" : "");
                case 3 -> "(s[$INDEX] += $INT)";
                default -> "(int) (long) $LONG";
              };
          case LONG ->
              switch (upTo(4)) {
                case 0 -> "($LONG ^ $INT)";
                case 1 -> "(total += $INT)";
                case 2 -> "(new RandomShared.Box().b += $LONG)";
                default -> "(long) (double) $DOUBLE";
              };
          case DOUBLE -> "($DOUBLE * $LONG)";
          case TEXT ->
              maybe()
                  ? "RandomShared.show($OBJECT, $DOUBLE, $OBJECT).trim()"
                  : "($INT + \"+\" + $TEXT + $LONG)";
          case ARRAY -> "new int[] {$INT, $INT, 3}";
          case OBJECT ->
              switch (upTo(4)) {
                case 0 -> "new RandomShared.Pair($OBJECT, $ANY)";
                case 1 -> "new StringBuilder($TEXT).append((Object) $INT).toString()";
                case 2 ->
                    "new Object[] {$OBJECT, $DOUBLE}[await(env.<Integer>value(" + upTo(2) + "))]";
                default -> "(Object) $TEXT";
              };
        },
        depth);
  }

  final String call(Callee callee, int depth) {
    return callee.call() + fill("$INT, $LONG, $TEXT, $ARRAY)", depth);
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
