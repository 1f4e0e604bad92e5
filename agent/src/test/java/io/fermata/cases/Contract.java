package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.Task;
import io.fermata.harness.Env;
import java.util.concurrent.CompletableFuture;

/**
 * What differs from plain Java on purpose: when a body runs, and who sees the failure of what is
 * returned.
 */
public class Contract {
  @Async
  static Coroutine<Integer> cold(Env env, int n) {
    env.log("cold begins");
    int m = await(env.value(n));
    env.log("cold goes on");
    return Coroutine.of(m);
  }

  @Async
  static Task<Integer> eager(Env env, int n) {
    env.log("eager begins");
    int m = await(env.value(n));
    env.log("eager goes on");
    return Task.of(m);
  }

  @Async
  static CompletableFuture<Integer> eagerFails(Env env) {
    env.log("begins");
    if (env.tap(true)) {
      throw new IllegalStateException("eager");
    }
    return CompletableFuture.completedFuture(await(env.value(1)));
  }

  @Async
  static Coroutine<Integer> coldFails(Env env) {
    env.log("begins");
    if (env.tap(true)) {
      throw new IllegalStateException("cold");
    }
    return Coroutine.of(await(env.value(1)));
  }

  @Async
  public static Coroutine<Integer> coldRunsWhenAwaited(Env env) {
    Coroutine<Integer> coroutine = cold(env, env.tap(1));
    env.log("called");
    return Coroutine.of(await(coroutine));
  }

  @Async
  public static Coroutine<Integer> neverAwaitedNeverRuns(Env env) {
    cold(env, 1);
    return Coroutine.of(await(env.value(2)));
  }

  @Async
  public static Coroutine<Integer> eagerRunsAtOnce(Env env) {
    Task<Integer> task = eager(env, env.tap(1));
    env.log("called");
    return Coroutine.of(await(task));
  }

  @Async
  public static Coroutine<String> failureOfAnEagerCallStaysInTheTask(Env env) {
    CompletableFuture<Integer> future = eagerFails(env);
    env.log("failed", future.isCompletedExceptionally());
    try {
      await(future);
    } catch (IllegalStateException e) {
      env.log(e);
    }
    return Coroutine.of(await(env.value("end")));
  }

  @Async
  public static Coroutine<String> failureOfAColdCallComesAtTheAwait(Env env) {
    Coroutine<Integer> coroutine = coldFails(env);
    env.log("called");
    try {
      await(coroutine);
    } catch (IllegalStateException e) {
      env.log(e);
    }
    return Coroutine.of(await(env.value("end")));
  }

  @Async
  public static Coroutine<String> onlyOnce(Env env) {
    Coroutine<Integer> coroutine = cold(env, 1);
    await(coroutine);
    try {
      await(coroutine);
    } catch (IllegalStateException e) {
      env.log("refused");
    }
    return Coroutine.of("end");
  }

  @Async
  static Coroutine<Integer> returnsWhatFails(Env env) {
    await(env.value(0));
    try {
      return coldFails(env);
    } catch (IllegalStateException e) {
      env.log("not seen here");
      return Coroutine.of(-1);
    } finally {
      env.log("left");
    }
  }

  @Async
  static Coroutine<Integer> awaitsWhatFails(Env env) {
    await(env.value(0));
    try {
      return Coroutine.of(await(coldFails(env)));
    } catch (IllegalStateException e) {
      env.log("seen here");
      return Coroutine.of(-1);
    } finally {
      env.log("left");
    }
  }

  @Async
  public static Coroutine<Integer> returnedIsAwaitedOutside(Env env) {
    try {
      return Coroutine.of(await(returnsWhatFails(env)));
    } catch (IllegalStateException e) {
      env.log(e);
      return Coroutine.of(5);
    }
  }

  @Async
  public static Coroutine<Integer> awaitedIsAwaitedInside(Env env) {
    return Coroutine.of(await(awaitsWhatFails(env)));
  }

  @Async
  static Coroutine<Integer> returnsNullInATry(Env env) {
    try {
      await(env.value(0));
      return null;
    } finally {
      env.log("left");
    }
  }

  @Async
  public static Coroutine<Integer> nullIsCaughtWhereItIsReturned(Env env) {
    try {
      await(env.value(1));
      return null;
    } catch (NullPointerException e) {
      env.log("null pointer");
      return Coroutine.of(2);
    }
  }

  @Async
  public static Coroutine<Integer> nullIsAFailure(Env env) {
    try {
      return Coroutine.of(await(returnsNullInATry(env)));
    } catch (NullPointerException e) {
      env.log("null pointer");
      return Coroutine.of(0);
    }
  }

  @Async
  private static Coroutine<Integer> own(Env env, int n) {
    return Coroutine.of(await(env.value(n)));
  }

  @Async
  public static Coroutine<String> calledHereAwaitedThere(Env env) {
    Coroutine<Integer> cold = own(env, env.tap(1));
    env.log("before");
    int first = await(cold);
    Coroutine<Integer> a = own(env, 2);
    Coroutine<Integer> b = own(env, 3);
    int second = await(b) * 10 + await(a);
    Coroutine<Integer> moved = own(env, 4);
    Coroutine<Integer> same = moved;
    int third = await(same);
    try {
      third += await(moved);
    } catch (IllegalStateException e) {
      env.log("used before");
    }
    return Coroutine.of(first + "," + second + "," + third);
  }
}
