package io.fermata.cases;

import io.fermata.Async;
import io.fermata.Awaitable;
import io.fermata.Coroutine;
import io.fermata.Fermata;
import io.fermata.Task;
import io.fermata.harness.Env;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Every overload of await, on every type of what can be awaited, done, pending and failed. */
public class AwaitFormCases {
  @Async
  public static Coroutine<String> everyType(Env env) {
    Awaitable<String> awaitable = env.value("awaitable ");
    String all = Fermata.await(awaitable);
    all += Fermata.await(env.coroutine("coroutine "));
    all += Fermata.await(env.task("task "));
    all += Fermata.await(env.stage("future "));
    CompletionStage<String> stage = env.stage("stage ");
    all += Fermata.await(stage);
    Awaitable<String> task = env.task("task as awaitable ");
    all += Fermata.await(task);
    CompletionStage<String> taskAsStage = env.task("task as stage ");
    all += Fermata.await(taskAsStage);
    CompletableFuture<String> taskAsFuture = env.task("task as future ");
    all += Fermata.await(taskAsFuture);
    all += Fermata.await(Awaitable.of(env.stage("adapted")));
    return Coroutine.of(all);
  }

  @Async
  public static Coroutine<String> everyTypeWithClassToken(Env env) throws IOException {
    String all = Fermata.await(env.value("awaitable "), IOException.class);
    all += Fermata.await(env.coroutine("coroutine "), IOException.class);
    all += Fermata.await(env.task("task "), IOException.class);
    all += Fermata.await(env.stage("future "), IOException.class);
    return Coroutine.of(all);
  }

  @Async
  public static Coroutine<Integer> everyTypeFails(Env env) {
    int caught = 0;
    try {
      Fermata.await(env.failure(new IOException("awaitable")), IOException.class);
    } catch (IOException e) {
      env.log(e);
      caught++;
    }
    try {
      Fermata.await(env.failedCoroutine(new IOException("coroutine")), IOException.class);
    } catch (IOException e) {
      env.log(e);
      caught++;
    }
    try {
      Fermata.await(env.failedTask(new IOException("task")), IOException.class);
    } catch (IOException e) {
      env.log(e);
      caught++;
    }
    try {
      Fermata.await(env.failedStage(new IOException("future")), IOException.class);
    } catch (IOException e) {
      env.log(e);
      caught++;
    }
    return Coroutine.of(caught);
  }

  @Async
  public static Coroutine<String> classTokenWithOperandsBelow(Env env) throws IOException {
    return Coroutine.of(
        env.tap("a")
            + env.tap(1L)
            + Fermata.await(env.value("b"), IOException.class)
            + env.tap(2.0));
  }

  @Async
  public static Coroutine<String> classTokenIsComputed(Env env) throws Exception {
    Class<? extends Exception> token = env.tap(true) ? IOException.class : RuntimeException.class;
    return Coroutine.of(
        Fermata.await(env.value("x"), token) + Fermata.await(env.value("y"), token(env)));
  }

  static Class<IOException> token(Env env) {
    env.log("token");
    return IOException.class;
  }

  @Async
  public static Coroutine<Integer> dependentStagesAreUnwrapped(Env env) {
    int n = Fermata.await(env.stage(1).thenApply(x -> x + 1).thenApply(x -> x * 10));
    try {
      Fermata.await(
          env.<Integer>failedStage(new IllegalStateException("source")).thenApply(x -> x + 1));
    } catch (IllegalStateException e) {
      env.log(e);
    }
    try {
      Fermata.await(env.stage(1).thenApply(x -> failing(x)));
    } catch (IllegalStateException e) {
      env.log(e);
    }
    return Coroutine.of(n);
  }

  static int failing(int x) {
    throw new IllegalStateException("in a stage " + x);
  }

  @Async
  public static Coroutine<String> wrappedByHand(Env env) {
    try {
      Fermata.await(
          env.failedStage(new CompletionException(new IOException("inside"))), IOException.class);
      return Coroutine.of("not reached");
    } catch (IOException e) {
      return Coroutine.of(e.getMessage());
    }
  }

  @Async
  public static Coroutine<Integer> sameTaskTwice(Env env) {
    Task<Integer> task = env.task(4);
    return Coroutine.of(Fermata.await(task) * 10 + Fermata.await(task));
  }

  @Async
  public static Coroutine<Integer> sameFutureTwice(Env env) {
    CompletableFuture<Integer> future = env.stage(4);
    int n = Fermata.await(future);
    return Coroutine.of(n * 10 + Fermata.await(future));
  }

  @Async
  public static Coroutine<Integer> doneCoroutineTwice(Env env) {
    Coroutine<Integer> done = Coroutine.of(4);
    Coroutine<Integer> failed = Coroutine.failed(new IllegalStateException("again"));
    int n = Fermata.await(done) * 10 + Fermata.await(env.value(1)) + Fermata.await(done);
    for (int i = 0; i < 2; i++) {
      try {
        Fermata.await(failed);
      } catch (IllegalStateException e) {
        env.log(e);
      }
    }
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<Integer> severalPendingAtOnce(Env env) {
    Awaitable<Integer> a = env.value(1);
    CompletableFuture<Integer> b = env.stage(2);
    Task<Integer> c = env.task(3);
    env.log("all asked for");
    return Coroutine.of(Fermata.await(c) * 100 + Fermata.await(a) * 10 + Fermata.await(b));
  }

  @Async
  public static Coroutine<Integer> sleepsAndYields(Env env) {
    Fermata.await(env.value(0));
    Fermata.await(Fermata.sleep(java.time.Duration.ofHours(1)));
    env.log("slept");
    Fermata.await(Fermata.yieldNow());
    env.log("yielded");
    return Coroutine.of(Fermata.await(env.value(1)));
  }

  @Async
  public static Coroutine<Object> awaitedAwaitable(Env env) {
    Coroutine<Coroutine<String>> twice = env.coroutine(env.coroutine("inner"));
    return Coroutine.of(Fermata.await(Fermata.await(twice)));
  }
}
