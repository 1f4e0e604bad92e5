package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.harness.Env;

/** Conditions that await, and awaits that depend on conditions. */
public class ConditionCases {
  @Async
  public static Coroutine<String> ifElse(Env env) {
    if (await(env.value(false))) {
      env.log("then");
    } else if (await(env.value(1)) == 1) {
      env.log("else if");
    } else {
      env.log("else");
    }
    return Coroutine.of("end");
  }

  @Async
  public static Coroutine<Integer> onlyOnePathAwaits(Env env) {
    int x = 0;
    for (int i = 0; i < 3; i++) {
      if (i == 1) {
        x += await(env.value(10));
      } else {
        x += env.tap(i);
      }
    }
    return Coroutine.of(x);
  }

  @Async
  public static Coroutine<Boolean> shortCircuitAnd(Env env) {
    boolean a = await(env.value(false)) && await(env.value(true));
    boolean b = await(env.value(true)) && env.tap(true) && await(env.value(true));
    return Coroutine.of(a | b);
  }

  @Async
  public static Coroutine<Boolean> shortCircuitOr(Env env) {
    boolean a = env.tap(true) || await(env.value(true));
    boolean b = await(env.value(false)) || env.tap(false) || await(env.value(true));
    return Coroutine.of(a & b);
  }

  @Async
  public static Coroutine<Integer> mixedLogic(Env env) {
    int hits = 0;
    for (int i = 0; i < 8; i++) {
      boolean a = (i & 1) != 0;
      boolean b = (i & 2) != 0;
      boolean c = (i & 4) != 0;
      if ((await(env.value(a)) || !await(env.value(b))) && (await(env.value(c)) ? b : !a)) {
        hits += 1 << i;
      }
    }
    return Coroutine.of(hits);
  }

  @Async
  public static Coroutine<String> nestedConditional(Env env) {
    String all = "";
    for (int i = 0; i < 4; i++) {
      all +=
          await(env.value(i)) < 2
              ? i == 0 ? await(env.value("zero")) : env.tap("one")
              : await(env.value(i == 2)) ? "two" : await(env.value("three"));
    }
    return Coroutine.of(all);
  }

  @Async
  public static Coroutine<Boolean> compoundLogic(Env env) {
    boolean b = env.tap(true);
    b &= await(env.value(true));
    env.log(b);
    b |= await(env.value(false));
    env.log(b);
    b ^= await(env.value(true));
    env.log(b);
    b = !b && (b = await(env.value(true))) | b;
    return Coroutine.of(b);
  }

  @Async
  public static Coroutine<Long> conditionalOfMixedTypes(Env env) {
    long l = env.tap(true) ? await(env.value(1)) : await(env.value(2L));
    double d = env.tap(false) ? await(env.value(3)) : 4.5f;
    Object o = env.tap(true) ? await(env.value("five")) : Integer.valueOf(6);
    env.log(d);
    env.log(o);
    return Coroutine.of(l);
  }

  @Async
  public static Coroutine<String> unboxingNull(Env env) {
    try {
      Integer none = env.tap(true) ? await(env.<Integer>value(null)) : Integer.valueOf(1);
      env.log(none);
      int x = await(env.<Integer>value(null));
      env.log(x);
    } catch (NullPointerException e) {
      env.log(e);
    }
    return Coroutine.of("caught");
  }

  @Async
  public static Coroutine<Integer> comparisonsOfReferences(Env env) {
    Object a = new Object();
    Object same = a;
    int n = 0;
    if (await(env.value(1)) != null && a == same) {
      n |= 1;
    }
    if (await(env.<Object>value(null)) == null) {
      n |= 2;
    }
    Object b = a;
    await(env.value(0));
    if (a == b) {
      n |= 4;
    }
    if (a.equals(await(env.value("other")))) {
      n |= 8;
    }
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<Integer> comparisonsOfNumbers(Env env) {
    int n = 0;
    if (await(env.value(1)) < await(env.value(2))) {
      n |= 1;
    }
    if (await(env.value(1L)) >= await(env.value(2L))) {
      n |= 2;
    }
    if (await(env.value(Double.NaN)) < 1 || 1 < await(env.value(Double.NaN))) {
      n |= 4;
    }
    if (!(await(env.value(Float.NaN)) > env.tap(1f))) {
      n |= 8;
    }
    if (env.tap(0) <= await(env.value(0))) {
      n |= 16;
    }
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<Integer> awaitDirectlyAsCondition(Env env) {
    int n = 0;
    if (!await(env.value(false))) {
      n = 1;
    }
    n += await(env.value(true)) ? 10 : 20;
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<Integer> earlyReturn(Env env) {
    if (await(env.value(true))) {
      env.log("early");
      return Coroutine.of(1);
    }
    env.log("late");
    return Coroutine.of(await(env.value(2)));
  }

  @Async
  public static Coroutine<Integer> conditionalReturn(Env env) {
    return await(env.value(false))
        ? Coroutine.of(1)
        : env.tap(true) ? env.coroutine(2) : Coroutine.of(await(env.value(3)));
  }

  @Async
  public static Coroutine<String> chosenAwaitable(Env env) {
    return Coroutine.of(await(env.tap(true) ? env.coroutine("one") : env.coroutine("two")));
  }
}
