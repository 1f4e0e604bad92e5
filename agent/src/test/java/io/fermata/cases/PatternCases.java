package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.harness.Env;
import java.util.List;
import java.util.Optional;

/** instanceof patterns, casts, records and sealed types. */
public class PatternCases {
  sealed interface Node permits Leaf, Branch {}

  record Leaf(int value) implements Node {}

  record Branch(Node left, Node right) implements Node {}

  @Async
  public static Coroutine<String> patternOnAnAwait(Env env) {
    String all = "";
    for (Object o : new Object[] {"text", 5, List.of(1), new int[] {2, 3}, 'c'}) {
      if (await(env.value(o)) instanceof String s && s.length() > await(env.value(3))) {
        all += s + s.length();
      } else if (o instanceof Integer n) {
        all += n + await(env.value(1));
      } else if (o instanceof List<?> list && !list.isEmpty() && await(env.value(true))) {
        all += list.get(0);
      } else if (!(o instanceof int[] array)) {
        all += await(env.value("other"));
      } else {
        all += array[1] + await(env.value(array[0]));
      }
      all += " ";
    }
    return Coroutine.of(all);
  }

  @Async
  public static Coroutine<Integer> scopeAfterNegation(Env env) {
    Object o = await(env.<Object>value("long enough"));
    if (!(o instanceof String s)) {
      return Coroutine.of(-1);
    }
    int n = await(env.value(1));
    return Coroutine.of(s.length() + n);
  }

  @Async
  public static Coroutine<Boolean> plainInstanceof(Env env) {
    boolean a = await(env.<Object>value("s")) instanceof CharSequence;
    boolean b = await(env.<Object>value(null)) instanceof Object;
    boolean c = await(env.<Object>value(new String[0])) instanceof Object[];
    return Coroutine.of(a && !b && c);
  }

  @Async
  public static Coroutine<Integer> sealedTree(Env env) {
    Node tree = new Branch(new Branch(new Leaf(1), new Leaf(2)), new Leaf(await(env.value(3))));
    return Coroutine.of(await(sum(env, tree)));
  }

  @Async
  static Coroutine<Integer> sum(Env env, Node node) {
    if (node instanceof Leaf leaf) {
      return Coroutine.of(await(env.value(leaf.value())));
    }
    Branch branch = (Branch) node;
    return Coroutine.of(await(sum(env, branch.left())) * 10 + await(sum(env, branch.right())));
  }

  @Async
  public static Coroutine<String> casts(Env env) {
    int a = (int) (long) await(env.value(1L << 33 | 7));
    byte b = (byte) (int) await(env.value(300));
    char c = (char) (await(env.value((int) 'a')) + 1);
    long d = (long) await(env.value(1e10)).doubleValue();
    float e = (float) (double) await(env.value(0.1));
    Number n = (Number) await(env.<Object>value(5));
    int[] array = (int[]) await(env.<Object>value(new int[] {9}));
    String[][] deep = (String[][]) await(env.<Object>value(new String[][] {{"deep"}}));
    return Coroutine.of(a + " " + b + c + d + " " + e + n + array[0] + deep[0][0]);
  }

  @Async
  public static Coroutine<String> failedCast(Env env) {
    Object o = await(env.<Object>value("text"));
    try {
      Integer n = (Integer) o;
      return Coroutine.of("not reached" + n);
    } catch (ClassCastException e) {
      return Coroutine.of(await(env.value("caught")));
    }
  }

  @Async
  @SuppressWarnings("unchecked")
  public static Coroutine<String> heapPollution(Env env) {
    try {
      Coroutine<Integer> lies = (Coroutine<Integer>) (Coroutine<?>) env.coroutine("text");
      int n = await(lies);
      return Coroutine.of("not reached" + n);
    } catch (ClassCastException e) {
      env.log("class cast");
      return Coroutine.of(await(env.value("caught")));
    }
  }

  @Async
  public static Coroutine<String> optionalChain(Env env) {
    return Coroutine.of(
        Optional.of(await(env.value(5)))
            .map(n -> n + 1)
            .filter(n -> n > 3)
            .orElse(await(env.value(0)))
            .toString());
  }
}
