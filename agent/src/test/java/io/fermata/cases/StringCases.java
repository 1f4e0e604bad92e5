package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.harness.Env;

/** String concatenation and assert, which javac compiles in ways of their own. */
public class StringCases {
  @Async
  public static Coroutine<String> concatenation(Env env) {
    return Coroutine.of(
        "a"
            + await(env.value("b"))
            + 'c'
            + await(env.value(1))
            + env.tap(2L)
            + await(env.value(3.0))
            + null);
  }

  @Async
  public static Coroutine<String> ofEveryType(Env env) {
    boolean z = await(env.value(true));
    byte b = await(env.value((byte) 1));
    char c = await(env.value('c'));
    short s = await(env.value((short) 2));
    return Coroutine.of(
        z
            + ""
            + b
            + c
            + s
            + await(env.value(3))
            + await(env.value(4L))
            + await(env.value(5f))
            + await(env.value(6.0)));
  }

  @Async
  public static Coroutine<String> compound(Env env) {
    String s = "s";
    s += await(env.value(1));
    s += s + await(env.value('x')) + s;
    s += s.length() > await(env.value(3)) ? await(env.value("long")) : "short";
    return Coroutine.of(s);
  }

  @Async
  public static Coroutine<String> nested(Env env) {
    return Coroutine.of(
        "<"
            + ("("
                + await(env.value("a"))
                + ("[" + env.tap("b") + await(env.value("c")) + "]")
                + ")")
            + ">");
  }

  @Async
  public static Coroutine<String> nullAndObjects(Env env) {
    Object o = await(env.<Object>value(null));
    char[] chars = await(env.value(new char[] {'x', 'y'}));
    return Coroutine.of(
        o + "" + await(env.<String>value(null)) + String.valueOf(chars) + chars.length);
  }

  @Async
  public static Coroutine<String> oldValueInAConcatenation(Env env) {
    String s = "old";
    String all = s + (s = await(env.value("new"))) + s;
    StringBuilder b = new StringBuilder("builder");
    all += b + await(appends(env, b)) + b;
    return Coroutine.of(all);
  }

  @Async
  static Coroutine<String> appends(Env env, StringBuilder b) {
    b.append(await(env.value("+")));
    return Coroutine.of("|");
  }

  @Async
  public static Coroutine<Integer> manyParts(Env env) {
    String a = await(env.value("0123456789"));
    String all =
        a
            + 1
            + a
            + 2
            + a
            + 3
            + a
            + 4
            + a
            + 5
            + a
            + 6
            + a
            + 7
            + a
            + 8
            + a
            + 9
            + a
            + 10
            + a
            + 11
            + a
            + 12
            + a
            + 13
            + a
            + 14
            + a
            + 15
            + a
            + 16
            + a
            + 17
            + a
            + 18
            + a
            + 19
            + a
            + 20
            + await(env.value(a))
            + 21
            + a;
    return Coroutine.of(all.hashCode());
  }

  @Async
  public static Coroutine<String> textBlockAndFormat(Env env) {
    String block =
        """
        first %s
          second "%d"
        """;
    return Coroutine.of(block.formatted(await(env.value("x")), await(env.value(5))));
  }

  @Async
  public static Coroutine<String> assertions(Env env) {
    assert await(env.value(true));
    assert env.tap(1) > 0 : "never " + await(env.value("made"));
    try {
      assert await(env.value(1)) > 1 : await(env.value("message ")) + await(env.value(2));
      env.log("not reached");
    } catch (AssertionError e) {
      env.log(e.getMessage());
    }
    return Coroutine.of("end");
  }
}
