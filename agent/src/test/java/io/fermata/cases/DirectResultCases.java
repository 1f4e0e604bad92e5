package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.harness.Env;
import java.util.ArrayList;
import java.util.List;

/** What awaited methods of the same class return, and what is done with it. */
public class DirectResultCases {
  private final int base;

  DirectResultCases(int base) {
    this.base = base;
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

  /** What the callee returns, boxed and not, and what becomes of it. */
  @Async
  public static Coroutine<String> everyResult(Env env) {
    int i = await(anInt(env, 70_000));
    long l = await(aLong(env, 1L << 40)) + await(aLong(env, -1));
    double d = await(aDouble(env, 0.5)) * await(aDouble(env, Double.NaN));
    float f = await(aFloat(env, 1.5f));
    boolean z = !await(aBoolean(env, true));
    char c = await(aChar(env, 'x'));
    byte b = await(aByte(env, (byte) -3));
    short s = await(aShort(env, (short) 300));
    Integer boxed = await(anInt(env, 5));
    Object object = await(anInt(env, 1_000_000));
    Number number = await(aLong(env, 7));
    await(aLong(env, 8));
    String text = "" + await(anInt(env, 9)) + await(aDouble(env, -0.0));
    long widened = await(anInt(env, -1));
    List<Long> list = new ArrayList<>();
    list.add(await(aLong(env, 11)));
    Void none = await(nothing(env));
    return Coroutine.of(
        i + " " + l + " " + d + " " + f + " " + z + " " + c + " " + b + " " + s + " " + boxed + " "
            + object + " " + number + " " + text + " " + widened + list + none);
  }

  @Async
  private static Coroutine<Integer> anInt(Env env, int n) {
    return n % 2 == 0 ? Coroutine.of(n) : Coroutine.of(await(env.value(n)));
  }

  @Async
  private static Coroutine<Long> aLong(Env env, long n) {
    if (n % 2 == 0) {
      return Coroutine.of(n);
    }
    return Coroutine.of(await(env.value(n)));
  }

  @Async
  private static Coroutine<Double> aDouble(Env env, double n) {
    double squared = n * await(env.value(n));
    return Coroutine.of(squared);
  }

  @Async
  private static Coroutine<Float> aFloat(Env env, float n) {
    return Coroutine.of(n + await(env.value(n)));
  }

  @Async
  private static Coroutine<Boolean> aBoolean(Env env, boolean n) {
    return Coroutine.of(n && await(env.value(n)));
  }

  @Async
  private static Coroutine<Character> aChar(Env env, char n) {
    return Coroutine.of((char) (n + await(env.value(1))));
  }

  @Async
  private static Coroutine<Byte> aByte(Env env, byte n) {
    return Coroutine.of((byte) (n * await(env.value(2))));
  }

  @Async
  private static Coroutine<Short> aShort(Env env, short n) {
    return Coroutine.of((short) (n + await(env.value(2))));
  }

  @Async
  private static Coroutine<Void> nothing(Env env) {
    env.log("nothing");
    await(env.value("n"));
    return Coroutine.done();
  }

  /** A boxed null meets an unboxing: at the await, as ever. */
  @Async
  public static Coroutine<String> nullResult(Env env) {
    Integer none = await(maybe(env, false));
    try {
      int n = await(maybe(env, true)) + await(maybe(env, false));
      return Coroutine.of("no: " + n);
    } catch (NullPointerException e) {
      return Coroutine.of("null " + none);
    }
  }

  @Async
  private static Coroutine<Integer> maybe(Env env, boolean there) {
    return Coroutine.of(there ? await(env.value(1)) : null);
  }

  /** A callee that returns a primitive, a box, another coroutine, and one that has to wait. */
  @Async
  public static Coroutine<String> everyReturn(Env env) {
    String all = "";
    for (int way = 0; way < 6; way++) {
      all += await(inWays(env, way)) + " ";
      int sum = 1000 + await(inWays(env, way));
      all += sum + " ";
    }
    return Coroutine.of(all);
  }

  @Async
  private static Coroutine<Integer> inWays(Env env, int way) {
    switch (way) {
      case 0:
        return Coroutine.of(4_000);
      case 1:
        return env.coroutine(5_000);
      case 2:
        return anInt(env, 6_001);
      case 3:
        Integer boxed = Integer.valueOf(await(env.value("7")));
        return Coroutine.of(boxed);
      case 4:
        Coroutine<Integer> later = Coroutine.of(await(env.value(8_000)));
        return later;
      default:
        return way == 5 ? Coroutine.of(way + await(env.value(9_000))) : ofPackage(env, way);
    }
  }

  @Async
  public static Coroutine<String> suspendsNever(Env env) {
    return Coroutine.of("" + await(times(env, 0)) + await(times(env, 0)) + await(env.value(1)));
  }

  @Async
  public static Coroutine<String> suspendsOftenAndInTurns(Env env) {
    String all = "";
    for (int n = 0; n < 5; n++) {
      all += await(times(env, n)) + await(times(env, 0)) + ";";
    }
    return Coroutine.of(all);
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
  public static Coroutine<String> deepInAnExpression(Env env) {
    long[] array = {1, 2, 3};
    DirectResultCases self = new DirectResultCases(2);
    array[await(ownStatic(env, 0))] +=
        env.tap(5L) * await(aLong(env, await(aLong(env, 3)))) + array[await(anInt(env, 2))];
    String text =
        new StringBuilder("<" + await(self.own(env, await(ownStatic(env, 1)))))
            .append(env.tap('c'))
            .append(await(aDouble(env, 1.5)) > 2 ? await(anInt(env, 4)) : await(anInt(env, 5)))
            .append(
                new DirectResultCases(await(anInt(env, 6))).base
                    + await(self.generic(env, "g", 7L)))
            .toString();
    return Coroutine.of(text + array[1]);
  }

  @Async
  private <T, N extends Number & Comparable<N>> Coroutine<String> generic(Env env, T t, N n) {
    return Coroutine.of("" + t + await(env.value(n)) + await(same(env, t)));
  }

  @Async
  private static <T> Coroutine<T> same(Env env, T t) {
    await(env.value("same"));
    return Coroutine.of(t);
  }

  @Async
  public static Coroutine<String> genericResultsAreUnboxed(Env env) {
    int i = await(same(env, 1_234));
    long l = await(DirectResultCases.<Long>same(env, 5_678L)) + i;
    return Coroutine.of(l + await(same(env, "!")));
  }

  /** A cast that fails fails at the await, whatever the body returned. */
  @Async
  @SuppressWarnings({"unchecked", "rawtypes"})
  public static Coroutine<String> wrongBox(Env env) {
    String all = "";
    Coroutine raw = anInt(env, await(env.value(2)));
    try {
      long l = await((Coroutine<Long>) raw);
      all += l;
    } catch (ClassCastException e) {
      all += e.getClass() + " ";
    }
    try {
      int i = await((Coroutine<Integer>) (Coroutine) aDouble(env, 3));
      all += i;
    } catch (ClassCastException e) {
      all += e.getClass() + " ";
    }
    return Coroutine.of(all);
  }
}
