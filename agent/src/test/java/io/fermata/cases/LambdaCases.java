package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.Task;
import io.fermata.harness.Env;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Async lambdas: those that await and whose functional method returns an async type. */
public class LambdaCases {
  interface Body<T> {
    Coroutine<T> run(Env env) throws Exception;
  }

  interface Chain<A, B extends CompletionStage<?>> {
    B link(A a, long wide, Env env);
  }

  interface Makes<T> {
    T make(int n);

    default Supplier<Coroutine<String>> named(Env env, String name) {
      return () -> Coroutine.of(name + make(await(env.value(3))) + await(env.value(name)));
    }

    static Supplier<Coroutine<Integer>> counted(Env env, int n) {
      return () -> Coroutine.of(n + await(env.value(n)));
    }
  }

  static final Function<Env, Coroutine<Integer>> CONSTANT =
      env -> Coroutine.of(await(env.value(42)));

  private final String name;
  private final Supplier<Coroutine<String>> ofAField =
      () -> Coroutine.of(suffix() + await(Env.current().value("!")));

  LambdaCases(String name) {
    this.name = name;
  }

  @Async
  public static Coroutine<Integer> coroutineLambda(Env env) {
    Supplier<Coroutine<Integer>> body =
        () -> {
          env.log("in the lambda");
          int n = await(env.value(1));
          return Coroutine.of(n + await(env.value(2)));
        };
    return Coroutine.of(await(body.get()) + await(body.get()));
  }

