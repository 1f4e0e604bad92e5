package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.harness.Env;

/** Members whose names are those that generated ones would like to have. */
public class NameCases {
  static class clash$0 {
    final int n = 1;
  }

  static class clash$1 {
    final int n = 2;
  }

  private int frame = 1;
  private int driver = 2;
  private int state = 3;
  private int parent = 4;

  @Async
  public static Coroutine<Integer> clash(Env env) {
    int n = await(env.value(5));
    return Coroutine.of(n + new clash$0().n + new clash$1().n * await(env.value(1)));
  }

  static int lambda$async$named$0(Env env) {
    return env.tap(1);
  }

  static int lambda$named$0(Env env) {
    return env.tap(2);
  }

  static int named$body(Env env) {
    return env.tap(3);
  }

  @Async
  public static Coroutine<Integer> named(Env env) {
    return Coroutine.of(
        lambda$async$named$0(env) + lambda$named$0(env) + named$body(env) + await(env.value(10)));
  }

  @Async
  public static Coroutine<Integer> fieldsAndLocals(Env env) {
    return Coroutine.of(await(new NameCases().sum(env, 10, 20)));
  }

  @Async
  Coroutine<Integer> sum(Env env, int state, int parent) {
    int frame = await(env.value(100));
    int driver = await(env.value(200));
    int value = await(env.value(400));
    return Coroutine.of(
        this.frame
            + this.driver
            + this.state
            + this.parent
            + state
            + parent
            + frame
            + driver
            + value);
  }

  @Async
  public static Coroutine<String> resume(Env env) {
    return Coroutine.of(await(start(env)) + await(source(env)) + await(suspend(env)));
  }

  @Async
  static Coroutine<String> start(Env env) {
    return Coroutine.of(await(env.value("start")));
  }

  @Async
  static Coroutine<String> source(Env env) {
    return Coroutine.of(await(env.value("source")));
  }

  @Async
  static Coroutine<String> suspend(Env env) {
    return Coroutine.of(await(env.value("suspend")));
  }

  static class dollar {
    @Async
    static Coroutine<Integer> sign(Env env) {
      return Coroutine.of(await(env.value(1)));
    }
  }

  @Async
  static Coroutine<Integer> dollar$sign(Env env) {
    return Coroutine.of(await(env.value(20)));
  }

  @Async
  static Coroutine<Integer> dollar_sign(Env env) {
    return Coroutine.of(await(env.value(300)));
  }

  @Async
  public static Coroutine<Integer> dollars(Env env) {
    return Coroutine.of(
        await(dollar.sign(env)) + await(dollar$sign(env)) + await(dollar_sign(env)));
  }

  /** Only the outermost class tells of all classes in it. */
  static class Nested {
    /** Its anonymous class has the name that the frame of the second method would have. */
    static class twin {
      final Object second =
          new Object() {
            @Override
            public String toString() {
              return "second";
            }
          };
    }

    @Async
    static Coroutine<Object> twin(Env env) {
      return Coroutine.of(await(env.value(1)) + "" + new twin().second);
    }

    @Async
    static Coroutine<Object> twin(Env env, int more) {
      return Coroutine.of(await(twin(env)) + "" + await(env.value(more)));
    }
  }

  @Async
  public static Coroutine<String> twins(Env env) {
    return Coroutine.of(await(Nested.twin(env)) + "," + await(Nested.twin(env, 1)));
  }
}
