package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.Task;
import io.fermata.harness.Env;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Async methods of interfaces, overriding, super calls and bridges. */
public class InterfaceCases {
  interface Service<K, V> {
    int LIMIT = Env.current().tap(3);

    Coroutine<V> load(Env env, K key);

    @Async
    default Coroutine<V> loadTwice(Env env, K key) {
      V first = await(load(env, key));
      env.log("first", first);
      return Coroutine.of(await(load(env, key)) == null ? first : await(reload(env, key, 1L)));
    }

    @Async
    private Coroutine<V> reload(Env env, K key, long wide) {
      await(env.value(wide));
      return Coroutine.of(await(load(env, key)));
    }

    @Async
    static Coroutine<Integer> limit(Env env) {
      return Coroutine.of(LIMIT + await(half(env, 10)));
    }

    @Async
    private static Coroutine<Integer> half(Env env, int n) {
      return Coroutine.of(await(env.value(n)) / 2);
    }

    @Async
    default Task<String> eager(Env env) {
      return Task.of(getClass().getSimpleName() + await(env.value("eager")));
    }
  }

  static class Lengths implements Service<String, Integer> {
    @Override
    @Async
    public Coroutine<Integer> load(Env env, String key) {
      return Coroutine.of(await(env.value(key)).length());
    }
  }

  static class Logged extends Lengths {
    @Override
    @Async
    public Coroutine<Integer> load(Env env, String key) {
      env.log("load " + key);
      int n = await(super.load(env, key + "+"));
      return Coroutine.of(n * 10 + await(env.value(1)));
    }

    @Override
    @Async
    public Coroutine<Integer> loadTwice(Env env, String key) {
      return Coroutine.of(await(super.loadTwice(env, key)) + await(env.value(1000)));
    }
  }

  static class Delegating implements Service<String, Integer> {
    @Override
    public Coroutine<Integer> load(Env env, String key) {
      return new Logged().load(env, key);
    }

    @Override
    @Async
    public Coroutine<Integer> loadTwice(Env env, String key) {
      await(env.value("delegates"));
      return Service.super.loadTwice(env, key);
    }
  }

  interface Stages {
    CompletionStage<String> get(Env env);
  }

  static class Narrow implements Stages {
    @Override
    @Async
    public CompletableFuture<String> get(Env env) {
      return CompletableFuture.completedFuture(await(env.value("narrow")));
    }
  }

  static class Narrower extends Narrow {
    @Override
    @Async
    public Task<String> get(Env env) {
      String above = await(super.get(env));
      return Task.of(above + await(env.value("er")));
    }
  }

  abstract static class Template<T> {
    @Async
    final Coroutine<String> run(Env env, T in) {
      env.log("run");
      T out = await(step(env, in));
      return Coroutine.of("<" + out + await(env.value(">")));
    }

    abstract Coroutine<T> step(Env env, T in);
  }

  static final class Doubling extends Template<Integer> {
    @Override
    @Async
    Coroutine<Integer> step(Env env, Integer in) {
      return Coroutine.of(in * await(env.value(2)));
    }
  }

  static class Base {
    @Async
    protected Coroutine<String> name(Env env) {
      return Coroutine.of("base" + await(env.value(1)));
    }

    @Async
    private Coroutine<String> same(Env env) {
      return Coroutine.of("private of base" + await(env.value(1)));
    }

    @Async
    Coroutine<String> callsPrivate(Env env) {
      return Coroutine.of(await(same(env)) + await(name(env)));
    }
  }

  static class Middle extends Base {}

  static class Leaf extends Middle {
    @Override
    @Async
    protected Coroutine<String> name(Env env) {
      String mine = await(env.value("leaf"));
      return Coroutine.of(mine + await(super.name(env)) + await(env.value("/")));
    }

    @Async
    Coroutine<String> same(Env env) {
      return Coroutine.of("leaf's own" + await(env.value(2)));
    }
  }

  static class Overrider extends Base {
    @Override
    protected Coroutine<String> name(Env env) {
      return Coroutine.of("not async");
    }
  }

  @Async
  public static Coroutine<Integer> defaultMethod(Env env) {
    return Coroutine.of(await(new Lengths().loadTwice(env, "abc")));
  }

  @Async
  public static Coroutine<Integer> superCalls(Env env) {
    return Coroutine.of(await(new Logged().loadTwice(env, "abc")));
  }

  @Async
  public static Coroutine<Integer> superOfAnInterface(Env env) {
    return Coroutine.of(await(new Delegating().loadTwice(env, "x")));
  }

  @Async
  public static Coroutine<Integer> staticOfAnInterface(Env env) {
    return Coroutine.of(await(Service.limit(env)));
  }

  @Async
  public static Coroutine<String> eagerDefault(Env env) {
    return Coroutine.of(await(new Lengths().eager(env)));
  }

  @Async
  public static Coroutine<Integer> throughGenericBridge(Env env) {
    Service<String, Integer> service = new Logged();
    return Coroutine.of(await(service.load(env, "bridge")));
  }

  @Async
  public static Coroutine<String> throughCovariantBridge(Env env) {
    Stages[] all = {new Narrow(), new Narrower()};
    String s = "";
    for (Stages each : all) {
      s += await(each.get(env)) + " ";
    }
    Narrow narrow = new Narrower();
    return Coroutine.of(s + await(narrow.get(env)));
  }

  @Async
  public static Coroutine<String> template(Env env) {
    return Coroutine.of(await(new Doubling().run(env, 21)));
  }

  @Async
  public static Coroutine<String> overridesAcrossThreeLevels(Env env) {
    Base base = new Leaf();
    return Coroutine.of(
        await(base.name(env)) + await(base.callsPrivate(env)) + await(((Leaf) base).same(env)));
  }

  @Async
  public static Coroutine<String> overriddenByAnOrdinaryMethod(Env env) {
    return Coroutine.of(await(new Overrider().callsPrivate(env)));
  }

  @Async
  public static Coroutine<String> lambdaForAnInterfaceWithDefaults(Env env) {
    Greets greets = (e, s) -> Coroutine.of("hi " + s + await(e.value("!")));
    return Coroutine.of(await(greets.twice(env, "you")));
  }

  interface Greets {
    Coroutine<String> greet(Env env, String s);

    @Async
    default Coroutine<String> twice(Env env, String s) {
      return Coroutine.of(await(greet(env, s)) + await(greet(env, await(env.value(s)) + s)));
    }
  }
}
