package io.fermata.cases;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.yieldNow;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.Task;
import io.fermata.harness.Env;

/** Run so often that the JIT compiles them, at their beginning and in the middle of their loops. */
public class HotCases {
  private static final int ROUNDS = 12_000;

  @Async
  public static Coroutine<Long> loopThatSuspends(Env env) {
    long sum = await(env.value(1L));
    double d = 0;
    String s = "";
    for (int i = 0; i < ROUNDS; i++) {
      if (i % 3 == 0) {
        await(yieldNow());
      }
      sum = sum * 31 + i + await(work(i, sum, d, s));
      d += 0.5;
      s = i % 2 == 0 ? "even" : null;
    }
    return Coroutine.of(sum);
  }

  @Async
  private static Coroutine<Integer> work(int n, long wide, double d, String s) {
    int sum = 0;
    try {
      if (n % 7 == 0) {
        await(yieldNow());
      }
      for (int i = 0; i < 4; i++) {
        sum += (int) wide ^ await(small(i + n));
        if (sum % 5 == 0) {
          throw new IllegalStateException();
        }
      }
    } catch (IllegalStateException e) {
      sum += n % 11 == 0 ? await(small(3)) : 1;
    } finally {
      if (n % 13 == 0) {
        await(yieldNow());
      }
      sum += (int) d + (s == null ? 0 : s.length());
    }
    return Coroutine.of(sum);
  }

  @Async
  private static Task<Integer> small(int n) {
    return Task.of(n % 17 == 0 ? await(Coroutine.of(n)) + 1 : n);
  }
}
