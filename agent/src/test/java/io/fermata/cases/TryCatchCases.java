package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.harness.Env;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.NoSuchElementException;

/** Where failures are caught, and what is still known there. */
public class TryCatchCases {
  static final class Own extends Exception {
    final int number;

    Own(int number) {
      super("own " + number);
      this.number = number;
    }
  }

  @Async
  public static Coroutine<String> failedAwaitIsCaught(Env env) {
    try {
      env.log("before");
      await(env.failure(new IllegalStateException("failed")));
      env.log("not reached");
    } catch (IllegalStateException e) {
      env.log(e);
    }
    return Coroutine.of("end");
  }

  @Async
  public static Coroutine<Boolean> sameException(Env env) {
    IllegalStateException thrown = new IllegalStateException("same");
    boolean same;
    try {
      await(env.failure(thrown));
      same = false;
    } catch (RuntimeException e) {
      same = e == thrown;
    }
    try {
      await(rethrows(env, thrown));
    } catch (IllegalStateException e) {
      same &= e == thrown;
    }
    try {
      await(env.failedStage(thrown));
    } catch (IllegalStateException e) {
      same &= e == thrown;
    }
    try {
      await(env.failedTask(thrown));
    } catch (IllegalStateException e) {
      same &= e == thrown;
    }
    return Coroutine.of(same);
  }

  @Async
  static Coroutine<Void> rethrows(Env env, RuntimeException e) {
    await(env.value("before the throw"));
    throw e;
  }

  @Async
  public static Coroutine<String> theRightHandler(Env env) {
    String all = "";
    Throwable[] failures = {
      new FileNotFoundException("f"),
      new IOException("io"),
      new Own(3),
      new NoSuchElementException("n"),
      new IllegalArgumentException("i"),
      new AssertionError("a")
    };
    for (Throwable failure : failures) {
      try {
        all += await(env.<String>failure(failure), Exception.class);
      } catch (FileNotFoundException e) {
        all += "file ";
      } catch (IOException e) {
        all += "io " + await(env.value("!"));
      } catch (Own e) {
        all += e.number + " ";
      } catch (NoSuchElementException | IllegalArgumentException e) {
        all += "multi " + e.getMessage() + await(env.value(" ")) + e.getMessage() + " ";
      } catch (Exception e) {
        all += "exception ";
      } catch (Throwable e) {
        all += "throwable";
      }
    }
    return Coroutine.of(all);
  }

  @Async
  public static Coroutine<String> notCaughtHere(Env env) {
    try {
      try {
        await(env.failure(new IllegalStateException("outer")));
      } catch (IllegalArgumentException e) {
        env.log("wrong handler");
      }
      env.log("not reached");
    } catch (IllegalStateException e) {
      env.log("right handler");
    }
    return Coroutine.of("end");
  }

  @Async
  public static Coroutine<Void> leavesTheMethod(Env env) {
    await(env.value(1));
    await(env.failure(new UnsupportedOperationException("leaves")));
    return Coroutine.done();
  }

  @Async
  public static Coroutine<String> thrownBeforeTheFirstAwait(Env env) {
    try {
      await(throwsAtOnce(env));
    } catch (IllegalStateException e) {
      env.log(e);
    }
    return Coroutine.of(await(env.value("end")));
  }

  @Async
  static Coroutine<Void> throwsAtOnce(Env env) {
    if (env.tap(true)) {
      throw new IllegalStateException("first");
    }
    await(env.value(1));
    return Coroutine.done();
  }

  @Async
  public static Coroutine<Void> checkedExceptionLeaves(Env env) throws IOException {
    await(env.value(1));
    throw new IOException("declared");
  }

