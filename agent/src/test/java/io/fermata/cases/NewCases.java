package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.harness.Env;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code new} with awaits in its arguments, in all nestings. */
public class NewCases {
  static class Pair {
    final Object left;
    final Object right;

    Pair(Object left, Object right) {
      this.left = left;
      this.right = right;
      Env.current().log("new " + this);
    }

    @Override
    public String toString() {
      return "(" + left + " " + right + ")";
    }
  }

  static class Wide {
    final String text;

    Wide(long a, int b, double c, String d, boolean e) {
      text = a + "," + b + "," + c + "," + d + "," + e;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  static class Failing {
    Failing(int n) {
      throw new IllegalStateException("constructor " + n);
    }
  }

  final String name;

  NewCases(String name) {
    this.name = name;
  }

  @Async
  public static Coroutine<String> oneArgument(Env env) {
    StringBuilder b = new StringBuilder(await(env.value("text")));
    return Coroutine.of(b.append(1).toString());
  }

  @Async
  public static Coroutine<String> someArguments(Env env) {
    Pair p = new Pair(await(env.value("l")), env.tap("r"));
    Pair q = new Pair(env.tap("l"), await(env.value("r")));
    Pair r = new Pair(await(env.value(1)), await(env.value(2)));
    return Coroutine.of(p + "" + q + r);
  }

  @Async
  public static Coroutine<String> wideArguments(Env env) {
    return Coroutine.of(
        new Wide(
                env.tap(1L),
                await(env.value(2)),
                env.tap(3.0),
                await(env.value("four")),
                await(env.value(true)))
            .toString());
  }

  @Async
  public static Coroutine<String> nestedInTheFirstArgument(Env env) {
    return Coroutine.of(new Pair(new Pair(await(env.value(1)), 2), 3).toString());
  }

  @Async
  public static Coroutine<String> nestedInTheLastArgument(Env env) {
    return Coroutine.of(new Pair(1, new Pair(2, new Pair(3, await(env.value(4))))).toString());
  }

  @Async
  public static Coroutine<String> nestedOnBothSides(Env env) {
    return Coroutine.of(
        new Pair(
                new Pair(await(env.value(1)), new Pair(env.tap(2), await(env.value(3)))),
                new Pair(new Pair(await(env.value(4)), 5), await(env.value(6))))
            .toString());
  }

  @Async
  public static Coroutine<String> finishedNewBesideAnAwait(Env env) {
    return Coroutine.of(
        new Pair(new Pair(1, 2), await(env.value(3)))
            + ""
            + new Pair(await(env.value(4)), new Pair(5, 6)));
  }

  @Async
  public static Coroutine<String> conditionalInTheArguments(Env env) {
    String all = "";
    for (int i = 0; i < 2; i++) {
      boolean flag = i == 0;
      all +=
          new Pair(
              flag ? await(env.value("a")) : new Pair(await(env.value("b")), flag),
              !flag ? env.tap("c") : flag ? new Pair(1, await(env.value("d"))) : null);
    }
    return Coroutine.of(all);
  }

  @Async
  public static Coroutine<String> newChosenByACondition(Env env) {
    Object o =
        await(env.value(false))
            ? new Pair(await(env.value(1)), 2)
            : new StringBuilder(await(env.value("sb")));
    Pair p = env.tap(true) ? new Pair(3, await(env.value(4))) : null;
    return Coroutine.of(o + "" + p);
  }

  @Async
  public static Coroutine<String> switchInTheArguments(Env env) {
    return Coroutine.of(
        new Pair(
                switch (await(env.value(2))) {
                  case 1 -> "one";
                  case 2 -> new Pair(await(env.value("two")), env.tap(2));
                  default -> null;
                },
                await(env.value("end")))
            .toString());
  }

  @Async
  public static Coroutine<Boolean> failureInTheArguments(Env env) {
    Pair p = null;
    try {
      p = new Pair(env.tap(1), await(env.failure(new IllegalStateException("argument"))));
    } catch (IllegalStateException e) {
      env.log(e);
    }
    return Coroutine.of(p == null);
  }

  @Async
  public static Coroutine<String> failureInTheConstructor(Env env) {
    try {
      return Coroutine.of(new Failing(await(env.value(7))).toString());
    } catch (IllegalStateException e) {
      return Coroutine.of(e.getMessage() + new Pair(e.getMessage(), await(env.value(8))));
    }
  }

  @Async
  public static Coroutine<Void> thrownNew(Env env) {
    if (await(env.value(true))) {
      throw new IllegalStateException(
          await(env.value("message")), new RuntimeException(await(env.value("cause"))));
    }
    return Coroutine.done();
  }

  @Async
  public static Coroutine<String> resultDropped(Env env) {
    new Pair(await(env.value(1)), 2);
    new Pair(3, new Pair(await(env.value(4)), 5));
    return Coroutine.of("end");
  }

  @Async
  public static Coroutine<String> receiverOfACall(Env env) {
    return Coroutine.of(
        new ArrayList<>(List.of(await(env.value(3)), await(env.value(1))))
            + new StringBuilder().append(await(env.value("x"))).reverse().toString()
            + new BigInteger(await(env.value("123456789012345678901")))
                .add(new BigInteger(await(env.value("1")))));
  }

  @Async
  public static Coroutine<String> belowAnAwaitInACall(Env env) {
    return Coroutine.of(
        join(new Pair(await(env.value(1)), 2), await(env.value("x")), new Pair(3, 4)));
  }

  @Async
  public static Coroutine<String> innerClass(Env env) {
    NewCases outer = new NewCases(await(env.value("outer")));
    Inner a = outer.new Inner(await(env.value(1)));
    Inner b = new NewCases(await(env.value("other"))).new Inner(await(env.value(2)));
    return Coroutine.of(a.text() + b.text());
  }

  class Inner {
    final int n;

    Inner(int n) {
      this.n = n;
    }

    String text() {
      return name + n;
    }
  }

  @Async
  public static Coroutine<String> anonymousClass(Env env) {
    String captured = await(env.value("captured"));
    int wide = env.tap(5);
    Pair p =
        new Pair(await(env.value("l")), await(env.value("r"))) {
          @Override
          public String toString() {
            return captured + wide + super.toString();
          }
        };
    Supplier<String> s =
        new Supplier<>() {
          @Override
          public String get() {
            return p + captured;
          }
        };
    return Coroutine.of(s.get() + await(env.value(s.get().length())));
  }

  @Async
  public static Coroutine<String> localClass(Env env) {
    String captured = await(env.value("c"));
    class Local {
      final String s;

      Local(String s) {
        this.s = s + captured;
      }
    }
    return Coroutine.of(
        new Local(await(env.value("a"))).s + new Local(new Local(await(env.value("b"))).s).s);
  }

  @Async
  public static Coroutine<String> ofAnInstance(Env env) {
    return Coroutine.of(await(new NewCases("this").makes(env)));
  }

  @Async
  private Coroutine<String> makes(Env env) {
    Inner inner = new Inner(await(env.value(3)));
    Pair p =
        new Pair(this.name, await(env.value(name))) {
          @Override
          public String toString() {
            return NewCases.this.name + inner.n + left;
          }
        };
    return Coroutine.of(inner.text() + p);
  }

  @Async
  public static Coroutine<String> constructorReference(Env env) {
    Function<String, StringBuilder> make = StringBuilder::new;
    return Coroutine.of(
        make.apply(await(env.value("made"))).append(await(env.value(1))).toString());
  }

  @Async
  public static Coroutine<String> inALoop(Env env) {
    Object list = null;
    for (int i = 0; i < 3; i++) {
      list = new Pair(await(env.value(i)), list);
    }
    return Coroutine.of(list.toString());
  }

  @Async
  public static Coroutine<String> assignedInTheArguments(Env env) {
    int x;
    Object o;
    Pair p = new Pair(x = await(env.value(1)), o = new Pair(x += await(env.value(2)), x++));
    return Coroutine.of(p + "" + x + o);
  }

  @Async
  public static Coroutine<String> inTryInsideLoop(Env env) {
    String all = "";
    for (int i = 0; i < 3; i++) {
      try {
        all +=
            new Pair(
                i,
                i == 1 ? await(env.failure(new IllegalStateException("i"))) : await(env.value(i)));
      } catch (IllegalStateException e) {
        all += new Pair("caught", await(env.value(e.getMessage())));
      }
    }
    return Coroutine.of(all);
  }

  @Async
  public static Coroutine<String> generic(Env env) {
    Box<List<String>> box = new Box<>(new ArrayList<>(List.of(await(env.value("a")))));
    box.content.add(await(env.value("b")));
    return Coroutine.of(box.content + new Box<>(await(env.value(1))).content.toString());
  }

  static class Box<T> {
    final T content;

    Box(T content) {
      this.content = content;
    }
  }

  @Async
  public static Coroutine<String> varargs(Env env) {
    return Coroutine.of(
        new Many(await(env.value("a")), env.tap("b"), await(env.value("c"))).joined);
  }

  static class Many {
    final String joined;

    Many(String... parts) {
      joined = String.join("-", parts);
    }
  }

  static String join(Object a, Object b, Object c) {
    return a + "|" + b + "|" + c;
  }
}
