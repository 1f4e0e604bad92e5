package io.fermata.harness;

import java.util.ArrayList;
import java.util.List;

/** Writes statements by chance, nested in each other. */
class RandomStatements extends RandomExpressions {
  final StringBuilder text = new StringBuilder();
  private final List<String> labels = new ArrayList<>();
  int budget;

  RandomStatements(long seed, boolean patterns) {
    super(seed, patterns);
  }

  final void block(int statements, int depth) {
    int known = locals.size();
    for (int i = 0; i < statements; i++) {
      statement(depth);
    }
    while (locals.size() > known) {
      locals.remove(locals.size() - 1);
    }
  }

  private void statement(int depth) {
    int choice = budget-- > 0 && depth < 6 ? upTo(21) : upTo(6);
    indent(depth);
    switch (choice) {
      case 0, 1, 2 -> declaration();
      case 3 -> text.append("env.log(").append(expression(anyKind(), size())).append(");\n");
      case 4 -> assignment();
      case 5 ->
          text.append("s[await(env.<Integer>value(")
              .append(upTo(3))
              .append("))] ")
              .append(maybe() ? "+" : "")
              .append("= ")
              .append(expression(Kind.INT, size()))
              .append(";\n");
      case 6, 7 -> conditional(depth);
      case 8, 9 -> loop(depth);
      case 10, 11, 12 -> tryStatement(depth);
      case 13 -> resources(depth);
      case 14, 15 -> switchStatement(depth);
      case 16, 17 -> exit();
      case 18 -> cancellation(depth);
      case 19 -> monitor(depth);
      default -> function(depth);
    }
  }

  private void declaration() {
    Kind kind = anyKind();
    String name = newName("v");
    if (maybe()) {
      text.append(kind.java + " " + name + " = " + expression(kind, size()) + ";\n");
    } else {
      // a join of null or a constant with something else
      boolean primitive = kind.ordinal() <= Kind.DOUBLE.ordinal();
      text.append(kind.java + " " + name + " = " + (primitive ? "0" : "null") + "; ");
      text.append("if (" + condition(1) + ") " + name + " = " + expression(kind, size()) + ";");
      text.append(
          kind == Kind.ARRAY || kind == Kind.TEXT
              ? " if (" + name + " == null) " + name + " = " + leafOf(kind) + ";\n"
              : "\n");
    }
    locals.add(new Local(kind, name, true));
  }

  /** Mostly small, or the compiler takes most of the time. */
  final int size() {
    return upTo(4) == 0 ? 2 : 1;
  }

  private static String leafOf(Kind kind) {
    return kind == Kind.TEXT ? "\"none\"" : "new int[3]";
  }

  private void assignment() {
    List<Local> targets = locals.stream().filter(Local::assignable).toList();
    int choice = upTo(6);
    if (targets.isEmpty() || choice == 0) {
      text.append("total += ").append(expression(Kind.LONG, size())).append(";\n");
      return;
    }
    if (choice == 1) {
      text.append("BOX.a ")
          .append(maybe() ? "-" : "*")
          .append("= ")
          .append(expression(Kind.INT, size()))
          .append(";\n");
      return;
    }
    Local target = targets.get(upTo(targets.size()));
    String operator =
        switch (target.kind()) {
          case INT, LONG -> List.of("=", "+=", "^=", "-=", "<<=").get(upTo(5));
          case DOUBLE, TEXT -> List.of("=", "+=").get(upTo(2));
          default -> "=";
        };
    text.append(target.name() + " " + operator + " " + expression(target.kind(), size()) + ";\n");
  }

  private void conditional(int depth) {
    text.append("if (").append(condition(2)).append(") {\n");
    block(1 + upTo(2), depth + 1);
    if (maybe()) {
      indent(depth).append("} else {\n");
      block(1 + upTo(2), depth + 1);
    }
    indent(depth).append("}\n");
  }

  private void loop(int depth) {
    String name = newName("i");
    String label = "l" + name;
    if (upTo(3) == 0) {
      text.append("int ").append(name).append(" = 0;\n");
      indent(depth).append(label).append(": do {\n");
      body(name, label, depth);
      indent(depth).append("} while (++" + name + " < 3 && " + condition(1) + ");\n");
    } else if (upTo(3) == 0) {
      String each = newName("c");
      text.append(label + ": for (int " + each + " : " + expression(Kind.ARRAY, 1) + ") {\n");
      body(each, label, depth);
      locals.remove(locals.size() - 1);
      indent(depth).append("}\n");
    } else {
      String end = maybe() ? "3" : "await(env.<Integer>value(2))";
      text.append(label + ": for (int " + name + " = 0; " + name + " < " + end + "; ");
      text.append(name).append("++) {\n");
      body(name, label, depth);
      locals.remove(locals.size() - 1);
      indent(depth).append("}\n");
    }
  }

  private void body(String counter, String label, int depth) {
    locals.add(new Local(Kind.INT, counter, false));
    labels.add(label);
    block(1 + upTo(2), depth + 1);
    labels.remove(label);
  }

  private void tryStatement(int depth) {
    text.append("try {\n");
    block(1 + upTo(2), depth + 1);
    if (upTo(3) == 0) {
      indent(depth + 1)
          .append("await(env.failure(new IllegalArgumentException(\"" + newName("f") + "\")));\n");
    }
    boolean catches = upTo(4) != 0;
    if (catches) {
      String type =
          List.of(
                  "IllegalArgumentException",
                  "RuntimeException",
                  "Exception",
                  "Throwable",
                  "IllegalArgumentException | ArrayIndexOutOfBoundsException")
              .get(upTo(5));
      handler(type, depth);
    }
    if (!catches || maybe()) {
      indent(depth).append("} finally {\n");
      block(1 + upTo(2), depth + 1);
    }
    indent(depth).append("}\n");
  }

