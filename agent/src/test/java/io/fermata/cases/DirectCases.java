package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.harness.Env;
import java.io.IOException;

/** Awaits of methods of the same class, which may run without a coroutine in between. */
public class DirectCases {
  private final int base;

  DirectCases(int base) {
    this.base = base;
  }

  @Async
  public static Coroutine<String> everyKindOfCallee(Env env) {
    DirectCases self = new DirectCases(1);
    return Coroutine.of(
        await(ownStatic(env, 1))
            + " "
            + await(ofPackage(env, 2))
            + " "
            + await(self.own(env, 3))
            + " "
            + await(self.last(env, 4))
            + " "
            + await(self.open(env, 5))
            + " "
            + await(new Sub().open(env, 6))
            + " "
            + await(self.callsOwn(env)));
  }

  @Async
  private static Coroutine<Integer> ownStatic(Env env, int n) {
    return Coroutine.of(await(env.value(n)) + 1);
  }

  @Async
  static Coroutine<Integer> ofPackage(Env env, int n) {
    return Coroutine.of(await(env.value(n)) + 1);
  }

  @Async
  private Coroutine<Integer> own(Env env, int n) {
    return Coroutine.of(await(env.value(n)) + base);
  }

  @Async
  public final Coroutine<Integer> last(Env env, int n) {
    return Coroutine.of(await(env.value(n)) + base);
  }

  @Async
  public Coroutine<Integer> open(Env env, int n) {
    return Coroutine.of(await(env.value(n)) + base);
  }

  @Async
  private Coroutine<String> callsOwn(Env env) {
    int first = await(own(env, 10));
    int second = await(this.own(env, env.tap(true) ? await(env.value(20)) : 0));
    DirectCases other = new DirectCases(7);
    return Coroutine.of(
        first + "," + second + "," + await(other.own(env, 30)) + "," + await(open(env, 40)));
  }

  private static final class Sub extends DirectCases {
    Sub() {
      super(100);
    }

    @Override
    @Async
    public Coroutine<Integer> open(Env env, int n) {
      return Coroutine.of(await(super.open(env, n)) + await(super.last(env, n)) * 1000);
    }
  }

  /** Has a method of the same name and type. */
  private static final class Twin {
    @Async
    private static Coroutine<Integer> ownStatic(Env env, int n) {
      return Coroutine.of(await(env.value(n)) * 1000);
    }
  }

  @Async
  public static Coroutine<String> ofTheSameNameElsewhere(Env env) {
    return Coroutine.of(await(Twin.ownStatic(env, 1)) + " " + await(ownStatic(env, 2)));
  }

  @Async
  private static Coroutine<Integer> anInt(Env env, int n) {
    return n % 2 == 0 ? Coroutine.of(n) : Coroutine.of(await(env.value(n)));
  }

  @Async
  private static Coroutine<Double> aDouble(Env env, double n) {
    double squared = n * await(env.value(n));
    return Coroutine.of(squared);
  }

  @Async
  private static Coroutine<Integer> times(Env env, int n) {
    int sum = 100;
    for (int i = 0; i < n; i++) {
      sum += await(env.value(i));
    }
    return Coroutine.of(sum);
  }

  @Async
  public static Coroutine<Integer> recursion(Env env) {
    return Coroutine.of(await(fibonacci(env, 8)));
  }

  @Async
  private static Coroutine<Integer> fibonacci(Env env, int n) {
    if (n < 2) {
      return Coroutine.of(await(env.value(n)));
    }
    return Coroutine.of(await(fibonacci(env, n - 1)) + await(fibonacci(env, n - 2)));
  }

  @Async
  public static Coroutine<Boolean> mutualRecursion(Env env) {
    return Coroutine.of(await(new DirectCases(0).even(env, 9)));
  }

  @Async
  private Coroutine<Boolean> even(Env env, int n) {
    return n == 0 ? Coroutine.of(true) : Coroutine.of(await(odd(env, await(env.value(n - 1)))));
  }

  @Async
  private Coroutine<Boolean> odd(Env env, int n) {
    return Coroutine.of(n != 0 && await(even(env, n - 1)));
  }

  @Async
  public static Coroutine<Integer> deepRecursion(Env env) {
    return Coroutine.of(await(depth(env, 300)));
  }

  @Async
  private static Coroutine<Integer> depth(Env env, int n) {
    return n == 0 ? Coroutine.of(await(env.value(1))) : Coroutine.of(1 + await(depth(env, n - 1)));
  }

  @Async
  public static Coroutine<String> stackOverflow(Env env) {
    String s = await(env.value("before"));
    try {
      s += await(bottomless(0));
    } catch (StackOverflowError e) {
      s += " caught " + await(env.value("inside")) + await(ownStatic(env, 5));
    }
    return Coroutine.of(s + await(env.value(" after")));
  }

  @Async
  private static Coroutine<Integer> bottomless(int n) {
    return n < 0 ? Coroutine.of(n) : Coroutine.of(1 + await(bottomless(n + 1)));
  }

