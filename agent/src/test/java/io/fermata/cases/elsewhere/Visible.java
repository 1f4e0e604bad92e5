package io.fermata.cases.elsewhere;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.harness.Env;

/**
 * A superclass in another package, with protected members and a type that only this package may
 * name.
 */
public class Visible {
  protected int number = 1;
  protected static long total = 10;

  protected static class Nested {
    protected final String text;

    public Nested(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  protected Visible() {}

  protected int twice(int n) {
    return n * 2;
  }

  protected static String name(Object o) {
    return "name of " + o;
  }

  @Async
  protected Coroutine<Integer> slow(Env env) {
    return Coroutine.of(number + await(env.value(5)));
  }

  public static Hidden hidden() {
    return new Hidden();
  }

  public static String show(Hidden hidden) {
    return hidden.text;
  }
}

class Hidden {
  final String text = "hidden";
}
