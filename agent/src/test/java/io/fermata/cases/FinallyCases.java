package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.harness.Env;

/** Every copy that javac makes of a finally block, with awaits in and around it. */
@SuppressWarnings("finally")
public class FinallyCases {
  @Async
  public static Coroutine<Integer> normalEnd(Env env) {
    int n = 0;
    try {
      n = await(env.value(1));
    } finally {
      n += await(env.value(10));
      env.log(n);
    }
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<Integer> failedBody(Env env) {
    try {
      await(env.failure(new IllegalStateException("body")));
    } finally {
      env.log("finally " + await(env.value(1)));
    }
    return Coroutine.of(1);
  }

  @Async
  public static Coroutine<String> returnInTheBody(Env env) {
    try {
      return Coroutine.of(await(env.value("body")));
    } finally {
      env.log("finally");
      await(env.value(1));
      env.log("after");
    }
  }

  @Async
  public static Coroutine<Integer> returnedValueIsFixedBefore(Env env) {
    int n = await(env.value(1));
    try {
      return Coroutine.of(n);
    } finally {
      n = await(env.value(2));
      env.log(n);
    }
  }

  @Async
  public static Coroutine<String> returnInFinallyWins(Env env) {
    try {
      await(env.failure(new IllegalStateException("lost")));
      return Coroutine.of("body");
    } finally {
      return Coroutine.of("finally" + await(env.value(1)));
    }
  }

  @Async
  public static Coroutine<String> failureInFinallyWins(Env env) {
    try {
      await(env.failure(new IllegalStateException("first")));
    } finally {
      await(env.failure(new IllegalArgumentException("second")));
    }
    return Coroutine.of("not reached");
  }

  @Async
  public static Coroutine<String> catchAndFinally(Env env) {
    String s = "";
    for (int i = 0; i < 3; i++) {
      try {
        s += await(env.value("t"));
        if (i == 1) {
          await(env.failure(new IllegalStateException("c")));
        }
        s += "n";
      } catch (IllegalStateException e) {
        s += await(env.value("c"));
      } finally {
        s += await(env.value("f"));
      }
    }
    return Coroutine.of(s);
  }

  @Async
  public static Coroutine<String> catchReturnsFinallyRuns(Env env) {
    try {
      await(env.failure(new IllegalStateException("x")));
      return Coroutine.of("not reached");
    } catch (IllegalStateException e) {
      return Coroutine.of("catch" + await(env.value(1)));
    } finally {
      env.log("finally " + await(env.value(2)));
    }
  }

  @Async
  public static Coroutine<String> catchFailsFinallyRuns(Env env) {
    try {
      await(env.failure(new IllegalStateException("x")));
    } catch (IllegalStateException e) {
      await(env.failure(new UnsupportedOperationException("from catch")));
    } finally {
      env.log("finally " + await(env.value(2)));
    }
    return Coroutine.of("not reached");
  }

  @Async
  public static Coroutine<Integer> breakOutOfTheBody(Env env) {
    int n = 0;
    while (true) {
      try {
        n += await(env.value(1));
        if (n > 2) {
          break;
        }
      } finally {
        env.log("finally " + await(env.value(n)));
      }
    }
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<Integer> continueOutOfTheBody(Env env) {
    int n = 0;
    for (int i = 0; i < 4; i++) {
      try {
        if (await(env.value(i)) % 2 == 0) {
          continue;
        }
        n += i;
      } finally {
        n += await(env.value(10));
      }
      env.log(n);
    }
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<Integer> breakInFinallySwallows(Env env) {
    int n = 0;
    for (int i = 0; ; i++) {
      try {
        await(env.failure(new IllegalStateException("swallowed " + i)));
      } finally {
        n += await(env.value(1));
        if (i < 2) {
          continue;
        }
        break;
      }
    }
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<String> labelledExitsThroughTwoFinallies(Env env) {
    String s = "";
    outer:
    for (int i = 0; i < 3; i++) {
      try {
        for (int j = 0; j < 3; j++) {
          try {
            s += await(env.value("" + i + j));
            if (j == 1) {
              continue outer;
            }
            if (i == 2) {
              break outer;
            }
          } finally {
            s += await(env.value("a"));
          }
        }
      } finally {
        s += await(env.value("b "));
      }
    }
    return Coroutine.of(s);
  }

  @Async
  public static Coroutine<String> returnThroughThreeFinallies(Env env) {
    try {
      try {
        try {
          return Coroutine.of(await(env.value("value")));
        } finally {
          env.log("inner " + await(env.value(1)));
        }
      } finally {
        env.log("middle " + await(env.value(2)));
      }
    } finally {
      env.log("outer " + await(env.value(3)));
    }
  }

  @Async
  public static Coroutine<String> failureThroughThreeFinallies(Env env) {
    String s = "";
    try {
      try {
        try {
          s += "1";
          await(env.failure(new IllegalStateException("deep")));
        } finally {
          s += await(env.value("2"));
        }
      } finally {
        s += await(env.value("3"));
        await(env.failure(new IllegalArgumentException("replaces")));
      }
    } catch (IllegalArgumentException e) {
      s += e.getMessage();
    } finally {
      s += await(env.value("4"));
    }
    return Coroutine.of(s);
  }

  @Async
  public static Coroutine<String> tryInsideFinally(Env env) {
    String s = "";
    try {
      s += await(env.value("body"));
    } finally {
      try {
        s += await(env.<String>failure(new IllegalStateException("in finally")));
      } catch (IllegalStateException e) {
        s += await(env.value("handled"));
      } finally {
        s += await(env.value("last"));
      }
    }
    return Coroutine.of(s);
  }

  @Async
  public static Coroutine<Integer> loopInsideFinally(Env env) {
    int n = 0;
    try {
      n = env.tap(1);
      await(env.failure(new IllegalStateException("kept")));
    } catch (IllegalStateException e) {
      n += 5;
    } finally {
      for (int i = 0; i < 3; i++) {
        n += await(env.value(i));
      }
    }
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<Integer> onlyFinallyAwaits(Env env) {
    int n = env.tap(3);
    try {
      if (n > 2) {
        return Coroutine.of(n);
      }
      n = 4;
    } finally {
      env.log(await(env.value(n)));
    }
    return Coroutine.of(-1);
  }

  @Async
  public static Coroutine<Integer> onlyBodyAwaits(Env env) {
    int n = 1;
    try {
      n += await(env.value(1));
      n += await(env.<Integer>failure(new IllegalStateException("x")));
    } catch (IllegalStateException e) {
      n *= 10;
    } finally {
      n++;
      env.log(n);
    }
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<Integer> switchInsideTryFinally(Env env) {
    int n = 0;
    for (int i = 0; i < 3; i++) {
      try {
        switch (await(env.value(i))) {
          case 0:
            n += 1;
            break;
          case 1:
            n += await(env.value(10));
            continue;
          default:
            return Coroutine.of(n);
        }
        n += 100;
      } finally {
        n += await(env.value(1000));
        env.log(n);
      }
    }
    return Coroutine.of(-1);
  }

  @Async
  public static Coroutine<String> finallyOfTheCallee(Env env) {
    try {
      await(cleansUp(env));
    } catch (IllegalStateException e) {
      env.log(e);
    }
    return Coroutine.of("end");
  }

  @Async
  static Coroutine<Void> cleansUp(Env env) {
    try {
      env.log("callee");
      await(env.failure(new IllegalStateException("callee fails")));
    } finally {
      await(env.value("callee cleans up"));
      env.log("cleaned");
    }
    return Coroutine.done();
  }

  @Async
  public static Coroutine<String> widePendingValueThroughFinally(Env env) {
    return Coroutine.of(await(returnsWide(env)) + "");
  }

  @Async
  static Coroutine<Double> returnsWide(Env env) {
    long l = await(env.value(1L << 35));
    double d = 0.5;
    try {
      return Coroutine.of(l + d);
    } finally {
      d = await(env.value(1.0));
      l = await(env.value(2L));
      env.log(l + d);
    }
  }
}