  @Async
  public static Coroutine<String> failures(Env env) {
    String all = "";
    for (int when = 0; when < 4; when++) {
      try {
        all += await(fails(env, when));
      } catch (IllegalArgumentException e) {
        all += "caught " + e.getMessage() + await(ownStatic(env, when));
      } finally {
        all += await(times(env, when)) + "|";
      }
    }
    try {
      all += await(fails(env, 1), IllegalArgumentException.class);
    } catch (Exception e) {
      all += e.getMessage();
    }
    return Coroutine.of(all);
  }

  @Async
  private static Coroutine<Integer> fails(Env env, int when) {
    int n = 0;
    try {
      if (when == 0) {
        throw new IllegalArgumentException("at once");
      }
      n = await(env.value(3));
      if (when == 1) {
        throw new IllegalArgumentException("after");
      }
      n += await(ownStatic(env, when));
      return when == 2
          ? env.failedCoroutine(new IllegalArgumentException("left"))
          : Coroutine.of(n);
    } catch (IllegalArgumentException e) {
      env.log("inside", e.getMessage());
      throw e;
    } finally {
      env.log("finally", n + await(env.value(1)));
    }
  }

  @Async
  public static Coroutine<String> checkedException(Env env) {
    try {
      int before = 5;
      return Coroutine.of("" + (before + await(reads(env, true), IOException.class)));
    } catch (IOException e) {
      return Coroutine.of(e.getMessage() + await(reads(env, false)));
    }
  }

  @Async
  private static Coroutine<Integer> reads(Env env, boolean fails) {
    await(env.value("read"));
    if (fails) {
      throw DirectCases.<RuntimeException>sneaky(new IOException("io"));
    }
    return Coroutine.of(1);
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> X sneaky(Throwable thrown) throws X {
    throw (X) thrown;
  }

  @Async
  public static Coroutine<String> nullReceiver(Env env) {
    DirectCases none = env.tap(true) ? null : new DirectCases(1);
    String all = "";
    for (int kind = 0; kind < 3; kind++) {
      try {
        all +=
            switch (kind) {
              case 0 -> await(none.own(env, env.tap(await(ownStatic(env, 1)))));
              case 1 -> await(none.last(env, env.tap(2)));
              default -> await(none.open(env, env.tap(3)));
            };
      } catch (NullPointerException e) {
        all += "npe" + kind;
      }
    }
    return Coroutine.of(all);
  }

  @Async
  public static Coroutine<String> choiceOfCalls(Env env) {
    String all = "";
    for (int i = 0; i < 3; i++) {
      all += await(i == 0 ? ownStatic(env, 1) : i == 1 ? ofPackage(env, 2) : env.coroutine(9));
      Coroutine<Integer> chosen = env.tap(i == 1) ? anInt(env, 4) : anInt(env, 5);
      all += await(chosen);
    }
    return Coroutine.of(all);
  }

  @Async
  public static Coroutine<String> argumentsInOrder(Env env) {
    return Coroutine.of(
        await(
            wide(
                env,
                env.tap(1L),
                await(aDouble(env, 2)),
                await(ownStatic(env, 3)),
                env.tap("4"),
                await(env.value(5f)))));
  }

  @Async
  private static Coroutine<String> wide(Env env, long l, double d, int i, String s, float f) {
    await(env.value(l));
    String first = l + s;
    await(env.value(d));
    return Coroutine.of(first + d + i + f + await(env.value(s)));
  }

  @Async
  public static Coroutine<String> ofAnInterface(Env env) {
    Shape shape = () -> 5;
    return Coroutine.of(await(shape.area(env)) + " " + await(Shape.doubled(env, 4)));
  }

  /** Private and static methods of an interface. */
  interface Shape {
    int side();

    @Async
    default Coroutine<Integer> area(Env env) {
      return Coroutine.of(await(side(env)) * await(this.side(env)) + await(doubled(env, 3)));
    }

    @Async
    private Coroutine<Integer> side(Env env) {
      return Coroutine.of(await(env.value(side())));
    }

    @Async
    static Coroutine<Integer> doubled(Env env, int n) {
      return Coroutine.of(2 * await(single(env, n)));
    }

    @Async
    private static Coroutine<Integer> single(Env env, int n) {
      return Coroutine.of(await(env.value(n)));
    }
  }

  @Async
  public static Coroutine<String> ofAnEnumAndARecord(Env env) {
    return Coroutine.of(await(Unit.TWO.total(env)) + await(new Point(3, 4).sum(env)));
  }

  enum Unit {
    ONE,
    TWO;

    @Async
    Coroutine<String> total(Env env) {
      return Coroutine.of(await(name(env, 1)) + await(ofAll(env)));
    }

    @Async
    private Coroutine<String> name(Env env, int n) {
      return Coroutine.of(name() + await(env.value(n)));
    }

    @Async
    static Coroutine<Integer> ofAll(Env env) {
      return Coroutine.of(await(env.value(values().length)));
    }
  }

  record Point(int x, int y) {
    @Async
    Coroutine<Integer> sum(Env env) {
      return Coroutine.of(await(x(env)) + await(y(env)));
    }

    @Async
    private Coroutine<Integer> x(Env env) {
      return Coroutine.of(await(env.value(x)));
    }

    @Async
    Coroutine<Integer> y(Env env) {
      return Coroutine.of(await(env.value(y)));
    }
  }
}
