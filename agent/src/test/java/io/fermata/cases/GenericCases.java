package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Awaitable;
import io.fermata.Coroutine;
import io.fermata.harness.Env;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Generic methods, bounds, wildcards, and types that meet at joins. */
public class GenericCases {
  interface Named {
    String name();
  }

  interface Sized {
    int size();
  }

  static final class A implements Named, Sized {
    @Override
    public String name() {
      return "A";
    }

    @Override
    public int size() {
      return 1;
    }
  }

  static final class B implements Sized, Named {
    @Override
    public String name() {
      return "B";
    }

    @Override
    public int size() {
      return 2;
    }
  }

  @Async
  static <T extends Comparable<? super T>> Coroutine<T> max(Env env, Collection<? extends T> all) {
    T best = null;
    for (T each : all) {
      T value = await(env.value(each));
      best = best == null || value.compareTo(best) > 0 ? value : best;
    }
    return Coroutine.of(best);
  }

  @Async
  static <T extends Named & Sized> Coroutine<String> both(Env env, T t) {
    T same = await(env.value(t));
    return Coroutine.of(same.name() + t.size() + await(env.value(t.name())) + same.size());
  }

  @Async
  static <A, B, C> Coroutine<C> compose(
      Env env,
      A a,
      Function<? super A, ? extends Awaitable<B>> f,
      Function<? super B, ? extends Awaitable<C>> g) {
    B b = await(f.apply(await(env.value(a))));
    return Coroutine.of(await(g.apply(b)));
  }

  @Async
  static <E extends Exception> Coroutine<Void> fails(Env env, E failure) throws E {
    await(env.value(1));
    throw failure;
  }

  @Async
  public static Coroutine<String> boundedMethod(Env env) {
    return Coroutine.of(
        await(max(env, List.of("b", "c", "a"))) + await(max(env, List.of(3, 1, 2))));
  }

  @Async
  public static Coroutine<String> intersection(Env env) {
    return Coroutine.of(await(both(env, new A())) + await(both(env, new B())));
  }

  @Async
  public static Coroutine<Integer> composition(Env env) {
    return Coroutine.of(
        await(
            GenericCases.<String, Integer, Integer>compose(
                env, "abc", s -> env.coroutine(s.length()), n -> env.value(n * 2))));
  }

  @Async
  public static Coroutine<String> genericThrows(Env env) {
    try {
      await(fails(env, new java.io.IOException("generic")));
    } catch (java.io.IOException e) {
      return Coroutine.of(e.getMessage());
    }
    return Coroutine.of("not reached");
  }

  @Async
  public static Coroutine<String> wildcardLists(Env env) {
    List<? super Integer> sink = new ArrayList<Number>();
    List<? extends Number> source = await(env.value(List.of(1, 2.5, 3L)));
    for (Number n : source) {
      sink.add(await(env.value(n.intValue())));
    }
    Object first = sink.get(0);
    return Coroutine.of(sink + "" + await(env.value(first)));
  }

  @Async
  public static Coroutine<String> unrelatedClassesAtAJoin(Env env) {
    Named named = await(env.value(true)) ? new A() : new B();
    await(env.value(0));
    var either = env.tap(false) ? new A() : new B();
    String s = named.name() + await(env.value("-")) + either.name();
    await(env.value(0));
    return Coroutine.of(s + either.size() + ((Sized) named).size());
  }

  @Async
  public static Coroutine<String> joinsOnTheStack(Env env) {
    boolean flag = await(env.value(true));
    return Coroutine.of(
        describe(
            flag ? new A() : new B(),
            await(env.value(1)),
            flag ? new ArrayList<>(List.of(await(env.value(2)))) : List.of(),
            await(env.value(3L))));
  }

  static String describe(Named named, int n, Collection<Integer> all, long l) {
    return named.name() + n + all + l;
  }

  @Async
  public static Coroutine<String> joinsInALoop(Env env) {
    Sized sized = null;
    Map<String, Integer> map = null;
    String s = "";
    for (int i = 0; i < 4; i++) {
      sized = i % 2 == 0 ? new A() : new B();
      map = i < 2 ? new HashMap<>() : new TreeMap<>();
      map.put(await(env.value("k")), sized.size());
      await(env.value(i));
      s += map + ((Named) sized).name();
    }
    return Coroutine.of(s);
  }

  @Async
  public static Coroutine<Integer> arraysAtAJoin(Env env) {
    Object o = await(env.value(false)) ? new int[] {1} : new long[] {2};
    await(env.value(0));
    Object[] objects = env.tap(true) ? new String[] {"s"} : new Integer[] {1};
    await(env.value(0));
    Cloneable c = env.tap(true) ? new int[3] : new ArrayList<>();
    await(env.value(0));
    return Coroutine.of(((long[]) o).length + objects.length + ((int[]) c).length);
  }

  @Async
  public static Coroutine<String> nullOrAClass(Env env) {
    A a = env.tap(true) ? null : new A();
    await(env.value(0));
    env.log(a);
    a = await(env.value(true)) ? new A() : null;
    await(env.value(0));
    return Coroutine.of(a.name());
  }

  @Async
  @SafeVarargs
  static <T> Coroutine<List<T>> all(Env env, Awaitable<? extends T>... awaitables) {
    List<T> results = new ArrayList<>();
    for (Awaitable<? extends T> each : awaitables) {
      results.add(await(each));
    }
    return Coroutine.of(results);
  }

  @Async
  public static Coroutine<String> genericVarargs(Env env) {
    List<Object> list =
        await(GenericCases.<Object>all(env, env.value(1), env.value("two"), env.value(3.0)));
    return Coroutine.of(list.toString());
  }
}
