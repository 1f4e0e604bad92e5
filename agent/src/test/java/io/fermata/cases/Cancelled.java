package io.fermata.cases;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.currentTask;
import static io.fermata.Fermata.waitFor;
import static io.fermata.Fermata.withTimeout;
import static io.fermata.Fermata.yieldNow;

import io.fermata.Async;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Promise;
import io.fermata.Task;
import io.fermata.TimedOutException;
import io.fermata.harness.Env;
import java.time.Duration;

/**
 * Cancellation of bodies that run each other without a coroutine in between. A blocking await can't
 * be cancelled, so plain Java tells nothing here; instead each does the same three times: with the
 * bodies run directly, through their frame class, and through coroutines that the caller knows
 * nothing of.
 */
public class Cancelled {
  private static final int WAYS = 3;

  /** A place where a task waits until it is cancelled. */
  private static final class Place {
    final Promise<Integer> never = EventLoop.current().createPromise();
    final Promise<Void> reached = EventLoop.current().createPromise();
  }

  /** What the innermost body does with its cancellation. */
  private enum Then {
    LET_THROUGH,
    SWALLOW,
    REPLACE
  }

  @Async
  private static Coroutine<Integer> inner(Env env, Place place, Then then) {
    int n = await(env.value(1));
    try {
      place.reached.complete(null);
      return Coroutine.of(n + await(place.never));
    } catch (CancelledError e) {
      env.log("inner", e.getMessage() + currentTask().cancelling());
      if (then == Then.SWALLOW) {
        return Coroutine.of(n + await(env.value(20)));
      }
      throw e;
    } finally {
      env.log("inner left", n + await(env.value(2)));
      if (then == Then.REPLACE) {
        throw new IllegalStateException("instead");
      }
    }
  }

  @Async
  static Coroutine<Integer> byFrame(Env env, Place place, Then then) {
    return Coroutine.of(await(inner(env, place, then)));
  }

  /** What comes back is of no call that the awaiting method knows. */
  private static <T> Coroutine<T> unknown(Coroutine<T> coroutine) {
    return coroutine;
  }

  @Async
  private static Coroutine<Integer> middle(Env env, Place place, Then then, int way) {
    String kept = "middle";
    try {
      return Coroutine.of(
          100
              + switch (way) {
                case 0 -> await(inner(env, place, then));
                case 1 -> await(byFrame(env, place, then));
                default -> await(unknown(inner(env, place, then)));
              });
    } finally {
      env.log(kept, await(env.value(3)));
    }
  }

  @Async
  private static Coroutine<Integer> outer(Env env, Place place, Then then, int way) {
    long kept = 4;
    try {
      return Coroutine.of(
          way < 2
              ? await(middle(env, place, then, way))
              : await(unknown(middle(env, place, then, way))));
    } finally {
      env.log("outer", await(env.value(kept)));
    }
  }

  @Async
  private static Coroutine<Void> cancel(Env env, Then then, int way) {
    Place place = new Place();
    Task<Integer> task = createTask(outer(env, place, then, way));
    await(place.reached);
    env.log(task.cancel("enough "));
    try {
      env.log("result", await(task));
    } catch (CancelledError e) {
      env.log("cancelled", task.isCancelled());
    } catch (IllegalStateException e) {
      env.log(e);
    }
    return Coroutine.done();
  }

  @Async
  public static Coroutine<Void> letThrough(Env env) {
    for (int way = 0; way < WAYS; way++) {
      await(cancel(env, Then.LET_THROUGH, way));
    }
    return Coroutine.done();
  }

  @Async
  public static Coroutine<Void> swallowed(Env env) {
    for (int way = 0; way < WAYS; way++) {
      await(cancel(env, Then.SWALLOW, way));
    }
    return Coroutine.done();
  }

  @Async
  public static Coroutine<Void> replaced(Env env) {
    for (int way = 0; way < WAYS; way++) {
      await(cancel(env, Then.REPLACE, way));
    }
    return Coroutine.done();
  }

  @Async
  private static Coroutine<Integer> cleansUp(Env env, Place first, Place second, int way) {
    try {
      return Coroutine.of(await(outer(env, first, Then.LET_THROUGH, way)));
    } finally {
      try {
        second.reached.complete(null);
        await(second.never);
      } finally {
        env.log("cleaned up", await(env.value(5)));
      }
    }
  }

  /** The second comes while a {@code finally} below another direct call awaits. */
  @Async
  public static Coroutine<Void> twice(Env env) {
    for (int way = 0; way < WAYS; way++) {
      Place first = new Place();
      Place second = new Place();
      Task<Integer> task = createTask(cleansUp(env, first, second, way));
      await(first.reached);
      env.log(task.cancel("first "));
      await(second.reached);
      env.log(task.cancel("second "));
      try {
        await(task);
      } catch (CancelledError e) {
        env.log("cancelled", e.getMessage() + task.cancelling());
      }
    }
    return Coroutine.done();
  }

  @Async
  private static Coroutine<Integer> cancelsItself(Env env) {
    currentTask().cancel("itself");
    env.log("goes on");
    try {
      await(yieldNow());
      return Coroutine.of(0);
    } finally {
      env.log("left", await(env.value(5)));
    }
  }

  @Async
  private static Coroutine<Integer> catches(Env env, int way) {
    try {
      return Coroutine.of(
          way == 0 ? await(cancelsItself(env)) : await(unknown(cancelsItself(env))));
    } catch (CancelledError e) {
      env.log("caught " + e.getMessage(), currentTask().uncancel());
      return Coroutine.of(await(env.value(6)));
    }
  }

  /** A running task gets it where it next has to wait. */
  @Async
  public static Coroutine<Void> byItself(Env env) {
    for (int way = 0; way < WAYS; way++) {
      Task<Integer> task = createTask(catches(env, way));
      env.log("result", await(task));
    }
    return Coroutine.done();
  }

  @Async
  public static Coroutine<Void> timedOut(Env env) {
    for (int way = 0; way < WAYS; way++) {
      int each = way;
      try {
        await(waitFor(outer(env, new Place(), Then.LET_THROUGH, way), Duration.ofSeconds(1)));
      } catch (TimedOutException e) {
        env.log("wait for");
      }
      try {
        await(
            withTimeout(
                Duration.ofSeconds(1), timeout -> outer(env, new Place(), Then.LET_THROUGH, each)));
      } catch (TimedOutException e) {
        env.log("with timeout", currentTask().cancelling());
      }
    }
    return Coroutine.done();
  }

  /** A scope inside of a body that is run directly, which the body goes on behind. */
  @Async
  private static Coroutine<Integer> inAScope(Env env, int way) {
    int n = await(env.value(1));
    try {
      n +=
          await(
              withTimeout(
                  Duration.ofSeconds(1), timeout -> middle(env, new Place(), Then.REPLACE, way)));
    } catch (IllegalStateException e) {
      env.log(e);
    }
    n +=
        await(
            withTimeout(
                Duration.ofSeconds(1), timeout -> middle(env, new Place(), Then.SWALLOW, way)));
    return Coroutine.of(n + await(env.value(30)));
  }

  @Async
  public static Coroutine<Void> scopes(Env env) {
    for (int way = 0; way < WAYS; way++) {
      env.log("result", way < 2 ? await(inAScope(env, way)) : await(unknown(inAScope(env, way))));
    }
    return Coroutine.done();
  }
}