  private void handler(String type, int depth) {
    String name = newName("e");
    indent(depth).append("} catch (" + type + " " + name + ") {\n");
    locals.add(new Local(Kind.OBJECT, name, false));
    block(1 + upTo(2), depth + 1);
    locals.remove(locals.size() - 1);
  }

  private void resources(int depth) {
    String name = newName("r");
    text.append("try (RandomShared.Resource " + name + " = ");
    text.append(maybe() ? "await(env.<RandomShared.Resource>value(" : "((");
    text.append("RandomShared.open(env, ").append(expression(Kind.INT, 1)).append(")))");
    if (maybe()) {
      text.append(
          "; var " + newName("r") + " = RandomShared.open(env, await(env.<Integer>value(1)))");
    }
    text.append(") {\n");
    block(1 + upTo(2), depth + 1);
    if (maybe()) {
      handler("IllegalArgumentException", depth);
    }
    indent(depth).append("}\n");
  }

  private void switchStatement(int depth) {
    boolean words = maybe();
    boolean colours = !words && maybe();
    String value =
        words
            ? "\"\" + " + expression(Kind.INT, 1)
            : colours
                ? "RandomShared.Colour.of(" + expression(Kind.INT, size()) + ")"
                : expression(Kind.INT, size()) + " & 3";
    text.append("switch (" + value + ") {\n");
    for (int i = 0; i < 3; i++) {
      String label =
          colours ? List.of("RED", "GREEN", "BLUE").get(i) : words ? "\"" + i + "\"" : "" + i;
      indent(depth + 1).append("case ").append(label).append(": {\n");
      block(1 + upTo(2), depth + 2);
      indent(depth + 1).append(upTo(3) == 0 ? "}\n" : "} break;\n");
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
    if (!labels.isEmpty() && upTo(3) != 0) {
      String label = labels.get(upTo(labels.size()));
      text.append(maybe() ? "break " : "continue ").append(label).append(";\n");
    } else if (maybe()) {
      text.append("throw new IllegalArgumentException(" + expression(Kind.TEXT, size()) + ");\n");
    } else {
      text.append("env.log(").append(expression(Kind.OBJECT, size())).append(");\n");
    }
  }

  private void cancellation(int depth) {
    text.append("try {\n");
    block(1, depth + 1);
    indent(depth + 1).append("await(env.failure(new CancelledError(\"" + newName("f") + "\")));\n");
    handler("CancelledError", depth);
    if (maybe()) {
      indent(depth).append("} finally {\n");
      block(1, depth + 1);
    }
    indent(depth).append("}\n");
  }

  /** Without an await in it: that would be refused. */
  private void monitor(int depth) {
    text.append("synchronized (BOX) { BOX.a++; ");
    text.append(maybe() ? "if (env.tap(" + maybe() + ")) total--; " : "").append("}\n");
  }

  /** An async lambda, or an async method of a local or anonymous class; called at once. */
  private void function(int depth) {
    String name = newName("g");
    String parameter = newName("a");
    String call;
    switch (upTo(4)) {
      case 0 -> {
        text.append("class L" + name + " {\n");
        indent(depth + 1).append("int kept = " + upTo(9) + ";\n");
        indent(depth + 1).append("@Async Coroutine<Integer> go(int " + parameter + ") {\n");
        call = "new L" + name + "().go(";
      }
      case 1 -> {
        text.append("Function<Integer, Coroutine<Integer>> " + name + " = new Function<>() {\n");
        indent(depth + 1)
            .append(
                "@Override @Async public Coroutine<Integer> apply(Integer " + parameter + ") {\n");
        call = name + ".apply(";
      }
      default -> {
        text.append(
            "Function<Integer, Coroutine<Integer>> " + name + " = " + parameter + " -> {\n");
        // without an await it would be an ordinary lambda, whose failures no coroutine gets
        indent(depth + 2).append("env.log(await(env.<String>value(\"in " + name + "\")));\n");
        call = name + ".apply(";
      }
    }
    boolean ofClass =
        !call.startsWith(name) || text.lastIndexOf("@Override") > text.lastIndexOf(" -> {");
    List<Local> outer = new ArrayList<>(locals);
    List<String> outerLabels = new ArrayList<>(labels);
    labels.clear();
    locals.removeIf(local -> local.assignable() || local.name().startsWith("i"));
    locals.removeIf(local -> local.kind() == Kind.INT);
    locals.add(new Local(Kind.INT, parameter, true));
    block(1 + upTo(2), depth + 2);
    indent(depth + 2).append("return Coroutine.of(" + expression(Kind.INT, size()) + ");\n");
    locals.clear();
    locals.addAll(outer);
    labels.addAll(outerLabels);
    indent(depth + 1).append(ofClass ? "}\n" : "");
    indent(depth).append(call.startsWith("new ") ? "}\n" : "};\n");
    String result = newName("v");
    indent(depth).append("int " + result + " = await(" + call + expression(Kind.INT, 1) + "));\n");
    locals.add(new Local(Kind.INT, result, true));
  }

  final StringBuilder indent(int depth) {
    return text.append("  ".repeat(depth));
  }
}
