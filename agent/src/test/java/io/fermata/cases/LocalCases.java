package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.harness.Env;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/** Locals of every type, alive, dead and undecided across awaits. */
public class LocalCases {
  @Async
  public static Coroutine<String> everyPrimitive(Env env) {
    boolean z = env.tap(true);
    byte b = env.tap((byte) -128);
    char c = env.tap('\uffff');
    short s = env.tap((short) -32768);
    int i = env.tap(Integer.MIN_VALUE);
    long l = env.tap(Long.MIN_VALUE);
    float f = env.tap(Float.MIN_VALUE);
    double d = env.tap(Double.MIN_VALUE);
    await(env.value(1));
    env.log(z + " " + b + " " + (int) c + " " + s + " " + i + " " + l + " " + f + " " + d);
    z ^= true;
    b--;
    c++;
    s--;
    i--;
    l--;
    f += 1;
    d += 1;
    await(env.value(2));
    return Coroutine.of(
        z + " " + b + " " + (int) c + " " + s + " " + i + " " + l + " " + f + " " + d);
  }

  @Async
  public static Coroutine<Long> bitsOfFloatingPoint(Env env) {
    double nan = Double.longBitsToDouble(0x7ff0_0000_0000_1234L);
    double zero = -0.0;
    float small = Float.intBitsToFloat(0x7f80_0001);
    await(env.value("x"));
    env.log(Double.doubleToRawLongBits(zero));
    env.log(Float.isNaN(small));
    env.log(1 / zero);
    return Coroutine.of(Double.isNaN(nan) ? Double.doubleToRawLongBits(nan) & 0xffff : 0);
  }

  @Async
  public static Coroutine<Integer> assignedAfterwards(Env env) {
    int x;
    long y;
    await(env.value(0));
    x = env.tap(3);
    y = await(env.value(4L));
    return Coroutine.of(x + (int) y);
  }

  @Async
  public static Coroutine<String> assignedOnBothPaths(Env env) {
    String s;
    double d;
    if (env.tap(true)) {
      s = await(env.value("then"));
      d = 1;
    } else {
      s = "else";
      d = await(env.value(2.0));
    }
    await(env.value(0));
    return Coroutine.of(s + d);
  }

  @Async
  public static Coroutine<String> unassignedOnOnePathThenAssigned(Env env) {
    String s;
    long n;
    if (await(env.value(true))) {
      s = env.tap("first");
      n = s.length();
      env.log(n);
    }
    await(env.value(1));
    s = env.tap("second");
    n = await(env.value(5L));
    return Coroutine.of(s + n);
  }

  @Async
  public static Coroutine<Boolean> nullAcross(Env env) {
    String s = null;
    await(env.value(1));
    env.log(s);
    boolean wasNull = s == null;
    if (wasNull) {
      s = await(env.value("set"));
    }
    env.log(s.length());
    int[] array = null;
    await(env.value(2));
    env.log(array == null);
    return Coroutine.of(wasNull);
  }

  @Async
  public static Coroutine<List<String>> nullOnOnePath(Env env) {
    List<String> list = null;
    for (int i = 0; i < 3; i++) {
      String item = await(env.value("i" + i));
      if (i == 1) {
        list = new ArrayList<>();
      }
      await(env.value(i));
      if (list != null) {
        list.add(item);
      }
      env.log(list);
    }
    return Coroutine.of(list);
  }

  @Async
  public static Coroutine<Object> slotUsedByOtherTypes(Env env) {
    {
      int a = env.tap(1);
      await(env.value(a));
      env.log(a);
    }
    {
      String b = env.tap("two");
      await(env.value(b));
      env.log(b);
    }
    {
      long c = env.tap(3L);
      await(env.value(c));
      env.log(c);
    }
    {
      double d = env.tap(4.0);
      await(env.value(d));
      env.log(d);
    }
    {
      float e = env.tap(5f);
      float f = env.tap(6f);
      await(env.value(e));
      env.log(e + f);
    }
    Object[] g = {env.tap(7)};
    await(env.value(0));
    return Coroutine.of(g[0]);
  }

  @Async
  public static Coroutine<Long> wideOverHalves(Env env) {
    long sum = 0;
    for (int i = 0; i < 3; i++) {
      {
        int a = i;
        int b = await(env.value(a)) + 1;
        sum += a + b;
      }
      {
        byte pad = (byte) i;
        long c = await(env.value(10L)) + pad;
        await(env.value(c));
        sum += c;
      }
      {
        long e = sum;
        await(env.value(e));
        int f = (int) e;
        sum += f;
      }
      env.log(sum);
    }
    return Coroutine.of(sum);
  }

  @Async
  public static Coroutine<Integer> parametersReassigned(Env env) {
    return Coroutine.of(await(reassigns(env, 1, "s", 2L, 3.0, new int[] {4})));
  }

