package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.harness.Env;

/**
 * When {@code new} initialises its class. The JVM does so before the arguments are evaluated; an
 * order that a program can see. Each case has classes of its own, since a class is initialised
 * once.
 */
public class NewInitialiserCases {
  static class First {
    static {
      Env.current().log("initialise First");
    }

    First(Object o) {
      Env.current().log("construct First " + o);
    }
  }

  static class Outer {
    static {
      Env.current().log("initialise Outer");
    }

    Outer(Object a, Object b) {
      Env.current().log("construct Outer " + a + b);
    }
  }

  static class Nested {
    static {
      Env.current().log("initialise Nested");
    }

    Nested(int n) {
      Env.current().log("construct Nested " + n);
    }

    @Override
    public String toString() {
      return "nested";
    }
  }

  static class Base {
    static {
      Env.current().log("initialise Base");
    }
  }

  static class Derived extends Base {
    static {
      Env.current().log("initialise Derived");
    }

    Derived(String s) {
      Env.current().log("construct Derived " + s);
    }
  }

  static class Unlucky {
    static final int FAILS = fail();

    Unlucky(int n) {
      Env.current().log("construct Unlucky " + n);
    }

    static int fail() {
      Env.current().log("initialise Unlucky");
      throw new IllegalStateException("initialiser");
    }
  }

  static class Skipped {
    static {
      Env.current().log("initialise Skipped");
    }

    Skipped(Object o) {
      Env.current().log("construct Skipped " + o);
    }
  }

  static class Changing {
    static int state = 5;

    Changing(int n) {
      Env.current().log("construct Changing " + n);
    }
  }

  @Async
  public static Coroutine<Void> beforeTheArguments(Env env) {
    env.log("start");
    new First(await(env.value("argument")));
    new First(await(env.value("again")));
    return Coroutine.done();
  }

  @Async
  public static Coroutine<Void> outerBeforeInner(Env env) {
    new Outer(env.tap(1), new Nested(await(env.value(2))));
    return Coroutine.done();
  }

  @Async
  public static Coroutine<Void> innerFinishedBeforeTheAwait(Env env) {
    new Outer(new Nested(env.tap(1)), await(env.value(2)));
    return Coroutine.done();
  }

  @Async
  public static Coroutine<Void> superclassToo(Env env) {
    new Derived(await(env.value("s")) + env.tap("t"));
    return Coroutine.done();
  }

  @Async
  public static Coroutine<String> initialiserFails(Env env) {
    try {
      new Unlucky(await(env.value(1)));
    } catch (ExceptionInInitializerError e) {
      env.log(e.getCause());
    }
    try {
      new Unlucky(await(env.value(2)));
    } catch (NoClassDefFoundError e) {
      env.log("not initialised");
    }
    return Coroutine.of(await(env.value("end")));
  }

  @Async
  public static Coroutine<String> argumentFails(Env env) {
    try {
      new Skipped(await(env.failure(new IllegalStateException("argument"))));
    } catch (IllegalStateException e) {
      env.log(e);
    }
    return Coroutine.of("end");
  }

  @Async
  public static Coroutine<Void> onlyOnTheChosenPath(Env env) {
    Object o =
        await(env.value(false)) ? new Skipped(await(env.value(1))) : new First(await(env.value(2)));
    env.log(o instanceof First);
    return Coroutine.done();
  }

  @Async
  public static Coroutine<Void> argumentsReadTheClass(Env env) {
    new Changing(Changing.state + await(env.value(1)) + (Changing.state = await(env.value(10))));
    new Changing(Changing.state);
    return Coroutine.done();
  }
}
