package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.Task;
import io.fermata.harness.Env;
import java.util.function.Supplier;

/**
 * Objects that a suspended method will not read again. Each method tells the environment of one,
 * suspends, and ends; the test asks for the object while the method is suspended.
 */
public class Garbage {
  /** The check of the check: this one is read again. */
  @Async
  public static Coroutine<Integer> readAgain(Env env) {
    Object big = env.watched();
    int n = await(env.value(1));
    env.log(big.hashCode() != 0);
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<Integer> deadLocal(Env env) {
    Object big = env.watched();
    env.log(big.hashCode() != 0);
    return Coroutine.of(await(env.value(1)));
  }

  @Async
  public static Coroutine<Integer> argument(Env env) {
    return Coroutine.of(await(takes(env, env.watched(), 1)));
  }

  @Async
  static Coroutine<Integer> takes(Env env, Object big, int n) {
    env.log(big.hashCode() != 0);
    return Coroutine.of(n + await(env.value(1)));
  }

  @Async
  public static Coroutine<Integer> argumentOfATask(Env env) {
    return Coroutine.of(await(takesEagerly(env, env.watched())));
  }

  @Async
  static Task<Integer> takesEagerly(Env env, Object big) {
    env.log(big.hashCode() != 0);
    return Task.of(await(env.value(1)));
  }

  /** The coroutine is still there; what it was called with is not. */
  @Async
  public static Coroutine<Integer> argumentOfAHeldCoroutine(Env env) {
    Coroutine<Integer> held = takes(env, env.watched(), 1);
    int n = await(held);
    env.log(held != null);
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<Integer> unusedArgument(Env env) {
    return Coroutine.of(await(ignores(env, env.watched())));
  }

  @Async
  static Coroutine<Integer> ignores(Env env, Object unused) {
    return Coroutine.of(await(env.value(1)));
  }

  @Async
  public static Coroutine<Integer> consumedOperand(Env env) {
    int n = env.watched().hashCode() & 0 | await(env.value(1));
    return Coroutine.of(n + await(env.value(2)));
  }

  @Async
  public static Coroutine<Integer> spilledOperandOfAnEarlierAwait(Env env) {
    int n = second(env.watched(), await(env.coroutine(1)));
    await(env.value("suspended with nothing"));
    return Coroutine.of(n);
  }

  static int second(Object big, int n) {
    return n;
  }

  @Async
  public static Coroutine<Integer> localSavedForAnEarlierAwait(Env env) {
    Object big = env.watched();
    int n = await(env.value(1));
    env.log(big.hashCode() != 0);
    return Coroutine.of(n + await(env.value(2)));
  }

  @Async
  public static Coroutine<Integer> previousRound(Env env) {
    int n = 0;
    for (int i = 0; i < 3; i++) {
      Object big = i == 0 ? env.watched() : "small";
      n += await(env.value(i));
      env.log(big.hashCode() != 0);
      big = null;
    }
    return Coroutine.of(n + await(env.value(9)));
  }

  @Async
  public static Coroutine<Integer> overwritten(Env env) {
    Object big = env.watched();
    env.log(big.hashCode() != 0);
    await(env.value(0));
    big = "small";
    int n = await(env.value(1));
    return Coroutine.of(n + big.toString().length());
  }

  @Async
  public static Coroutine<Integer> awaitedResult(Env env) {
    Object big = await(env.coroutine(env.watched()));
    env.log(big.hashCode() != 0);
    return Coroutine.of(await(env.value(1)));
  }

  @Async
  public static Coroutine<Integer> capturedByALambdaThatIsGone(Env env) {
    Object big = env.watched();
    Supplier<Coroutine<Integer>> body =
        () -> Coroutine.of(big.hashCode() & 0 | await(env.value(1)));
    await(body.get());
    return Coroutine.of(await(env.value(2)));
  }

  @Async
  public static Coroutine<Integer> argumentOfAConstructor(Env env) {
    int length = new StringBuilder(env.watched() == null ? "" : await(env.value("text"))).length();
    return Coroutine.of(length + await(env.value(2)));
  }
}
