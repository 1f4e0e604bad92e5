package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.harness.Env;
import java.util.List;

/** Switches over patterns and record patterns; not compiled with the other tests, as they need Java 21. */
public class PatternSwitchCases {
  sealed interface Node permits Leaf, Branch, Named {}

  record Leaf(int value) implements Node {}

  record Branch(Node left, Node right) implements Node {}

  record Named<T>(String name, T content) implements Node {}

  enum Level {
    LOW,
    HIGH
  }

  @Async
  static Coroutine<Integer> sum(Env env, Node node) {
    return switch (node) {
      case Leaf leaf -> Coroutine.of(await(env.value(leaf.value())));
      case Branch(Leaf(var a), Leaf(int b)) when await(env.value(a)) > b ->
          Coroutine.of(a * 100 + await(env.value(b)));
      case Branch(Node left, Node right) ->
          Coroutine.of(await(sum(env, left)) * 10 + await(sum(env, right)));
      case Named<?>(String name, Integer n) when n > await(env.value(name.length())) -> sum(env, new Leaf(n));
      case Named<?> named -> Coroutine.of(await(env.value(named.name())).length());
    };
  }

  @Async
  public static Coroutine<Integer> recordPatterns(Env env) {
    Node node =
        new Branch(
            new Branch(new Leaf(7), new Leaf(2)),
            new Branch(new Named<>("abc", 5), new Branch(new Leaf(1), new Named<>("xyz", 1))));
    return Coroutine.of(await(sum(env, node)));
  }

  @Async
  public static Coroutine<String> typesAndGuards(Env env) {
    String all = "";
    Object[] objects = {5, 50, "s", "long string", 'c', null, List.of(1, 2), new int[] {3}, Level.HIGH, 2.5, 9L};
    for (Object o : objects) {
      all +=
          switch (await(env.value(o))) {
            case null -> await(env.value("null"));
            case Integer i when i > await(env.value(10)) -> "big" + i;
            case Integer i -> await(env.value("small")) + i;
            case String s when s.length() > 3 && await(env.value(true)) -> {
              int n = await(env.value(s.length()));
              yield s.charAt(0) + "" + n;
            }
            case String s -> s + await(env.value("!"));
            case Character c -> "" + c;
            case List<?> list when list.size() == await(env.value(2)) -> "list" + list.get(await(env.value(1)));
            case int[] array -> "array" + array[await(env.value(0))];
            case Level level -> level + await(env.value("level"));
            case Number n -> n.intValue() + await(env.value("number"));
            default -> "other";
          };
      all += " ";
    }
    return Coroutine.of(all);
  }

  @Async
  public static Coroutine<String> statementWithFallThrough(Env env) {
    String all = "";
    for (Object o : new Object[] {1, "x", 2L, Level.LOW}) {
      switch (o) {
        case Integer i:
          all += i + await(env.value("int"));
          break;
        case String s when await(env.value(true)):
          all += s;
          break;
        case Level level when level == Level.LOW && await(env.value(true)):
          all += await(env.value("fell"));
          break;
        default:
          all += await(env.value("default"));
      }
    }
    return Coroutine.of(all);
  }

  @Async
  public static Coroutine<String> enumsAndNull(Env env) {
    String all = "";
    for (Level level : new Level[] {Level.LOW, null, Level.HIGH}) {
      all +=
          switch (level) {
            case LOW -> await(env.value("low"));
            case HIGH -> await(env.value("high"));
            case null -> await(env.value("none"));
          };
    }
    return Coroutine.of(all);
  }

  @Async
  public static Coroutine<String> recordPatternInInstanceof(Env env) {
    Object o = await(env.<Object>value(new Branch(new Leaf(3), new Named<>("n", "c"))));
    if (o instanceof Branch(Leaf(int n), Named<?>(var name, String content)) && await(env.value(n)) == 3) {
      return Coroutine.of(name + content + await(env.value(n)));
    }
    return Coroutine.of("no match");
  }

  record Failing(int n) {
    @Override
    public int n() {
      throw new IllegalStateException("accessor");
    }
  }

  @Async
  public static Coroutine<String> accessorThatFails(Env env) {
    Object o = await(env.<Object>value(new Failing(1)) instanceof Object x ? env.value(x) : null);
    try {
      return Coroutine.of(o instanceof Failing(int n) ? "n" + await(env.value(n)) : "no");
    } catch (MatchException e) {
      return Coroutine.of(await(env.value("match failed")) + e.getCause().getMessage());
    }
  }

  @Async
  public static Coroutine<Integer> patternSwitchAboveOperands(Env env) {
    Object o = await(env.<Object>value("four"));
    return Coroutine.of(
        env.tap(1)
            + switch (o) {
              case String s when s.length() == await(env.value(4)) -> await(env.value(s.length()));
              case Object other -> env.tap(100);
            }
            + await(env.value(10)));
  }
}
