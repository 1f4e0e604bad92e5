package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.harness.Env;

/** Try-with-resources. */
public class ResourceCases {
  static final class Resource implements AutoCloseable {
    private final Env env;
    private final String name;
    private final RuntimeException onClose;

    Resource(Env env, String name) {
      this(env, name, null);
    }

    Resource(Env env, String name, RuntimeException onClose) {
      this.env = env;
      this.name = name;
      this.onClose = onClose;
      env.log("open " + name);
    }

    @Override
    public void close() {
      env.log("close " + name);
      if (onClose != null) {
        throw onClose;
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  @Async
  public static Coroutine<Integer> awaitInTheBody(Env env) {
    try (Resource a = new Resource(env, "a")) {
      env.log(a);
      int n = await(env.value(1));
      env.log(a);
      return Coroutine.of(n + await(env.value(2)));
    }
  }

  @Async
  public static Coroutine<Integer> awaitedResource(Env env) {
    int n = 0;
    try (Resource a = await(env.value(new Resource(env, "a")));
        Resource b = new Resource(env, await(env.value("b")))) {
      n = await(env.value(5));
      env.log(a + "" + b);
    }
    env.log("closed");
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<Void> bodyFails(Env env) {
    try (Resource a = new Resource(env, "a");
        Resource b = new Resource(env, "b")) {
      await(env.failure(new IllegalStateException("body of " + a + b)));
    }
    return Coroutine.done();
  }

  @Async
  public static Coroutine<Integer> bodyAndCloseFail(Env env) {
    try (Resource a = new Resource(env, "a", new IllegalArgumentException("close a"));
        Resource b = new Resource(env, "b", new IllegalArgumentException("close b"))) {
      await(env.failure(new IllegalStateException("body of " + a + b)));
    } catch (IllegalStateException e) {
      env.log(e);
      for (Throwable each : e.getSuppressed()) {
        env.log(each);
        await(env.value(0));
      }
    }
    return Coroutine.of(1);
  }

  @Async
  public static Coroutine<Integer> onlyCloseFails(Env env) {
    try (Resource a = new Resource(env, "a", new IllegalArgumentException("close a"))) {
      env.log(await(env.value(1)) + "" + a);
    } catch (IllegalArgumentException e) {
      env.log("caught " + e.getMessage() + await(env.value(2)));
    } finally {
      env.log("finally " + await(env.value(3)));
    }
    return Coroutine.of(4);
  }

  @Async
  public static Coroutine<Integer> secondResourceFails(Env env) {
    try (Resource a = new Resource(env, "a");
        Resource b = await(env.<Resource>failure(new IllegalStateException("no b")))) {
      env.log("not reached " + a + b);
    } catch (IllegalStateException e) {
      env.log(e);
    }
    return Coroutine.of(await(env.value(1)));
  }

  @Async
  public static Coroutine<Integer> nullResource(Env env) {
    try (Resource none = await(env.<Resource>value(null))) {
      env.log(none);
      return Coroutine.of(await(env.value(1)));
    }
  }

  @Async
  public static Coroutine<Integer> existingVariable(Env env) {
    Resource a = new Resource(env, "a");
    int n;
    try (a) {
      n = await(env.value(2));
    }
    env.log(a);
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<Integer> inALoopWithExits(Env env) {
    int n = 0;
    for (int i = 0; i < 5; i++) {
      try (Resource a = new Resource(env, "a" + i)) {
        if (await(env.value(i)) == 1) {
          continue;
        }
        n += i;
        if (i == 3) {
          break;
        }
        env.log(a);
      }
    }
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<String> nestedInEachOther(Env env) {
    String s = "";
    try (Resource a = new Resource(env, "a")) {
      s += await(env.value(a.toString()));
      try (Resource b = new Resource(env, s + await(env.value("b")))) {
        s += await(env.value(b.toString()));
        return Coroutine.of(s);
      } finally {
        env.log("inner finally " + await(env.value(s)));
      }
    } finally {
      env.log("outer finally " + await(env.value(s)));
    }
  }
}
