package io.fermata.cases
import io.fermata.Async
import io.fermata.Coroutine
import io.fermata.Task
import static io.fermata.Fermata.await
import io.fermata.harness.Env
import groovy.transform.CompileStatic
import java.util.function.Function
import java.util.function.Supplier

@CompileStatic
class Res implements AutoCloseable {
  Env env
  void close() { env.log('closed') }
}

interface Step { Coroutine<Integer> step(Integer x) }
interface Made { Coroutine<Integer> make() }
interface Asked { Coroutine<String> ask(Env env) }

@CompileStatic
class GroovyCases {
  int count = 1
  int[] arr = [1, 2, 3] as int[]
  Env env
  @Async static Coroutine<String> strings(Env env) {
    String s = "a${await(env.value(1))}b${await(env.value('x'))}"
    GString g = "lazy ${await(env.value(2L))} ${s}"
    return Coroutine.of(s + g.toString() + await(env.value('z')))
  }
  @Async static Coroutine<String> switches(Env env) {
    String r = ''
    for (Object o in [1, 'two', 3L, null, [1, 2]]) {
      switch (await(env.value(o))) {
        case 1: r += 'one' + await(env.value(1)); break
        case 'two': r += await(env.value('t'))
        case Long: r += 'L' + await(env.value('fall')); break
        case null: r += 'null'; break
        default: r += 'd' + await(env.value(o)).toString()
      }
    }
    return Coroutine.of(r)
  }
  @Async static Coroutine<String> tries(Env env) {
    String s = ''
    for (int i = 0; i < 4; i++) {
      try {
        if (await(env.value(i)) == 1) throw new IllegalStateException('one')
        if (i == 2) continue
        s += 't' + await(env.value(i))
        if (i == 3) return Coroutine.of(s + await(env.value('ret')))
      } catch (IllegalStateException | IllegalArgumentException e) {
        s += 'c' + await(env.value(e.message))
      } finally {
        s += 'f' + await(env.value(i * 10))
      }
    }
    return Coroutine.of(s)
  }
  @Async Coroutine<Integer> next(int by = 2, String t = 'tt') {
    count += await(env.value(by))
    arr[await(env.value(1))] += await(env.value(count))
    count++
    return Coroutine.of(count + arr[1] + t.length())
  }
  @Async static Coroutine<String> fields(Env env) {
    GroovyCases c = new GroovyCases(env: await(env.value(env)))
    int a = await(c.next())
    int b = await(c.next(await(env.value(5)), await(env.value('abc'))))
    c.count *= await(env.value(3))
    return Coroutine.of("$a $b ${c.count} ${c.arr}".toString())
  }
  @Async static Coroutine<String> safeNavigation(Env env) {
    String n = await(env.<String>value(null))
    String m = await(env.value('m'))
    Integer x = n?.length()
    String e = n ?: await(env.value('elvis'))
    boolean b = m && await(env.value(true)) || await(env.value(false))
    return Coroutine.of("$x $e $b ${m?.length() ?: await(env.value(1))} ${[await(env.value(1)), 2, *[await(env.value(3))]]} ${[a: await(env.value(1)), b: 2]}".toString())
  }
  @Async static Coroutine<String> ranges(Env env) {
    String s = ''
    for (int i in (await(env.value(1))..await(env.value(3)))) s += i + await(env.value('.'))
    int k = 0
    while (await(env.value(k)) < 3) k += await(env.value(1))
    long l = await(env.value(5L)); double d = await(env.value(2.5d)); BigDecimal bd = await(env.value(1.5))
    return Coroutine.of(s + k + (l * 2 + d) + bd.add(await(env.value(1.0))) + (l <=> await(env.value(4L))) + (await(env.value(2)) ** 3))
  }
  @Async static Coroutine<String> withResources(Env env) {
    String s
    try (Res res = new Res(env: env)) { s = await(env.value('in')) }
    assert await(env.value(true)) : 'never'
    return Coroutine.of(s)
  }
  @Async static Coroutine<String> asserts(Env env) {
    try { assert await(env.value(1)) == 2 : "m" + await(env.value('sg')) } catch (AssertionError e) { return Coroutine.of('AE' + await(env.value(1))) }
    return Coroutine.of('no')
  }
  @Async static Task<Integer> eager(Env env, int n) { n == 0 ? Task.of(0) : Task.of(await(eager(env, n - 1)) + await(env.value(n))) }
  @Async static Coroutine<Integer> eagers(Env env) { Coroutine.of(await(eager(env, 4))) }
  @Async static Coroutine<String> casts(Env env) {
    Object o = await(env.value((Object) 'str'))
    String r = o instanceof String ? o.toUpperCase() + await(env.value(1)) : 'no'
    int i = (int) await(env.value(7L)); char c = 'c' as char
    long sum = 0; for (x in [1, 2, 3]) sum += await(env.value(x))
    return Coroutine.of(r + i + c + sum)
  }
  @Async static Coroutine<Integer> closures(Env env) {
    int sum = 1
    Function<Integer, Coroutine<Integer>> f = { Integer x -> sum += await(env.value(x)); return Coroutine.of(sum) }
    Supplier<Coroutine<Integer>> g = { Coroutine.of(await(env.value(sum)) + await(f.apply(1))) }
    return Coroutine.of(await(f.apply(3)) + await(g.get()))
  }
  @Async static Coroutine<String> lambdas(Env env) {
    int sum = 1
    Step f = (Integer x) -> { sum += await(env.value(x)); return Coroutine.of(sum) }
    Made g = () -> Coroutine.of(await(env.value(sum)) + await(f.step(1)))
    Asked nothingCaptured = (Env e) -> Coroutine.of('n' + await(e.value(7)))
    Function<Integer, Made> nested = (Integer a) -> {
      Made inner = () -> Coroutine.of(a + await(env.value(a)))
      return inner
    }
    return Coroutine.of("${await(f.step(3))} ${await(g.make())} ${await(nothingCaptured.ask(env))} ${await(nested.apply(await(env.value(20))).make())} $sum".toString())
  }
  Made counting() {
    return () -> { count += await(env.value(5)); return Coroutine.of(count) }
  }
  @Async static Coroutine<String> lambdasOfAnObject(Env env) {
    Made f = new GroovyCases(env: env).counting()
    return Coroutine.of("${await(f.make())} ${await(f.make())}".toString())
  }
  // Refused: the class of the lambda returns what the interface names, an Object.
  @Async static Coroutine<Integer> lambdaOfATypeVariable(Env env) {
    Supplier<Coroutine<Integer>> f = () -> Coroutine.of(await(env.value(1)))
    return Coroutine.of(await(f.get()))
  }
}
