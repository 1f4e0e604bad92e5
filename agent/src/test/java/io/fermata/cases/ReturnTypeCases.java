package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Awaitable;
import io.fermata.Coroutine;
import io.fermata.Task;
import io.fermata.harness.Env;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What an async method may return, and how it may end. */
public class ReturnTypeCases {
  @Async
  public static Coroutine<Integer> coroutine(Env env) {
    return Coroutine.of(await(env.value(1)));
  }

  @Async
  public static Task<Integer> task(Env env) {
    env.log("task");
    return Task.of(await(env.value(1)) + await(env.value(2)));
  }

  @Async
  public static CompletableFuture<String> future(Env env) {
    String s = await(env.value("future"));
    return CompletableFuture.completedFuture(s + await(env.value("!")));
  }

  @Async
  public static CompletionStage<String> stage(Env env) {
    String s = await(env.value("stage"));
    return CompletableFuture.completedStage(s + await(env.value("!")));
  }

  @Async
  public static CompletionStage<String> stageOutOfATask(Env env) {
    return Task.of(await(env.value("stage")));
  }

  @Async
  public static CompletableFuture<String> futureOutOfATask(Env env) {
    return Task.of(await(env.value("future")));
  }

  @Async
  public static Coroutine<Void> nothing(Env env) {
    await(env.value(1));
    return Coroutine.done();
  }

  @Async
  public static Task<Void> taskOfNothing(Env env) {
    await(env.value(1));
    return Task.of(null);
  }

  @Async
  public static Coroutine<String> valueNull(Env env) {
    await(env.value(1));
    return Coroutine.of(null);
  }

  @Async
  public static Coroutine<Integer> otherCoroutine(Env env) {
    await(env.value(1));
    return coroutine(env);
  }

  @Async
  public static Coroutine<Integer> otherCoroutineOfTheHarness(Env env) {
    return env.coroutine(await(env.value(5)));
  }

  @Async
  public static Task<Integer> otherTask(Env env) {
    await(env.value(1));
    return task(env);
  }

  @Async
  public static Task<Integer> pendingTask(Env env) {
    return env.task(await(env.value(5)));
  }

  @Async
  public static CompletableFuture<Integer> pendingFuture(Env env) {
    return env.stage(await(env.value(5)));
  }

  @Async
  public static CompletionStage<Integer> pendingStage(Env env) {
    await(env.value("first"));
    return env.stage(5);
  }

  @Async
  public static CompletionStage<Integer> returnsThroughTask(Env env) {
    await(env.value("first"));
    return env.task(5);
  }

  @Async
  public static Coroutine<Integer> failedCoroutine(Env env) {
    await(env.value(1));
    return Coroutine.failed(new IOException("failed coroutine"));
  }

  @Async
  public static Task<Integer> failedTask(Env env) {
    await(env.value(1));
    return Task.failed(new IOException("failed task"));
  }

  @Async
  public static CompletableFuture<Integer> failedFuture(Env env) {
    await(env.value(1));
    return CompletableFuture.failedFuture(new IOException("failed future"));
  }

  @Async
  public static CompletableFuture<Integer> futureThatFailsLater(Env env) {
    await(env.value(1));
    return env.failedStage(new IOException("fails later"));
  }

  @Async
  public static CompletionStage<Integer> throwsInAStage(Env env) throws IOException {
    if (await(env.value(true))) {
      throw new IOException("thrown in a stage");
    }
    return CompletableFuture.completedFuture(1);
  }

  @Async
  public static Task<Integer> throwsInATask(Env env) {
    await(env.value(true));
    throw new IllegalStateException("thrown in a task");
  }

  @Async
  public static Coroutine<Void> throwsAnError(Env env) {
    await(env.value(1));
    throw new LinkageError("an error");
  }

  @Async
  public static Coroutine<Integer> returnsNull(Env env) {
    await(env.value(1));
    return null;
  }

  @Async
  public static CompletableFuture<Integer> futureReturnsNull(Env env) {
    await(env.value(1));
    return null;
  }

  @Async
  public static Coroutine<String> callsOneThatReturnsNull(Env env) {
    try {
      await(returnsNull(env));
    } catch (NullPointerException e) {
      env.log(e);
    }
    try {
      await(futureReturnsNull(env));
    } catch (NullPointerException e) {
      env.log(e);
    }
    return Coroutine.of("caught");
  }

  @Async
  public static Coroutine<String> awaitsNull(Env env) {
    String all = "";
    try {
      await((Coroutine<String>) null);
    } catch (NullPointerException e) {
      all += await(env.value("coroutine "));
    }
    try {
      await((Awaitable<String>) null);
    } catch (NullPointerException e) {
      all += await(env.value("awaitable "));
    }
    try {
      await((Task<String>) null);
    } catch (NullPointerException e) {
      all += "task ";
    }
    try {
      await((CompletableFuture<String>) null, IOException.class);
    } catch (NullPointerException | IOException e) {
      all += "future";
    }
    return Coroutine.of(all);
  }

  @Async
  public static Coroutine<Void> leavesByNullPointer(Env env) {
    await(env.value(1));
    await((Coroutine<?>) null);
    return Coroutine.done();
  }

  @Async
  public static Coroutine<String> awaitsEveryReturnType(Env env) {
    String all = "";
    all += await(coroutine(env));
    all += await(task(env));
    all += await(future(env));
    all += await(stage(env));
    try {
      await(throwsInATask(env));
    } catch (IllegalStateException e) {
      all += e.getMessage();
    }
    try {
      await(throwsInAStage(env));
    } catch (IOException e) {
      all += e.getMessage();
    }
    return Coroutine.of(all);
  }

  @Async
  public static Coroutine<Integer> tailChain(Env env) {
    return tail(env, 20);
  }

  @Async
  static Coroutine<Integer> tail(Env env, int n) {
    if (n == 0) {
      return Coroutine.of(await(env.value(7)));
    }
    if (n % 5 == 0) {
      await(env.value(n));
    }
    return tail(env, n - 1);
  }

  @Async
  public static Coroutine<Object> wildcards(Env env) {
    Coroutine<? extends Number> number = numbers(env);
    Number n = await(number);
    Awaitable<?> anything = env.value("anything");
    Object o = await(anything);
    return Coroutine.of(n + "" + o);
  }

  @Async
  static Coroutine<? extends Number> numbers(Env env) {
    return Coroutine.of(await(env.value(2.5)));
  }
}