  @Async
  public static Coroutine<String> taskLambda(Env env) {
    Callable<Task<String>> body = () -> Task.of(await(env.value("task")) + await(env.value("!")));
    try {
      return Coroutine.of(await(body.call()));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Async
  public static Coroutine<String> futureLambda(Env env) {
    Function<String, CompletableFuture<String>> body =
        s -> CompletableFuture.completedFuture(s + await(env.value("future")) + s);
    return Coroutine.of(await(body.apply("<")));
  }

  @Async
  public static Coroutine<Long> stageLambda(Env env) {
    LongFunction<CompletionStage<Long>> body =
        l -> {
          long k = l + await(env.value(1L));
          return CompletableFuture.completedFuture(k << 32);
        };
    return Coroutine.of(await(body.apply(7)));
  }

  @Async
  public static Coroutine<Void> voidLambda(Env env) {
    Supplier<Coroutine<Void>> body =
        () -> {
          env.log(await(env.value("done")));
          return Coroutine.done();
        };
    await(body.get());
    return Coroutine.done();
  }

  @Async
  public static Coroutine<String> capturesOfEveryKind(Env env) {
    boolean z = env.tap(true);
    byte b = 1;
    char c = 'c';
    short s = 2;
    int i = await(env.value(3));
    long l = 4;
    float f = 5.5f;
    double d = await(env.value(6.5));
    String t = "t";
    int[] array = {7};
    BiFunction<String, Long, Coroutine<String>> body =
        (x, y) -> {
          array[0] += await(env.value(1));
          String head = x + z + b + c + s + i + l;
          await(env.value(2));
          return Coroutine.of(head + f + d + t + array[0] + y);
        };
    return Coroutine.of(await(body.apply("x", 8L)) + array[0]);
  }

  @Async
  public static Coroutine<String> capturesThis(Env env) {
    return Coroutine.of(await(new LambdaCases("outer").greets(env)));
  }

  @Async
  Coroutine<String> greets(Env env) {
    Function<String, Coroutine<String>> body =
        s -> Coroutine.of(s + name + await(env.value(s)) + suffix());
    return Coroutine.of(await(body.apply("hi ")) + await(ofAField.get()));
  }

  private String suffix() {
    return "." + name.length();
  }

  @Async
  public static Coroutine<Integer> nested(Env env) {
    int base = env.tap(1);
    Supplier<Coroutine<Supplier<Coroutine<Integer>>>> outer =
        () -> {
          int more = await(env.value(10));
          return Coroutine.of(
              () -> {
                int most = await(env.value(100));
                Supplier<Coroutine<Integer>> inner =
                    () -> Coroutine.of(most + await(env.value(1000)));
                return Coroutine.of(base + more + await(inner.get()));
              });
        };
    return Coroutine.of(await(await(outer.get()).get()));
  }

  @Async
  public static Coroutine<Integer> fromAConstant(Env env) {
    return Coroutine.of(await(CONSTANT.apply(env)) + await(env.value(1)));
  }

  @Async
  public static Coroutine<String> inAnInterface(Env env) {
    Makes<String> makes = n -> "made" + n;
    return Coroutine.of(await(makes.named(env, "x").get()) + await(Makes.counted(env, 5).get()));
  }

  @Async
  public static Coroutine<String> mayThrow(Env env) {
    Body<String> body =
        e -> {
          if (await(e.value(true))) {
            throw new IOException(await(e.value("thrown")));
          }
          return Coroutine.of("not reached");
        };
    try {
      return Coroutine.of(await(body.run(env)));
    } catch (Exception e) {
      env.log(e);
      return Coroutine.of("caught");
    }
  }

  @Async
  public static Coroutine<Integer> genericInterfaceWithBound(Env env) {
    Chain<String, CompletableFuture<Integer>> chain =
        (a, wide, e) ->
            CompletableFuture.completedFuture(a.length() + (int) wide + await(e.value(1)));
    Chain<Integer, Task<Integer>> other = (a, wide, e) -> Task.of(await(e.value(a)) + (int) wide);
    return Coroutine.of(await(chain.link("four", 10, env)) + await(other.link(100, 1000, env)));
  }

  @Async
  public static Coroutine<String> methodReferences(Env env) {
    Function<Env, Coroutine<Integer>> ofStatic = LambdaCases::number;
    Function<Env, Coroutine<String>> ofInstance = new LambdaCases("bound")::greets;
    BiFunction<LambdaCases, Env, Coroutine<String>> unbound = LambdaCases::greets;
    return Coroutine.of(
        await(ofStatic.apply(env))
            + await(ofInstance.apply(env))
            + await(unbound.apply(new LambdaCases("unbound"), env)));
  }

  @Async
  static Coroutine<Integer> number(Env env) {
    return Coroutine.of(await(env.value(8)));
  }

  @Async
  public static Coroutine<String> withTryAndLoop(Env env) {
    IntFunction<Coroutine<String>> body =
        n -> {
          String all = "";
          for (int i = 0; i < n; i++) {
            try {
              all +=
                  i == 1
                      ? await(env.<String>failure(new IllegalStateException("f")))
                      : await(env.value("v"));
            } catch (IllegalStateException e) {
              all += e.getMessage();
            } finally {
              all += await(env.value("."));
            }
          }
          return Coroutine.of(all);
        };
    return Coroutine.of(await(body.apply(3)));
  }

  @Async
  public static Coroutine<Integer> ordinaryLambdasBetweenAwaits(Env env) {
    int n = await(env.value(2));
    Function<Integer, Integer> twice = x -> x * n;
    Supplier<Coroutine<Integer>> returnsWithoutAwait = () -> env.coroutine(twice.apply(n));
    int m = await(env.value(3));
    return Coroutine.of(twice.apply(m) + await(returnsWithoutAwait.get()));
  }

  interface Remote extends Supplier<Coroutine<String>>, Serializable {}

  @Async
  public static Coroutine<String> serializable(Env env) throws Exception {
    String captured = await(env.value("captured"));
    Remote remote = () -> Coroutine.of(captured + await(Env.current().value("!")));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(remote);
    }
    ClassLoader loader = LambdaCases.class.getClassLoader();
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())) {
          @Override
          protected Class<?> resolveClass(java.io.ObjectStreamClass type)
              throws ClassNotFoundException {
            return Class.forName(type.getName(), false, loader);
          }
        }) {
      Remote copy = (Remote) in.readObject();
      return Coroutine.of(await(copy.get()) + await(remote.get()));
    }
  }

  @Async
  public static Coroutine<Integer> recursiveThroughAHolder(Env env) {
    IntFunction<?>[] self = new IntFunction<?>[1];
    IntFunction<Coroutine<Integer>> factorial =
        n -> {
          if (await(env.value(n)) < 2) {
            return Coroutine.of(1);
          }
          @SuppressWarnings("unchecked")
          IntFunction<Coroutine<Integer>> again = (IntFunction<Coroutine<Integer>>) self[0];
          return Coroutine.of(n * await(again.apply(n - 1)));
        };
    self[0] = factorial;
    return Coroutine.of(await(factorial.apply(5)));
  }

  @Async
  public static Coroutine<String> passedAsArgumentBesideAnAwait(Env env) {
    return Coroutine.of(
        await(
            both(
                () -> Coroutine.of(await(env.value("a"))),
                await(env.value("b")),
                () -> Coroutine.of(await(env.value("c")) + await(env.value("d"))))));
  }

  @Async
  static Coroutine<String> both(
      Supplier<Coroutine<String>> a, String b, Supplier<Coroutine<String>> c) {
    return Coroutine.of(await(a.get()) + b + await(c.get()));
  }
}
