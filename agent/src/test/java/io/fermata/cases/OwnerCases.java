package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.Task;
import io.fermata.harness.Env;
import java.util.function.Supplier;

/** Async methods in every kind of class. */
public class OwnerCases {
  enum Level {
    LOW(1),
    HIGH(2) {
      @Override
      @Async
      Coroutine<String> describe(Env env) {
        return Coroutine.of(await(env.value("very ")) + await(super.describe(env)) + weight);
      }
    };

    final int weight;

    Level(int weight) {
      this.weight = weight;
    }

    @Async
    Coroutine<String> describe(Env env) {
      return Coroutine.of(await(env.value(name())) + ordinal());
    }

    @Async
    static Coroutine<Integer> total(Env env) {
      int sum = 0;
      for (Level level : values()) {
        sum += await(env.value(level.weight));
      }
      return Coroutine.of(sum);
    }
  }

  record Point(int x, long y) {
    Point {
      Env.current().log("new point");
    }

    @Async
    Coroutine<Point> moved(Env env, int by) {
      return Coroutine.of(new Point(x + await(env.value(by)), y() + await(env.value((long) by))));
    }

    @Async
    static Coroutine<Point> origin(Env env) {
      return Coroutine.of(new Point(await(env.value(0)), 0));
    }
  }

  static class Nested {
    private int count;

    @Async
    Coroutine<Integer> next(Env env) {
      count += await(env.value(1));
      return Coroutine.of(count);
    }

    static class Deeper {
      @Async
      static Coroutine<String> where(Env env) {
        return Coroutine.of(await(env.value("deeper")));
      }
    }
  }

  class Inner {
    private final String own;

    Inner(String own) {
      this.own = own;
    }

    class Innermost {
      @Async
      Coroutine<String> all(Env env) {
        secret += await(env.value(1));
        return Coroutine.of(own + secret + await(env.value("!")) + OwnerCases.this.secret);
      }
    }

    @Async
    private Coroutine<String> both(Env env) {
      return Coroutine.of(await(env.value(own)) + secret + await(hidden(env)));
    }
  }

  abstract static class Shape {
    abstract Coroutine<Double> area(Env env);

    @Async
    Coroutine<String> print(Env env) {
      return Coroutine.of(getClass().getSimpleName() + await(area(env)));
    }
  }

  static final class Square extends Shape {
    @Override
    @Async
    Coroutine<Double> area(Env env) {
      double side = await(env.value(3.0));
      return Coroutine.of(side * side);
    }
  }

  static final class Cell<T extends Comparable<T>> {
    private T content;

    Cell(T content) {
      this.content = content;
    }

    @Async
    Coroutine<T> swap(Env env, T next) {
      T old = content;
      content = await(env.value(next));
      return Coroutine.of(old.compareTo(content) < 0 ? old : await(env.value(content)));
    }

    @Async
    <R> Coroutine<R> map(Env env, java.util.function.Function<? super T, ? extends R> f) {
      return Coroutine.of(f.apply(await(env.value(content))));
    }
  }

  private int secret = 5;

  @Async
  private Coroutine<Integer> hidden(Env env) {
    return Coroutine.of(await(env.value(secret * 2)));
  }

  @Async
  public static Coroutine<String> enums(Env env) {
    return Coroutine.of(
        await(Level.LOW.describe(env)) + await(Level.HIGH.describe(env)) + await(Level.total(env)));
  }

  @Async
  public static Coroutine<String> records(Env env) {
    Point p = await(await(Point.origin(env)).moved(env, 3));
    return Coroutine.of(p + "" + p.equals(await(p.moved(env, 0))));
  }

  @Async
  public static Coroutine<String> nestedClasses(Env env) {
    Nested nested = new Nested();
    int n = await(nested.next(env)) * 10 + await(nested.next(env));
    return Coroutine.of(n + await(Nested.Deeper.where(env)));
  }

  @Async
  public static Coroutine<String> innerClasses(Env env) {
    OwnerCases outer = new OwnerCases();
    Inner inner = outer.new Inner("own");
    return Coroutine.of(
        await(inner.both(env)) + await(inner.new Innermost().all(env)) + outer.secret);
  }

  @Async
  public static Coroutine<String> localClasses(Env env) {
    int captured = await(env.value(4));
    long wide = 1L << 40;
    class Local {
      @Async
      Coroutine<Long> sum(int n) {
        return Coroutine.of(await(env.value(captured)) + n + await(env.value(wide)));
      }
    }
    record Holder(String s) {
      @Async
      Coroutine<String> twice(Env env) {
        return Coroutine.of(await(env.value(s)) + s);
      }
    }
    return Coroutine.of(await(new Local().sum(2)) + await(new Holder("h").twice(env)));
  }

  interface Greeter {
    Coroutine<String> greet(Env env, String who);
  }

  @Async
  public static Coroutine<String> anonymousClasses(Env env) {
    String captured = await(env.value("captured"));
    Greeter greeter =
        new Greeter() {
          int calls;

          @Override
          @Async
          public Coroutine<String> greet(Env env, String who) {
            calls += await(env.value(1));
            Greeter inner =
                new Greeter() {
                  @Override
                  @Async
                  public Coroutine<String> greet(Env env, String who) {
                    return Coroutine.of(await(env.value(who)) + captured + calls);
                  }
                };
            return Coroutine.of(await(inner.greet(env, who + "+")) + await(env.value("?")));
          }
        };
    return Coroutine.of(await(greeter.greet(env, "a")) + await(greeter.greet(env, "b")));
  }

  @Async
  public static Coroutine<String> abstractClasses(Env env) {
    Shape shape = new Square();
    return Coroutine.of(await(shape.print(env)));
  }

  @Async
  public static Coroutine<String> genericClasses(Env env) {
    Cell<String> cell = new Cell<>("b");
    String first = await(cell.swap(env, "c"));
    String second = await(cell.swap(env, "a"));
    int length = await(cell.map(env, String::length));
    return Coroutine.of(first + second + length);
  }

  @Async
  public static Coroutine<String> topLevelOfPackage(Env env) {
    return Coroutine.of(await(new Neighbour().visit(env)) + await(Neighbour.count(env)));
  }

  @Async
  public static Coroutine<Integer> instanceInitialiser(Env env) {
    Supplier<Coroutine<Integer>> made = new Initialised(await(env.value(3))).made;
    return Coroutine.of(await(made.get()));
  }

  static final class Initialised {
    final Supplier<Coroutine<Integer>> made;
    final int n;

    {
      made = () -> Coroutine.of(self() + await(Env.current().value(1)));
    }

    Initialised(int n) {
      this.n = n;
    }

    int self() {
      return n;
    }
  }
}

final class Neighbour {
  private static int visits;

  @Async
  Task<String> visit(Env env) {
    visits += await(env.value(1));
    return Task.of("visit" + visits);
  }

  @Async
  static Coroutine<Integer> count(Env env) {
    return Coroutine.of(await(env.value(visits)));
  }
}