  @Async
  static Coroutine<Integer> reassigns(Env env, int a, String s, long l, double d, int[] array) {
    a += await(env.value(10));
    s = s + a;
    l = l * await(env.value(3L));
    d = -d;
    array = new int[] {array[0] + await(env.value(1)), a};
    env.log(s + l + d);
    env = env.tap(env) == null ? null : env;
    return Coroutine.of(array[0] + array[1] + await(env.value((int) l)));
  }

  @Async
  public static Coroutine<String> capturedByLambdas(Env env) {
    int captured = await(env.value(5));
    IntSupplier early = () -> captured * 2;
    await(env.value(0));
    IntSupplier late = () -> captured + early.getAsInt();
    env.log(await(env.value(late)).getAsInt());
    return Coroutine.of(early.getAsInt() + "," + late.getAsInt());
  }

  @Async
  public static Coroutine<String> declaredWiderThanItIs(Env env) {
    Object o = "text";
    await(env.value(1));
    env.log(((String) o).length());
    o = new int[] {1, 2};
    await(env.value(2));
    env.log(((int[]) o)[1]);
    o = 5;
    await(env.value(3));
    return Coroutine.of(o + "" + await(env.value(o)));
  }

  @Async
  public static Coroutine<Object> typeChangesInALoop(Env env) {
    Object o = "start";
    for (int i = 0; i < 4; i++) {
      Object before = o;
      await(env.value(i));
      o = i % 2 == 0 ? (Object) Integer.valueOf(i) : new StringBuilder().append(i);
      env.log(before + "->" + o);
    }
    return Coroutine.of(o.toString());
  }

  @Async
  public static Coroutine<String> commonInterfaces(Env env) {
    Comparable<?> c = await(env.value(true)) ? Integer.valueOf(1) : "one";
    await(env.value(0));
    Serializable s = env.tap(false) ? new int[0] : Double.valueOf(2);
    await(env.value(0));
    CharSequence text = env.tap(1) > 0 ? new StringBuilder("sb") : "string";
    await(env.value(0));
    return Coroutine.of(c + "" + s + text.length() + text);
  }

  @Async
  public static Coroutine<Integer> fortyAlive(Env env) {
    int a0 = 0, a1 = 1, a2 = 2, a3 = 3, a4 = 4, a5 = 5, a6 = 6, a7 = 7, a8 = 8, a9 = 9;
    long b0 = 0, b1 = 1, b2 = 2, b3 = 3, b4 = 4, b5 = 5, b6 = 6, b7 = 7, b8 = 8, b9 = 9;
    String c0 = "0", c1 = "1", c2 = "2", c3 = "3", c4 = "4", c5 = "5", c6 = "6", c7 = "7";
    double d0 = 0, d1 = 1, d2 = 2, d3 = 3, d4 = 4, d5 = 5, d6 = 6, d7 = 7, d8 = 8, d9 = 9;
    float e0 = await(env.value(1f)), e1 = 1.5f;
    env.log(a0 + a1 * a2 + a3 * a4 + a5 * a6 + a7 * a8 + a9);
    env.log(b0 + b1 * b2 + b3 * b4 + b5 * b6 + b7 * b8 + b9);
    env.log(c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7);
    a9 = await(env.value(90));
    b9 = await(env.value(900L));
    c7 = await(env.value("seven"));
    env.log(d0 + d1 * d2 + d3 * d4 + d5 * d6 + d7 * d8 + d9);
    return Coroutine.of((int) (a9 + b9 + c7.length() + e0 + e1));
  }

  @Async
  public static Coroutine<Integer> deadButAssigned(Env env) {
    Object unused = env.tap("unused");
    long never = await(env.value(9L));
    await(env.value(1));
    never = 8;
    unused = null;
    await(env.value(2));
    return Coroutine.of(3);
  }

  @Async
  public static Coroutine<Integer> smallKindsWrapAround(Env env) {
    byte b = 127;
    short s = 32767;
    char c = 0;
    await(env.value(0));
    b++;
    s++;
    c--;
    b += await(env.value(3));
    s *= await(env.value(2));
    c >>= await(env.value(4));
    env.log(b);
    env.log(s);
    env.log(c);
    return Coroutine.of(b + s + c);
  }

  @Async
  public static Coroutine<Integer> twoNamesForOneObject(Env env) {
    int[] a = {1};
    int[] b = a;
    await(env.value(0));
    a[0] = await(env.value(7));
    env.log(a == b);
    return Coroutine.of(b[0]);
  }

  @Async
  public static Coroutine<Boolean> booleansStayBooleans(Env env) {
    boolean a = await(env.value(true));
    boolean[] flags = {a, !a};
    boolean b = await(env.value(false)) | flags[1];
    flags[1] = await(env.value(a)) & !b;
    env.log(flags);
    return Coroutine.of(flags[0] && flags[1]);
  }
}
