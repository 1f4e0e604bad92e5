package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.harness.Env;
import java.util.List;

/** Async methods of every kind: modifiers, parameters, overloads, names. */
public class MethodCases {
  private int state = 1;

  @Async
  public static Coroutine<String> everyModifier(Env env) {
    MethodCases self = new MethodCases();
    return Coroutine.of(
        await(self.ofPackage(env))
            + await(self.ofSubclasses(env))
            + await(self.own(env))
            + await(self.last(env))
            + await(strict(env))
            + await(ownStatic(env)));
  }

  @Async
  Coroutine<String> ofPackage(Env env) {
    return Coroutine.of(await(env.value("package")) + state++);
  }

  @Async
  protected Coroutine<String> ofSubclasses(Env env) {
    return Coroutine.of(await(env.value("protected")) + state++);
  }

  @Async
  private Coroutine<String> own(Env env) {
    state += await(env.value(10));
    return Coroutine.of("private" + this.state);
  }

  @Async
  public final Coroutine<String> last(Env env) {
    int old = state;
    state = await(env.value(5));
    return Coroutine.of("final" + old + state);
  }

  @Async
  static Coroutine<Double> strict(Env env) {
    return Coroutine.of(await(env.value(0.1)) + 0.2);
  }

  @Async
  private static Coroutine<Integer> ownStatic(Env env) {
    return Coroutine.of(await(env.value(3)) * 2);
  }

  @Async
  public static Coroutine<String> overloads(Env env) {
    return Coroutine.of(
        await(pick(env, 1))
            + await(pick(env, 1L))
            + await(pick(env, "s"))
            + await(pick(env, (Object) "o"))
            + await(pick(env, 1, 2))
            + await(pick(env, new int[0])));
  }

  @Async
  static Coroutine<String> pick(Env env, int n) {
    return Coroutine.of("int" + await(env.value(n)));
  }

  @Async
  static Coroutine<String> pick(Env env, long n) {
    return Coroutine.of("long" + await(env.value(n)));
  }

  @Async
  static Coroutine<String> pick(Env env, String s) {
    return Coroutine.of("String" + await(env.value(s)));
  }

  @Async
  static Coroutine<String> pick(Env env, Object o) {
    return Coroutine.of("Object" + await(env.value(o)));
  }

  @Async
  static Coroutine<String> pick(Env env, int a, int b) {
    return Coroutine.of("two" + await(env.value(a)) + b);
  }

  @Async
  static Coroutine<String> pick(Env env, int[] array) {
    return Coroutine.of("array" + await(env.value(array.length)));
  }

  @Async
  public static Coroutine<String> namesThatDifferInCase(Env env) {
    return Coroutine.of(await(name(env)) + await(Name(env)) + await(NAME(env)));
  }

  @Async
  static Coroutine<String> name(Env env) {
    return Coroutine.of(await(env.value("name")));
  }

  @Async
  static Coroutine<String> Name(Env env) {
    return Coroutine.of(await(env.value("Name")) + await(env.value(1)));
  }

  @Async
  static Coroutine<String> NAME(Env env) {
    return Coroutine.of(await(env.value("NAME")));
  }

  @Async
  public static Coroutine<String> oddNames(Env env) {
    return Coroutine.of(
        ""
            + await($(env))
            + await(_0(env))
            + await(a$b$0(env))
            + await(start(env))
            + await(lambda(env))
            + await(body(env)));
  }

  @Async
  static Coroutine<Integer> $(Env env) {
    return Coroutine.of(await(env.value(1)));
  }

  @Async
  static Coroutine<Integer> _0(Env env) {
    return Coroutine.of(await(env.value(2)));
  }

  @Async
  static Coroutine<Integer> a$b$0(Env env) {
    return Coroutine.of(await(env.value(3)));
  }

  @Async
  static Coroutine<Integer> start(Env env) {
    return Coroutine.of(await(env.value(4)));
  }

  @Async
  static Coroutine<Integer> lambda(Env env) {
    return Coroutine.of(await(env.value(5)));
  }

  @Async
  static Coroutine<Integer> body(Env env) {
    return Coroutine.of(await(env.value(6)));
  }

  @Async
  public static Coroutine<String> varargs(Env env) {
    return Coroutine.of(await(joined(env, "a", "b", await(env.value("c")))) + await(joined(env)));
  }

  @Async
  static Coroutine<String> joined(Env env, String... parts) {
    String all = "" + parts.length;
    for (String part : parts) {
      all += part + await(env.value("-"));
    }
    return Coroutine.of(all + await(env.value(parts.length)));
  }

  @Async
  public static Coroutine<String> everyParameterType(Env env) {
    return Coroutine.of(
        await(
            typed(
                env,
                true,
                (byte) 1,
                'c',
                (short) 2,
                3,
                4L,
                5f,
                6.0,
                "s",
                new long[] {7},
                List.of(8),
                null)));
  }

