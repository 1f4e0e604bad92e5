package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.harness.Env;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Everything at once. */
public class NestedExpressionCases {
  int n = 2;

  static int add(Object a, long b, int c) {
    return a.toString().length() + (int) b + c;
  }

  NestedExpressionCases with(int n) {
    this.n = n;
    return this;
  }

  @Async
  Coroutine<Integer> get(Env env, int factor) {
    return Coroutine.of(n * await(env.value(factor)));
  }

  @Async
  public static Coroutine<Integer> callsInCalls(Env env) {
    return Coroutine.of(
        add(
            new StringBuilder(await(env.value("x")))
                .append(add(await(env.value("yy")), await(env.value(3L)), await(env.value(4)))),
            await(env.value(add("z", env.tap(5L), await(env.value(6))))) * 2L,
            add(List.of(await(env.value(7))), 8, await(env.value(9)))));
  }

  @Async
  public static Coroutine<Integer> newInConditionalInCallInArray(Env env) {
    int[] a = {
      add(
          env.tap(true) ? new ArrayList<>(List.of(await(env.value(1)))) : "none",
          await(env.value(2L)),
          await(env.value(false)) ? 3 : new int[] {4, await(env.value(5))}[await(env.value(1))]),
      await(new NestedExpressionCases().with(await(env.value(6))).get(env, await(env.value(7))))
    };
    return Coroutine.of(a[0] * 1000 + a[1]);
  }

  @Async
  public static Coroutine<Integer> awaitOfAwaitOfAwait(Env env) {
    return Coroutine.of(
        await(
            env.value(
                await(env.value(await(env.value(1)) + 1))
                    * await(env.value(await(env.value(3)) + 1)))));
  }

  @Async
  public static Coroutine<Integer> conditionalsInConditionals(Env env) {
    int n = 0;
    for (int i = 0; i < 8; i++) {
      n =
          n * 3
              + ((await(env.value(i & 1)) == 0
                      ? await(env.value(i & 2)) == 0
                      : await(env.value(i & 4)) == 0)
                  ? (i > 3 ? await(env.value(1)) : 2)
                  : new int[] {0, await(env.value(0))}[i % 2]);
    }
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<String> incrementsInCalls(Env env) {
    int i = 0;
    int[] a = {10, 20, 30};
    String s =
        i++
            + ","
            + a[i++]
            + ","
            + await(env.value(i++))
            + ","
            + a[--i]
            + ","
            + (i += await(env.value(5)))
            + ","
            + i;
    return Coroutine.of(s);
  }

  @Async
  public static Coroutine<Integer> switchInNewInTernaryInLoop(Env env) {
    int n = 0;
    for (int i = 0; i < 3; i++) {
      n +=
          i == 1
              ? env.tap(1)
              : new StringBuilder(
                      switch (i) {
                        case 0 -> await(env.value("zero"));
                        default -> "n" + await(env.value(i));
                      })
                  .append(await(env.value(i)))
                  .length();
    }
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<String> throwAsAnArgument(Env env) {
    try {
      return Coroutine.of(
          add(
                  await(env.value("a")),
                  env.tap(1L),
                  switch (await(env.value(5))) {
                    case 1 -> 1;
                    default -> throw new IllegalStateException(await(env.value("thrown")));
                  })
              + "");
    } catch (IllegalStateException e) {
      return Coroutine.of(e.getMessage());
    }
  }

  @Async
  public static Coroutine<Integer> lambdaCallInTheMiddle(Env env) {
    int base = await(env.value(1));
    Supplier<Coroutine<Integer>> more = () -> Coroutine.of(base + await(env.value(10)));
    return Coroutine.of(
        add(
            "" + await(more.get()),
            (long) await(more.get()) << await(env.value(1)),
            -await(more.get())));
  }

  @Async
  public static Coroutine<Double> arithmetic(Env env) {
    double a = await(env.value(2.0));
    return Coroutine.of(
        (a + await(env.value(3)))
                * (await(env.value(4L)) - a / await(env.value(5f)))
                % -(await(env.value((short) 7)) << await(env.value(1)))
            + ~await(env.value(8)));
  }
}
