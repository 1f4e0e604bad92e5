package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.harness.Env;

/**
 * Synchronized blocks that contain no await, in methods that do: every way out of the block must be
 * known to be out.
 */
public class SynchronizedCases {
  private final Object lock = new Object();
  private int guarded;

  @Async
  public static Coroutine<Integer> betweenAwaits(Env env) {
    Object lock = new Object();
    int n = await(env.value(1));
    synchronized (lock) {
      n = env.tap(n + 1);
    }
    n += await(env.value(10));
    synchronized (lock) {
      env.log(Thread.holdsLock(lock));
    }
    await(env.value(0));
    env.log(Thread.holdsLock(lock));
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<Integer> awaitedLock(Env env) {
    Object lock = new Object();
    synchronized (await(env.value(lock))) {
      env.log(Thread.holdsLock(lock));
    }
    env.log(Thread.holdsLock(lock));
    return Coroutine.of(await(env.value(1)));
  }

  @Async
  public static Coroutine<Integer> returnOutOfTheBlock(Env env) {
    Object lock = new Object();
    for (int i = 0; ; i++) {
      synchronized (lock) {
        if (i == 2) {
          return Coroutine.of(i);
        }
      }
      env.log(await(env.value(i)));
    }
  }

  @Async
  public static Coroutine<Integer> breakAndContinueOutOfTheBlock(Env env) {
    Object lock = new Object();
    int n = 0;
    outer:
    for (int i = 0; i < 5; i++) {
      synchronized (lock) {
        for (int j = 0; j < 3; j++) {
          n++;
          if (i == 1) {
            continue outer;
          }
          if (i == 3) {
            break outer;
          }
        }
      }
      n += await(env.value(100));
    }
    env.log(Thread.holdsLock(lock));
    return Coroutine.of(n + await(env.value(1000)));
  }

  @Async
  public static Coroutine<String> failureOutOfTheBlock(Env env) {
    Object lock = new Object();
    try {
      await(env.value(1));
      synchronized (lock) {
        throw new IllegalStateException("held " + Thread.holdsLock(lock));
      }
    } catch (IllegalStateException e) {
      env.log(Thread.holdsLock(lock));
      return Coroutine.of(e.getMessage() + await(env.value("!")));
    } finally {
      env.log(await(env.value("finally")));
      env.log(Thread.holdsLock(lock));
    }
  }

  @Async
  public static Coroutine<Integer> nestedBlocks(Env env) {
    Object outer = new Object();
    Object inner = new Object();
    int n = 0;
    for (int i = 0; i < 3; i++) {
      synchronized (outer) {
        n++;
        synchronized (inner) {
          n++;
          if (i == 1) {
            continue;
          }
        }
        synchronized (outer) {
          env.log(Thread.holdsLock(outer) + " " + Thread.holdsLock(inner));
        }
      }
      n += await(env.value(10));
    }
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<Integer> tryInsideTheBlock(Env env) {
    Object lock = new Object();
    int n = await(env.value(1));
    synchronized (lock) {
      try {
        n /= env.tap(0);
      } catch (ArithmeticException e) {
        n += 5;
      } finally {
        n *= 2;
      }
    }
    return Coroutine.of(n + await(env.value(100)));
  }

  @Async
  public static Coroutine<Integer> ofAnInstance(Env env) {
    return Coroutine.of(await(new SynchronizedCases().adds(env, 5)));
  }

  @Async
  private Coroutine<Integer> adds(Env env, int n) {
    synchronized (this) {
      guarded += n;
    }
    int more = await(env.value(2));
    synchronized (lock) {
      guarded += more;
      synchronized (this) {
        return Coroutine.of(guarded);
      }
    }
  }

  @Async
  public static Coroutine<Integer> switchInsideTheBlock(Env env) {
    Object lock = new Object();
    int n = 0;
    for (int i = 0; i < 4; i++) {
      synchronized (lock) {
        switch (i) {
          case 0:
            n += 1;
            break;
          case 1:
            continue;
          default:
            n += 10;
        }
      }
      n += await(env.value(100));
    }
    return Coroutine.of(n);
  }
}
