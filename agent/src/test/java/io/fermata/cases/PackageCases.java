package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.cases.elsewhere.Visible;
import io.fermata.harness.Env;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Members and types of another package, which the verifier checks more closely. */
public class PackageCases extends Visible implements Cloneable {
  @Override
  protected int twice(int n) {
    return super.twice(n) + 1;
  }

  @Override
  @Async
  protected Coroutine<Integer> slow(Env env) {
    int above = await(super.slow(env));
    return Coroutine.of(above * 100 + await(env.value(super.twice(above))) + twice(1));
  }

  @Async
  Coroutine<String> protectedMembers(Env env, PackageCases other) {
    number += await(env.value(2));
    other.number = await(env.value(3)) + this.number;
    total += await(env.value(4L)) + other.twice(await(env.value(1)));
    Nested nested = new Nested(name(await(env.value("n"))));
    await(env.value(nested));
    IntFunction<Coroutine<Integer>> body =
        n -> Coroutine.of(super.twice(n) + await(env.value(number)));
    Supplier<Integer> reference = () -> super.twice(7);
    return Coroutine.of(
        number
            + ","
            + other.number
            + ","
            + total
            + nested
            + await(body.apply(20))
            + reference.get());
  }

  @Async
  Coroutine<Boolean> cloned(Env env) throws CloneNotSupportedException {
    number = await(env.value(8));
    PackageCases copy = (PackageCases) super.clone();
    await(env.value(0));
    return Coroutine.of(
        copy != this && copy.number == number && copy.getClass() == await(env.value(getClass())));
  }

  @Async
  public static Coroutine<String> protectedAcrossPackages(Env env) {
    return Coroutine.of(await(new PackageCases().protectedMembers(env, new PackageCases())));
  }

  @Async
  public static Coroutine<Integer> superAcrossPackages(Env env) {
    Visible visible = new PackageCases();
    return Coroutine.of(await(((PackageCases) visible).slow(env)));
  }

  @Async
  public static Coroutine<String> cloneOfObject(Env env) throws CloneNotSupportedException {
    return Coroutine.of("" + await(new PackageCases().cloned(env)));
  }

  @Async
  public static Coroutine<String> typeThatCannotBeNamedHere(Env env) {
    var hidden = hidden();
    await(env.value(1));
    String s = show(hidden);
    var again = env.tap(true) ? hidden() : hidden;
    return Coroutine.of(s + show(again) + await(env.value("!")) + show(hidden));
  }
}
