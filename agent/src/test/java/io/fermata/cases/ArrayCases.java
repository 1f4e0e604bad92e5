package io.fermata.cases;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.harness.Env;
import java.util.Arrays;
import java.util.List;

/** Array initialisers, dimensions, and arrays of everything across awaits. */
public class ArrayCases {
  @Async
  public static Coroutine<int[]> initialiser(Env env) {
    int[] a = {await(env.value(1)), env.tap(2), await(env.value(3))};
    return Coroutine.of(a);
  }

  @Async
  public static Coroutine<String> initialisersOfEveryType(Env env) {
    boolean[] z = {await(env.value(true)), false};
    byte[] b = {await(env.value((byte) 1))};
    char[] c = {'a', await(env.value('b'))};
    short[] s = {await(env.value((short) 2))};
    long[] l = {3, await(env.value(4L))};
    float[] f = {await(env.value(5f)), 6};
    double[] d = {7, await(env.value(8.0)), 9};
    String[] t = {"x", await(env.value("y"))};
    return Coroutine.of(
        Arrays.toString(z)
            + Arrays.toString(b)
            + Arrays.toString(c)
            + Arrays.toString(s)
            + Arrays.toString(l)
            + Arrays.toString(f)
            + Arrays.toString(d)
            + Arrays.toString(t));
  }

  @Async
  public static Coroutine<String> nestedInitialisers(Env env) {
    Object[][] a = {
      {await(env.value(1)), "two"},
      {},
      null,
      {
        new int[] {await(env.value(3))},
        new Object[] {await(env.value("four")), new long[] {await(env.value(5L))}}
      }
    };
    return Coroutine.of(Arrays.deepToString(a));
  }

  @Async
  public static Coroutine<Integer> dimensions(Env env) {
    int[][][] a = new int[await(env.value(2))][await(env.value(3))][];
    String[] b = new String[await(env.value(4))];
    long[][] c = new long[env.tap(2)][await(env.value(5))];
    return Coroutine.of(a.length * 1000 + a[1].length * 100 + b.length * 10 + c[1].length);
  }

  @Async
  public static Coroutine<String> negativeSize(Env env) {
    try {
      int[] a = new int[await(env.value(-1))];
      return Coroutine.of("not reached" + a.length);
    } catch (NegativeArraySizeException e) {
      return Coroutine.of(e.getMessage() + await(env.value("!")));
    }
  }

  @Async
  public static Coroutine<Integer> readsWithAwaitedIndex(Env env) {
    int[] a = {1, 2, 3};
    long[] l = {4, 5};
    String[][] s = {{"a", "b"}, {"c", "d"}};
    int n = a[await(env.value(2))] + (int) l[await(env.value(1))];
    env.log(s[await(env.value(1))][await(env.value(0))]);
    return Coroutine.of(n + a[a[await(env.value(0))]] + await(env.value(a))[env.tap(1)]);
  }

  @Async
  public static Coroutine<String> storesOfEveryType(Env env) {
    boolean[] z = new boolean[2];
    byte[] b = new byte[2];
    char[] c = new char[2];
    short[] s = new short[2];
    float[] f = new float[2];
    double[] d = new double[2];
    Object[] o = new Object[2];
    z[env.tap(1)] = await(env.value(true));
    b[await(env.value(1))] = (byte) (int) await(env.value(300));
    c[1] = await(env.value('x'));
    s[await(env.value(0))] = await(env.value((short) -1));
    f[1] = await(env.value(1.5f));
    d[await(env.value(1))] = await(env.value(2.5));
    o[await(env.value(0))] = await(env.value("o"));
    return Coroutine.of(
        Arrays.toString(z)
            + Arrays.toString(b)
            + (int) c[1]
            + Arrays.toString(s)
            + Arrays.toString(f)
            + Arrays.toString(d)
            + Arrays.toString(o));
  }

  @Async
  public static Coroutine<Integer> arraysOfArraysAlive(Env env) {
    int[][] grid = new int[2][2];
    Env[] envs = {env};
    List<?>[] lists = {List.of(1)};
    ArrayCases[][] own = {{new ArrayCases()}, {}};
    await(env.value(0));
    grid[1] = new int[] {await(envs[0].value(7))};
    grid[0][1] += await(env.value(grid[1][0]));
    await(env.value(lists[0]));
    return Coroutine.of(grid[0][1] + grid[1].length + own.length + own[1].length);
  }

  @Async
  public static Coroutine<Integer> cloneAndLength(Env env) {
    int[] a = {1, 2};
    int[] b = a.clone();
    b[0] = await(env.value(9));
    return Coroutine.of(a[0] + b[0] + a.length * await(env.value(b)).clone().length);
  }

  @Async
  public static Coroutine<String> varargsArrays(Env env) {
    return Coroutine.of(
        String.format("%s %s %s", await(env.value("a")), env.tap(1), await(env.value(2.5)))
            + List.of(await(env.value(1)), 2, await(env.value(3)))
            + Arrays.asList(await(env.value(new Integer[] {4, 5}))));
  }
}
