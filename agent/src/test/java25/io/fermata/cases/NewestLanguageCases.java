package io.fermata.cases;

import module java.base;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.harness.Env;

/** Unnamed patterns, flexible constructors, imported modules; not compiled with the other tests, as they need Java 25. */
public class NewestLanguageCases {
  sealed interface Shape permits Circle, Square, Pair, Counted {}

  record Circle(double radius) implements Shape {}

  record Square(long side, String name) implements Shape {}

  record Pair<A extends Shape, B>(A a, B b) implements Shape {}

  record Counted(Env env, int n) implements Shape {
    @Override
    public int n() {
      env.log("n()");
      return n;
    }
  }

  @Async
  static Coroutine<Object> area(Env env, Shape shape) {
    return Coroutine.of(
        switch (shape) {
          case Circle(double r) when await(env.value(r)) > 2.0 && r < await(env.value(5.0)) -> r * await(env.value(2L));
          case Circle(_) -> await(env.value("small"));
          case Square(long side, _) when side == await(env.value(4)) -> side + await(env.value("four")) + side;
          case Square(_, String n) -> {
            try {
              yield n + await(env.value(n.length()));
            } finally {
              env.log("finally" + await(env.value(1)));
            }
          }
          case Pair(Circle(double d), Pair<?, ?>(Counted(_, int k), Integer i)) when i > await(env.value(k)) ->
              d + await(env.value(k)) + i;
          case Pair<?, ?>(var a, var b) ->
              await(area(env, a)) + "|" + (b instanceof Shape other ? await(area(env, other)) : await(env.value(b)));
          case Counted(_, int n) -> n;
        });
  }

  @Async
  public static Coroutine<String> unnamedPatterns(Env env) {
    var all = new StringBuilder();
    Shape[] shapes = {
      new Circle(3),
      new Circle(1),
      new Square(4, "x"),
      new Square(5, "five"),
      new Counted(env, 9),
      new Pair<>(new Circle(1.5), new Pair<>(new Counted(env, 2), 7)),
      new Pair<>(new Square(4, "q"), new Circle(4)),
      new Pair<>(new Circle(0), "text")
    };
    for (Shape shape : shapes) {
      all.append(await(area(env, shape))).append(await(env.value(';')));
    }
    return Coroutine.of(all.toString());
  }

  static class Flexible {
    final int doubled;
    final Env env;

    Flexible(Env env, int v) {
      int w = v * 2;
      if (w < 0) {
        throw new IllegalArgumentException();
      }
      this.doubled = w;
      super();
      this.env = env;
    }

    @Async
    Coroutine<Integer> later() {
      return Coroutine.of(doubled + await(env.value(doubled)));
    }
  }

  @Async
  public static Coroutine<String> flexibleConstructors(Env env) {
    try {
      return Coroutine.of("" + new Flexible(env, await(env.value(-1))).doubled);
    } catch (IllegalArgumentException _) {
      return Coroutine.of("refused" + await(new Flexible(env, await(env.value(4))).later()));
    }
  }

  @Async
  public static Coroutine<String> unnamedVariables(Env env) {
    String all = "";
    List<Supplier<String>> suppliers = new ArrayList<>();
    for (int _ : new int[] {1, 2}) {
      String got = all + await(env.value("each"));
      suppliers.add(() -> got);
    }
    for (Supplier<String> supplier : suppliers) {
      all += supplier.get();
    }
    try {
      Object _ = await(env.value(1));
      throw new IOException("io");
    } catch (IOException _) {
      all += await(env.value("caught"));
    }
    BiFunction<Integer, Integer, Coroutine<Integer>> second = (_, y) -> Coroutine.of(y + await(env.value(y)));
    return Coroutine.of(all + await(second.apply(1, 2)));
  }

  @Async
  public static Coroutine<String> boxesByTheirPatterns(Env env) {
    String all = "";
    for (Object o : new Object[] {(byte) 1, 'x', 2f, 3.0, 4L, (short) 5, true}) {
      all +=
          switch (o) {
            case Byte b when b == await(env.value((byte) 1)) -> "b" + b;
            case Character c -> "" + (char) (c + await(env.value(1)));
            case Float f -> f + await(env.value(1));
            case Double d -> d * await(env.value(2));
            case Long l -> l << await(env.value(1));
            case Short s -> s;
            case Boolean z -> z ^ await(env.value(true));
            default -> "other";
          };
    }
    return Coroutine.of(all);
  }
}
