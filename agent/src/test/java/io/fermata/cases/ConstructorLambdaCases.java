package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.harness.Env;
import java.util.function.Function;
import java.util.function.Supplier;

/** Async lambdas where no object is yet: arguments of constructors' calls of constructors. */
public class ConstructorLambdaCases {
  static class Holder {
    final Function<Env, Coroutine<Object>> made;

    Holder(Function<Env, Coroutine<Object>> made) {
      this.made = made;
    }

    Holder(int n) {
      this(env -> Coroutine.of(n + await(env.value(n))));
    }
  }

  static class Deeper extends Holder {
    final Supplier<Coroutine<Object>> again;
    Function<Env, Coroutine<String>> ofTheInitialiser;

    {
      ofTheInitialiser = env -> Coroutine.of(await(env.value("of ")) + this);
    }

    Deeper(Env env, long n) {
      super(
          given -> {
            long sum = n;
            for (int i = 0; i < 3; i++) {
              sum += await(given.value(n + i));
            }
            return Coroutine.of(sum);
          });
      again = () -> Coroutine.of(n + "" + await(made.apply(env)) + await(env.value(this)));
    }

    @Override
    public String toString() {
      return "deeper";
    }
  }

  enum Order {
    PLAIN(env -> Coroutine.of(await(env.value("plain")))),
    GUARDED(
        env -> {
          try {
            return Coroutine.of(await(env.value("guarded")));
          } finally {
            env.log(await(env.value("finally")));
          }
        }) {
      @Override
      @Async
      Coroutine<String> of(Env env) {
        Supplier<Coroutine<String>> outer = () -> Coroutine.of("body " + await(super.of(env)));
        return Coroutine.of(await(outer.get()) + await(env.value(ordinal())));
      }
    };

    private final Function<Env, Coroutine<String>> made;

    Order(Function<Env, Coroutine<String>> made) {
      this.made = made;
    }

    @Async
    Coroutine<String> of(Env env) {
      return Coroutine.of(await(made.apply(env)) + await(env.value(name())));
    }
  }

  @Async
  public static Coroutine<String> toThis(Env env) {
    return Coroutine.of(await(env.value("this ")) + await(new Holder(4).made.apply(env)));
  }

  @Async
  public static Coroutine<String> toSuper(Env env) {
    Deeper deeper = new Deeper(env, await(env.value(7L)));
    return Coroutine.of(
        await(deeper.made.apply(env))
            + " "
            + await(deeper.again.get())
            + await(deeper.ofTheInitialiser.apply(env)));
  }

  @Async
  public static Coroutine<String> ofEnumConstants(Env env) {
    StringBuilder all = new StringBuilder();
    for (Order order : Order.values()) {
      all.append(await(order.of(env))).append(await(env.value(' ')).charValue());
    }
    return Coroutine.of(all.toString());
  }
}
