package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.harness.Env;

/** Handlers inside handlers, and handlers that cover parts of each other. */
public class NestedHandlerCases {
  @Async
  public static Coroutine<String> innerThenOuter(Env env) {
    String s = "";
    try {
      try {
        await(env.failure(new IllegalStateException("1")));
      } catch (IllegalStateException e) {
        s += e.getMessage();
        await(env.failure(new IllegalArgumentException("2")));
      }
    } catch (IllegalArgumentException e) {
      s += e.getMessage() + await(env.value("3"));
    }
    return Coroutine.of(s);
  }

  @Async
  public static Coroutine<String> tryInTheHandler(Env env) {
    String s = "";
    try {
      await(env.failure(new IllegalStateException("a")));
    } catch (IllegalStateException outer) {
      try {
        s += await(env.value("b"));
        await(env.failure(new IllegalStateException("c" + outer.getMessage())));
      } catch (IllegalStateException inner) {
        s += await(env.value(inner.getMessage())) + outer.getMessage();
      }
      s += outer.getMessage();
    }
    return Coroutine.of(s);
  }

  @Async
  public static Coroutine<String> sameTypeAtThreeLevels(Env env) {
    String s = "";
    for (int level = 0; level < 4; level++) {
      try {
        try {
          try {
            s += await(env.value("x"));
            if (level == 0) {
              await(env.failure(new IllegalStateException("0")));
            }
          } catch (IllegalStateException e) {
            s += e.getMessage();
          }
          if (level == 1) {
            await(env.failure(new IllegalStateException("1")));
          }
        } catch (IllegalStateException e) {
          s += e.getMessage() + await(env.value("!"));
        }
        if (level == 2) {
          await(env.failure(new IllegalStateException("2")));
        }
      } catch (IllegalStateException e) {
        s += e.getMessage() + await(env.value("?"));
      }
    }
    return Coroutine.of(s);
  }

  @Async
  public static Coroutine<String> twoVariablesOfHandlers(Env env) {
    Exception first = null;
    Exception second = null;
    try {
      await(env.failure(new IllegalStateException("one")));
    } catch (IllegalStateException e) {
      first = e;
    }
    try {
      await(env.failure(new IllegalArgumentException("two")));
    } catch (IllegalArgumentException e) {
      second = e;
      await(env.value(0));
    }
    env.log(first);
    env.log(second);
    return Coroutine.of(await(env.value(first.getMessage() + second.getMessage())));
  }

  @Async
  public static Coroutine<Integer> handlerJumpsBack(Env env) {
    int n = 0;
    again:
    while (n < 10) {
      try {
        n += await(env.value(3));
        try {
          await(env.failure(new IllegalStateException("n" + n)));
        } catch (IllegalStateException e) {
          if (n < 7) {
            env.log(e);
            continue again;
          }
          await(env.value(0));
          throw new IllegalArgumentException(e.getMessage());
        }
      } catch (IllegalArgumentException e) {
        env.log(e);
        n += await(env.value(100));
      }
    }
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<String> failureOfTheCalleesHandler(Env env) {
    try {
      return Coroutine.of(await(inner(env, 3)));
    } catch (IllegalStateException e) {
      env.log(e);
      return Coroutine.of("outermost " + await(env.value(e.getMessage())));
    }
  }

  @Async
  static Coroutine<String> inner(Env env, int depth) {
    try {
      return depth == 0
          ? Coroutine.of(await(env.<String>failure(new IllegalStateException("bottom"))))
          : Coroutine.of(await(inner(env, depth - 1)));
    } catch (IllegalStateException e) {
      env.log(depth + " " + e.getMessage());
      await(env.value(depth));
      throw new IllegalStateException(e.getMessage() + depth);
    } finally {
      env.log("finally " + await(env.value(depth)));
    }
  }

  @Async
  public static Coroutine<Integer> valueComputedAcrossHandlers(Env env) {
    int n =
        add(
            guarded(env, 1),
            await(env.value(10)),
            await(guardedAwait(env, true)),
            await(guardedAwait(env, false)));
    return Coroutine.of(n);
  }

  static int guarded(Env env, int n) {
    try {
      if (n > 0) {
        throw new IllegalStateException();
      }
      return 0;
    } catch (IllegalStateException e) {
      return env.tap(n);
    }
  }

  @Async
  static Coroutine<Integer> guardedAwait(Env env, boolean fails) {
    try {
      return Coroutine.of(
          await(fails ? env.failure(new IllegalStateException("g")) : env.value(100)));
    } catch (IllegalStateException e) {
      return Coroutine.of(await(env.value(1000)));
    }
  }

  static int add(int a, int b, int c, int d) {
    return a + b + c + d;
  }
}