  @Async
  public static Coroutine<Integer> outsideTheRange(Env env) {
    int n = await(env.value(1));
    try {
      n += 2;
    } catch (RuntimeException e) {
      env.log("wrong");
    }
    await(env.failure(new IllegalStateException("after the range")));
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<Integer> firstAndLastInTheRange(Env env) {
    int n = 0;
    try {
      n = await(env.value(1));
      n += env.tap(10);
      await(env.<Integer>failure(new IllegalStateException("last")));
    } catch (IllegalStateException e) {
      n += 100;
    }
    try {
      await(env.failure(new IllegalStateException("only")));
    } catch (IllegalStateException e) {
      n += 1000;
    }
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<Integer> localsInTheHandler(Env env) {
    int a = 1;
    String s = null;
    long l = 5;
    try {
      a = await(env.value(2));
      s = "set";
      l = await(env.value(6L));
      s = s + await(env.<String>failure(new IllegalStateException("x")));
      a = 99;
    } catch (IllegalStateException e) {
      env.log(a);
      env.log(s);
      env.log(l);
      await(env.value(0));
      env.log(e.getMessage() + a + s + l);
    }
    return Coroutine.of(a);
  }

  @Async
  public static Coroutine<String> unassignedInTheHandler(Env env) {
    int x;
    String s;
    try {
      await(env.value(0));
      x = await(env.value(1));
      s = "assigned";
      env.log(x + s);
      throw new IllegalStateException("after");
    } catch (IllegalStateException e) {
      x = await(env.value(5));
      s = e.getMessage();
    }
    return Coroutine.of(s + x);
  }

  @Async
  public static Coroutine<String> typeChangesInsideTheRange(Env env) {
    Object o = null;
    try {
      await(env.value(1));
      o = "a string";
      await(env.value(2));
      o = 3;
      await(env.value(3));
      o = new int[] {4};
      await(env.failure(new IllegalStateException("now")));
    } catch (IllegalStateException e) {
      env.log(o);
      await(env.value("in handler"));
    }
    return Coroutine.of(((int[]) o)[0] + "");
  }

  @Async
  public static Coroutine<Integer> awaitInTheHandler(Env env) {
    try {
      throw new Own(await(env.value(7)));
    } catch (Own e) {
      int n = await(env.value(1));
      env.log(e);
      n += await(env.value(2)) + e.number;
      return Coroutine.of(n);
    }
  }

  @Async
  public static Coroutine<Void> handlerFails(Env env) {
    try {
      await(env.failure(new IllegalStateException("first")));
    } catch (IllegalStateException e) {
      env.log(e);
      await(env.failure(new IllegalArgumentException("second")));
    }
    return Coroutine.done();
  }

  @Async
  public static Coroutine<Void> handlerRethrows(Env env) throws Exception {
    try {
      await(env.failure(new Own(1)));
    } catch (Exception e) {
      env.log("caught " + e.getMessage());
      await(env.value("pause"));
      throw e;
    }
    return Coroutine.done();
  }

  @Async
  public static Coroutine<String> ordinaryThrowAfterAnAwait(Env env) {
    String s = await(env.value("text"));
    try {
      env.log(s.charAt(await(env.value(10))));
    } catch (StringIndexOutOfBoundsException e) {
      env.log("out of bounds");
    }
    try {
      int[] none = new int[await(env.value(0))];
      none[await(env.value(3))] = await(env.value(4));
    } catch (ArrayIndexOutOfBoundsException e) {
      env.log(e);
    }
    try {
      env.log(await(env.value(1)) / await(env.value(0)));
    } catch (ArithmeticException e) {
      env.log(e);
    }
    try {
      Object o = await(env.<Object>value(5));
      env.log(((String) o).length());
    } catch (ClassCastException e) {
      env.log(e);
    }
    return Coroutine.of(s);
  }

  @Async
  public static Coroutine<Integer> tryInALoop(Env env) {
    int sum = 0;
    for (int i = 0; i < 5; i++) {
      try {
        if (i % 2 == 0) {
          await(env.failure(new Own(i)), Own.class);
        }
        sum += await(env.value(10));
      } catch (Own e) {
        sum += e.number;
        continue;
      }
      env.log(sum);
    }
    return Coroutine.of(sum);
  }

  @Async
  public static Coroutine<String> operandsAreDroppedByAFailure(Env env) {
    String s;
    try {
      s =
          env.tap("a")
              + env.tap(2L)
              + await(env.<String>failure(new IllegalStateException("gone")));
    } catch (IllegalStateException e) {
      s = env.tap("b") + await(env.value("c"));
    }
    return Coroutine.of(s);
  }

  @Async
  public static Coroutine<String> checkedThroughClassToken(Env env) {
    String all = "";
    try {
      all += await(env.coroutine("value "), IOException.class);
      await(env.failedStage(new FileNotFoundException("stage")), IOException.class);
    } catch (IOException e) {
      all += e.getMessage();
    }
    try {
      await(env.failedTask(new Own(2)), Own.class);
    } catch (Own e) {
      all += e.number;
    }
    try {
      await(env.failedCoroutine(new IllegalStateException(" other")), IOException.class);
    } catch (IOException | IllegalStateException e) {
      all += e.getMessage();
    }
    return Coroutine.of(all);
  }

  @Async
  public static Coroutine<Integer> emptyHandler(Env env) {
    try {
      await(env.failure(new Own(1)), Own.class);
    } catch (Own ignored) {
    }
    return Coroutine.of(await(env.value(2)));
  }

  @Async
  public static Coroutine<String> causeAndSuppressedStay(Env env) {
    Own failure = new Own(1);
    failure.initCause(new IOException("cause"));
    failure.addSuppressed(new IllegalStateException("suppressed"));
    try {
      await(env.failure(failure), Own.class);
      return Coroutine.of("not reached");
    } catch (Own e) {
      env.log(e.getSuppressed().length);
      return Coroutine.of(e.getCause() + " " + e.getSuppressed()[0]);
    }
  }
}
