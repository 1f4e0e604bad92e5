package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.harness.Env;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Loops of every form, with awaits in every part of them. */
public class LoopCases {
  @Async
  public static Coroutine<Integer> forLoop(Env env) {
    int sum = 0;
    for (int i = 0; i < 5; i++) {
      sum += await(env.value(i));
    }
    return Coroutine.of(sum);
  }

  @Async
  public static Coroutine<Integer> awaitsInAllPartsOfFor(Env env) {
    int sum = 0;
    for (int i = await(env.value(1)), j = await(env.value(9));
        i < await(env.value(j));
        i += await(env.value(2)), j--) {
      sum += env.tap(i * j);
    }
    return Coroutine.of(sum);
  }

  @Async
  public static Coroutine<Integer> whileLoop(Env env) {
    int n = 5;
    while (await(env.value(n)) > 0) {
      n -= await(env.value(2));
    }
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<Integer> doWhile(Env env) {
    int n = 0;
    do {
      n++;
      if (n == 2) {
        continue;
      }
      env.log(n);
    } while (await(env.value(n)) < 4);
    return Coroutine.of(n);
  }

  @Async
  public static Coroutine<Integer> emptyBody(Env env) {
    int[] left = {3};
    while (await(env.value(--left[0])) > 0) {}
    for (; await(env.value(left[0]++)) < 2; ) {}
    return Coroutine.of(left[0]);
  }

  @Async
  public static Coroutine<String> forEachOverList(Env env) {
    StringBuilder all = new StringBuilder();
    for (String s : List.of("a", "b", "c")) {
      all.append(s).append(await(env.value(all.length())));
    }
    return Coroutine.of(all.toString());
  }

  @Async
  public static Coroutine<Long> forEachOverArrays(Env env) {
    long sum = 0;
    for (long l : await(env.value(new long[] {1L << 33, 2}))) {
      sum += l + await(env.value(1));
    }
    for (int[] row : new int[][] {{1, 2}, {}, {await(env.value(3))}}) {
      for (int cell : row) {
        sum = sum * 10 + await(env.value(cell));
      }
      env.log(sum);
    }
    return Coroutine.of(sum);
  }

  @Async
  public static Coroutine<String> forEachOverMap(Env env) {
    Map<String, Integer> map = new LinkedHashMap<>();
    map.put("x", 1);
    map.put(await(env.value("y")), await(env.value(2)));
    String all = "";
    for (Map.Entry<String, Integer> entry : await(env.value(map)).entrySet()) {
      all += entry.getKey() + await(env.value(entry.getValue()));
    }
    return Coroutine.of(all);
  }

  @Async
  public static Coroutine<Integer> iteratorByHand(Env env) {
    List<Integer> list = new ArrayList<>(List.of(1, 2, 3, 4));
    for (Iterator<Integer> it = list.iterator(); it.hasNext(); ) {
      if (await(env.value(it.next())) % 2 == 0) {
        it.remove();
      }
    }
    env.log(list);
    return Coroutine.of(list.size());
  }

  @Async
  public static Coroutine<Integer> breakAndContinue(Env env) {
    int sum = 0;
    for (int i = 0; ; i++) {
      if (await(env.value(i)) == 1) {
        continue;
      }
      if (i > 4) {
        break;
      }
      sum += i;
    }
    return Coroutine.of(sum);
  }

  @Async
  public static Coroutine<String> labels(Env env) {
    String path = "";
    outer:
    for (int i = 0; i < 4; i++) {
      inner:
      for (int j = 0; ; j++) {
        path += await(env.value("" + i + j + " "));
        switch (j) {
          case 0:
            continue inner;
          case 1:
            if (i == 2) {
              break outer;
            }
            if (i == 1) {
              continue outer;
            }
            break;
          default:
            break inner;
        }
        path += "| ";
      }
      path += "next ";
    }
    return Coroutine.of(path);
  }

  @Async
  public static Coroutine<Integer> labelledBlock(Env env) {
    int x = 1;
    block:
    {
      x += await(env.value(2));
      if (await(env.value(x)) == 3) {
        break block;
      }
      env.log("not reached");
    }
    return Coroutine.of(x);
  }

  @Async
  public static Coroutine<Integer> foreverUntilReturn(Env env) {
    int n = 0;
    while (true) {
      n += await(env.value(3));
      if (n > 7) {
        return Coroutine.of(n);
      }
    }
  }

  @Async
  public static Coroutine<String> foreverUntilThrow(Env env) {
    int n = 0;
    for (; ; ) {
      if (await(env.value(n++)) == 3) {
        throw new IllegalStateException("at " + n);
      }
    }
  }

  @Async
  public static Coroutine<Long> hundredRounds(Env env) {
    long a = 0;
    long b = 1;
    for (int i = 0; i < 100; i++) {
      long next = a + await(env.value(b));
      a = b;
      b = next & 0xffff_ffffL;
    }
    return Coroutine.of(b);
  }

  @Async
  public static Coroutine<String> capturedLoopVariables(Env env) {
    List<Supplier<Coroutine<Integer>>> later = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      int here = await(env.value(i * i));
      later.add(() -> Coroutine.of(here + await(env.value(100))));
    }
    String all = "";
    for (Supplier<Coroutine<Integer>> each : later) {
      all += await(each.get()) + " ";
    }
    return Coroutine.of(all);
  }

  @Async
  public static Coroutine<String> loopInLoopInLoop(Env env) {
    StringBuilder all = new StringBuilder();
    for (char a = 'a'; a < 'c'; a++) {
      short b = 0;
      while (b < 2) {
        byte c = 0;
        do {
          all.append(await(env.value(a))).append(b).append(c).append(' ');
        } while (await(env.value(++c)) < 2);
        b++;
      }
    }
    return Coroutine.of(all.toString());
  }

  @Async
  public static Coroutine<Integer> variablesBornInTheLoop(Env env) {
    int sum = 0;
    for (int i = 0; i < 3; i++) {
      String s = i == 0 ? null : "s" + i;
      int n;
      if (s == null) {
        n = await(env.value(1));
      } else {
        long wide = await(env.value((long) i));
        n = s.length() + (int) wide;
      }
      sum += n;
    }
    return Coroutine.of(sum);
  }

  @Async
  public static Coroutine<Integer> tailOfALoopIsDead(Env env) {
    for (int i = 0; i < 3; i++) {
      env.log(i);
      if (await(env.value(i)) >= 0) {
        return Coroutine.of(await(env.value(i + 40)));
      }
    }
    throw new AssertionError();
  }

  @Async
  public static Coroutine<Integer> backwardsThroughTry(Env env) {
    int tries = 0;
    while (true) {
      try {
        tries++;
        if (tries < 3) {
          await(env.failure(new IllegalStateException("try " + tries)));
        }
        return Coroutine.of(await(env.value(tries)));
      } catch (IllegalStateException e) {
        env.log(e.getMessage());
      }
    }
  }
}
