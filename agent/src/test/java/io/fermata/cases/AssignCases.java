package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.harness.Env;

/** Assignments of every form whose targets or values await. */
public class AssignCases {
  private int number = 1;
  private long wide = 1;
  private String text = "t";
  private Integer boxed = 1;
  private static double real = 1;

  static int[] array(Env env, int... values) {
    env.log("array");
    return values;
  }

  static int index(Env env, int i) {
    env.log("index");
    return i;
  }

  @Async
  public static Coroutine<Integer> compoundLocal(Env env) {
    int n = 1;
    n += await(env.value(2));
    n *= await(env.value(3)) + n;
    n -= n++ + await(env.value(4)) - --n;
    n <<= await(env.value(2));
    n ^= await(env.value(5));
    n %= await(env.value(7));
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<String> compoundNarrowing(Env env) {
    byte b = 100;
    b += await(env.value(100));
    char c = 'a';
    c += await(env.value(1.9));
    short s = 7;
    s /= await(env.value(2.0));
    int i = 10;
    i *= await(env.value(1.55));
    long l = 1;
    l <<= await(env.value(33));
    float f = 1;
    f += await(env.value(0.1));
    return Coroutine.of(b + " " + (int) c + " " + s + " " + i + " " + l + " " + f);
  }

  @Async
  public static Coroutine<Integer> compoundElement(Env env) {
    int[] a = {1, 2, 3};
    a[env.tap(1)] += await(env.value(10));
    array(env, a)[index(env, 2)] *= await(env.value(5));
    a[await(env.value(0))] -= await(env.value(4));
    a[a[0] + 4] <<= await(env.value(1));
    env.log(a);
    return Coroutine.of(a[0] + a[1] + a[2]);
  }

  @Async
  public static Coroutine<String> compoundElementsOfEveryType(Env env) {
    byte[] b = {1};
    b[0] += await(env.value(127));
    char[] c = {'a'};
    c[0]++;
    c[0] += await(env.value(1));
    short[] s = {1};
    s[0] |= await(env.value(6));
    long[] l = {1};
    l[0] += await(env.value(1L << 40));
    float[] f = {1};
    f[0] /= await(env.value(4f));
    double[] d = {1};
    d[0] -= await(env.value(0.5));
    boolean[] z = {true};
    z[0] &= await(env.value(false));
    String[] t = {"a"};
    t[0] += await(env.value("b"));
    Object[] o = {"x"};
    o[0] = o[0] + await(env.value("y"));
    return Coroutine.of(
        b[0] + " " + c[0] + " " + s[0] + l[0] + " " + f[0] + d[0] + z[0] + t[0] + o[0]);
  }

  @Async
  public static Coroutine<Integer> elementIncrements(Env env) {
    int[] a = {5, 6};
    int n = a[await(env.value(0))]++ * 100 + ++a[await(env.value(1))];
    long[] l = {1, 2};
    n += (int) (l[await(env.value(1))]-- + l[0]++);
    env.log(a);
    env.log(l);
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<Integer> oldElementIsReadBefore(Env env) {
    int[] a = {1};
    a[0] += await(changes(env, a));
    return Coroutine.of(a[0]);
  }

  @Async
  static Coroutine<Integer> changes(Env env, int[] a) {
    await(env.value(0));
    a[0] = 100;
    return Coroutine.of(10);
  }

  @Async
  public static Coroutine<String> compoundFields(Env env) {
    return Coroutine.of(await(new AssignCases().fields(env)));
  }

  @Async
  Coroutine<String> fields(Env env) {
    number += await(env.value(1));
    this.number *= await(env.value(10)) + number++;
    wide += await(env.value(1L << 33));
    text += await(env.value("u")) + text;
    boxed += await(env.value(5));
    boxed++;
    real /= await(env.value(4.0));
    self(env).number -= await(env.value(1));
    return Coroutine.of(number + " " + wide + text + boxed + real);
  }

  AssignCases self(Env env) {
    env.log("self");
    return this;
  }

  @Async
  public static Coroutine<Integer> chained(Env env) {
    int a;
    int b;
    int[] c = new int[1];
    AssignCases d = new AssignCases();
    long e;
    a = b = c[0] = d.number = await(env.value(6));
    e = a = await(env.value(7)) + (b += 2);
    return Coroutine.of(a + b * 10 + c[0] * 100 + d.number * 1000 + (int) e * 10000);
  }

  @Async
  public static Coroutine<Long> chainedWide(Env env) {
    long[] a = new long[2];
    AssignCases b = new AssignCases();
    long c = a[await(env.value(1))] = b.wide = await(env.value(1L << 34));
    double d = real = await(env.value(2.5));
    return Coroutine.of(a[1] + b.wide + c + (long) (d + real));
  }

  @Async
  public static Coroutine<Integer> nullArray(Env env) {
    int[] none = null;
    int n = 0;
    try {
      none[env.tap(0)] = await(env.value(1));
    } catch (NullPointerException e) {
      n += await(env.value(1));
    }
    try {
      none[env.tap(0)] += await(env.value(2));
    } catch (NullPointerException e) {
      n += await(env.value(10));
    }
    AssignCases nobody = null;
    try {
      nobody.number = await(env.value(3));
    } catch (NullPointerException e) {
      n += await(env.value(100));
    }
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<String> wrongElementType(Env env) {
    Object[] strings = new String[1];
    try {
      strings[0] = await(env.<Object>value(5));
    } catch (ArrayStoreException e) {
      return Coroutine.of(e.getMessage() + await(env.value("!")));
    }
    return Coroutine.of("not reached");
  }

  @Async
  public static Coroutine<Integer> boxedLocals(Env env) {
    Integer n = await(env.value(1));
    n++;
    n += await(env.value(2));
    Integer old = n++;
    Long l = await(env.value(5L));
    l = l + n + await(env.value(1));
    Character c = await(env.value('a'));
    c++;
    return Coroutine.of(n * 100 + old * 10 + l.intValue() + c);
  }

  @Async
  public static Coroutine<Integer> assignmentInACondition(Env env) {
    int n;
    int rounds = 0;
    while ((n = await(env.value(rounds * 3))) < 10) {
      rounds++;
    }
    String s;
    if ((s = await(env.value("text"))) != null && (n += s.length()) > await(env.value(5))) {
      n *= 2;
    }
    return Coroutine.of(n + rounds);
  }
}