  @Async
  static Coroutine<String> typed(
      Env env,
      boolean z,
      byte b,
      char c,
      short s,
      int i,
      long l,
      float f,
      double d,
      String t,
      long[] array,
      List<Integer> list,
      Object none) {
    await(env.value(0));
    String first = z + "" + b + c + s + i + l + f + d;
    await(env.value(1));
    return Coroutine.of(first + t + array[0] + list + none + await(env.value(2)));
  }

  @Async
  public static Coroutine<Long> manyParameters(Env env) {
    return Coroutine.of(
        await(
            many(
                1, 2L, 3.0, 4f, 5, 6L, 7.0, 8f, 9, 10L, 11.0, 12f, 13, 14L, 15.0, 16f, 17, 18L,
                19.0, 20f, 21, 22L, 23.0, 24f, 25, 26L, 27.0, 28f, 29, 30L, 31.0, 32f, 33, 34L,
                35.0, 36f, 37, 38L, 39.0, 40f, env)));
  }

  @Async
  static Coroutine<Long> many(
      int a0,
      long b0,
      double c0,
      float d0,
      int a1,
      long b1,
      double c1,
      float d1,
      int a2,
      long b2,
      double c2,
      float d2,
      int a3,
      long b3,
      double c3,
      float d3,
      int a4,
      long b4,
      double c4,
      float d4,
      int a5,
      long b5,
      double c5,
      float d5,
      int a6,
      long b6,
      double c6,
      float d6,
      int a7,
      long b7,
      double c7,
      float d7,
      int a8,
      long b8,
      double c8,
      float d8,
      int a9,
      long b9,
      double c9,
      float d9,
      Env env) {
    long sum = a0 + a9 * 3 + await(env.value(1L));
    sum = sum * 7 + b0 + b4 + b9 + (long) (c0 + c5 + c9) + (long) (d0 + d6 + d9);
    sum = sum * 7 + await(env.value(a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8));
    sum = sum * 7 + b1 + b2 + b3 + b5 + b6 + b7 + b8 + (long) (c1 + c2 + c3 + c4 + c6 + c7 + c8);
    return Coroutine.of(sum * 7 + (long) (d1 + d2 + d3 + d4 + d5 + d7 + d8) + await(env.value(2)));
  }

  @Async
  public static Coroutine<Integer> noParameters(Env env) {
    return Coroutine.of(await(nothing()) + await(new MethodCases().nothingOfAnInstance()));
  }

  @Async
  static Coroutine<Integer> nothing() {
    return Coroutine.of(await(Env.current().value(1)));
  }

  @Async
  Coroutine<Integer> nothingOfAnInstance() {
    return Coroutine.of(await(Env.current().value(state)) + state);
  }

  @Async
  public static Coroutine<Integer> noLocalsAtAll(Env env) {
    await(nothingAtAll());
    return Coroutine.of(1);
  }

  @Async
  static Coroutine<Void> nothingAtAll() {
    await(Env.current().value(null));
    return Coroutine.done();
  }

  @Async
  public static Coroutine<Integer> helperWithoutAwait(Env env) {
    int n = synchronizedHelper(env, await(env.value(1)));
    return Coroutine.of(n + await(withoutAwait(env)));
  }

  static synchronized int synchronizedHelper(Env env, int n) {
    return env.tap(n + 1);
  }

  @Async
  static Coroutine<Integer> withoutAwait(Env env) {
    env.log("async, and never awaits");
    return Coroutine.of(5);
  }

  @Async
  public static Coroutine<Integer> recursion(Env env) {
    return Coroutine.of(await(fibonacci(env, 7)));
  }

  @Async
  static Coroutine<Integer> fibonacci(Env env, int n) {
    if (n < 2) {
      return Coroutine.of(await(env.value(n)));
    }
    return Coroutine.of(await(fibonacci(env, n - 1)) + await(fibonacci(env, n - 2)));
  }

  @Async
  public static Coroutine<Boolean> mutualRecursion(Env env) {
    return Coroutine.of(await(even(env, 9)));
  }

  @Async
  static Coroutine<Boolean> even(Env env, int n) {
    return n == 0 ? Coroutine.of(true) : Coroutine.of(await(odd(env, await(env.value(n - 1)))));
  }

  @Async
  static Coroutine<Boolean> odd(Env env, int n) {
    return Coroutine.of(n != 0 && await(even(env, n - 1)));
  }

  @Async
  public static Coroutine<Integer> deepRecursion(Env env) {
    return Coroutine.of(await(depth(env, 300)));
  }

  @Async
  static Coroutine<Integer> depth(Env env, int n) {
    if (n == 0) {
      env.log("bottom");
      return Coroutine.of(await(env.value(1)));
    }
    return Coroutine.of(1 + await(depth(env, n - 1)));
  }

  @Async
  public static Coroutine<String> stackOverflow(Env env) {
    String s = await(env.value("before"));
    try {
      s += await(bottomless(0));
    } catch (StackOverflowError e) {
      s += " caught " + await(env.value("inside"));
    }
    return Coroutine.of(s + await(env.value(" after")));
  }

  @Async
  static Coroutine<Integer> bottomless(int n) {
    return n < 0 ? Coroutine.of(n) : Coroutine.of(1 + await(bottomless(n + 1)));
  }
}
