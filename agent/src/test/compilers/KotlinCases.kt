@file:JvmName("KotlinCases")
package io.fermata.cases

import io.fermata.Async
import io.fermata.Awaitable
import io.fermata.Coroutine
import io.fermata.Task
import io.fermata.Fermata.await
import io.fermata.harness.Env
import java.util.concurrent.CompletableFuture
import java.util.function.Function
import java.util.function.Supplier
import kotlin.coroutines.Continuation
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.startCoroutine

sealed interface Node
data class Leaf(val value: Int) : Node
data class Branch(val left: Node, val right: Node, val label: String? = null) : Node
object Empty : Node
enum class Colour { RED, GREEN, BLUE }

@JvmInline
value class Metres(val n: Long)

class Res(val env: Env, val n: Int) : AutoCloseable {
  override fun close() { env.log("close $n"); if (n == 3) throw IllegalStateException("close") }
}

inline fun <T> measured(env: Env, name: String, body: (Int) -> T): T {
  env.log("begin $name")
  try {
    return body(name.length)
  } finally {
    env.log("end $name")
  }
}

inline fun <reified T> isA(o: Any?): Boolean = o is T

inline fun twice(body: () -> Unit, crossinline end: () -> String): String {
  body(); body()
  val f = { end() + "x" }
  return f()
}

@Async
fun sum(env: Env, node: Node): Coroutine<Int> = Coroutine.of(
  when (node) {
    is Leaf -> await(env.value(node.value))
    is Branch -> await(sum(env, node.left)) * 10 + await(sum(env, node.right)) + (node.label?.length ?: await(env.value(1)))
    Empty -> 0
  })

@Async
fun whenOverSealed(env: Env): Coroutine<Int> =
  Coroutine.of(await(sum(env, Branch(Branch(Leaf(1), Empty), Branch(Leaf(2), Leaf(3), "lab")))))

@Async
fun whenOnAll(env: Env): Coroutine<String> {
  val sb = StringBuilder()
  for (o in listOf(1, "two", Colour.RED, 4L, null, 'c', 3.5, listOf(1, 2))) {
    sb.append(when (o) {
      await(env.value(1)) -> "one${await(env.value("!"))}"
      is String -> when (o.length) {
        in await(env.value(1))..await(env.value(5)) -> "short $o ${o[await(env.value(0))]}"
        else -> "long"
      }
      Colour.RED, Colour.BLUE -> "${await(env.value(o))} colour"
      is Long -> o + await(env.value(1L))
      null -> await(env.value("null"))
      !is Number -> "no number ${o.toString().length + await(env.value(1))}"
      else -> (await(env.value<Number>(2.25))).toDouble() + o.toDouble()
    }).append(';')
  }
  return Coroutine.of(sb.toString())
}

@Async
fun whenOnStringAndEnum(env: Env): Coroutine<String> {
  var all = ""
  for (c in Colour.values()) {
    all += when (await(env.value(c))) {
      Colour.RED -> await(env.value("r"))
      Colour.GREEN -> "g"
      Colour.BLUE -> { val x = await(env.value(3)); "b".repeat(x) }
    }
    all += when (await(env.value(c.name))) {
      "RED", "BLUE" -> "1" + await(env.value("a"))
      "Aa", "BB" -> "2"
      else -> await(env.value("e"))
    }
  }
  return Coroutine.of(all)
}

@Async
fun templates(env: Env): Coroutine<String> {
  val d = await(env.value(2.5)); val l = await(env.value(7L)); val n: String? = await(env.value<String?>(null))
  return Coroutine.of("a$d${await(env.value("b"))}$l${await(env.value('c'))}${d * await(env.value(2.0))}$n${await(env.value(1)) + l}${n?.length}${n ?: await(env.value("dflt"))}")
}

@Async
fun inlined(env: Env): Coroutine<String> {
  val r = measured(env, "outer") { k ->
    val inner = measured(env, "in") { j -> await(env.value(j * 10)) + k }
    if (inner == 25) "x" + await(env.value("y")) else "z" + inner
  }
  return Coroutine.of(r)
}

@Async
fun inlinedNonLocalReturn(env: Env): Coroutine<Int> {
  listOf(3, 1, 2).forEach { e ->
    val v = await(env.value(e))
    measured(env, "m$v") {
      if (v == 1) return Coroutine.of(await(env.value(100)))
    }
  }
  return Coroutine.of(-1)
}

@Async
fun inlinedCollections(env: Env): Coroutine<String> {
  val a = listOf(5, 3, 4).map { await(env.value(it * 2)) }.filter { await(env.value(it)) > 6 }
  val b = a.fold(1L) { acc, x -> acc * await(env.value(x.toLong())) }
  val c = (1..3).associateWith { await(env.value("v$it")) }.mapValues { (k, v) -> "$k$v${await(env.value(k))}" }
  val d = a.sortedBy { x -> -x }.joinToString(",")
  val e = buildString { append(await(env.value("e"))); repeat(2) { append(await(env.value(it))) } }
  val f = c.entries.firstOrNull { await(env.value(it.key)) == 2 }?.value?.let { it + await(env.value("L")) } ?: "none"
  return Coroutine.of("$a$b$c$d$e$f")
}

@Async
fun scopeFunctions(env: Env): Coroutine<String> {
  val sb = StringBuilder().apply { append(await(env.value("apply"))) }.also { it.append(await(env.value(1))) }
  val r = with(sb) { append(await(env.value(2L))); length }
  val s = sb.run { toString() + await(env.value(r)) }.takeIf { await(env.value(true)) } ?: "no"
  return Coroutine.of(s)
}

@Async
fun useBlocks(env: Env): Coroutine<String> {
  var all = ""
  for (i in 1..4) {
    all += try {
      Res(env, i).use { r ->
        val x = await(env.value(r.n))
        if (x == 2) throw IllegalArgumentException("two")
        if (x == 4) return Coroutine.of(all + await(env.value("early")))
        "u$x"
      }
    } catch (e: IllegalStateException) {
      "c" + e.message + await(env.value(i))
    } catch (e: IllegalArgumentException) {
      e.message + await(env.value("!"))
    } finally {
      all += "f" + await(env.value(i))
    }
  }
  return Coroutine.of(all)
}

@Async
fun tryExpressions(env: Env): Coroutine<Int> {
  val x = 1 + try { await(env.value("12")).toInt() } catch (e: NumberFormatException) { await(env.value(-1)) } finally { env.log("f1") }
  val y = x + try { await(env.value("zz")).toInt() } catch (e: NumberFormatException) { await(env.value(-1)) } finally { await(env.value("f2")) }
  return Coroutine.of(x * 100 + y)
}

@Async
fun defaults(env: Env, a: Int = 5, b: String = "b$a", c: Coroutine<Long> = env.coroutine(9L)): Coroutine<String> =
  Coroutine.of("$a$b${await(c)}${await(env.value(a))}")

@Async
fun defaultArguments(env: Env): Coroutine<String> =
  Coroutine.of(await(defaults(env)) + await(defaults(env, 1)) + await(defaults(env, c = env.coroutine(3L), b = await(env.value("z")))))

@Async
@JvmOverloads
fun overloads(env: Env, a: Int = 5, vararg more: String): Coroutine<String> =
  Coroutine.of(a.toString() + more.toList() + await(env.value(more.size)))

@Async
fun jvmOverloads(env: Env): Coroutine<String> =
  Coroutine.of(await(overloads(env)) + await(overloads(env, 2)) + await(overloads(env, await(env.value(3)), "a", await(env.value("b")), *arrayOf("c", "d"))))

@Async
fun nullableUnboxing(env: Env): Coroutine<String> {
  val n: Int? = await(env.value<Int?>(3))
  val m: Int? = await(env.value<Int?>(null))
  val s = (n ?: 0) + (m ?: await(env.value(10)))
  val t = if (n != null && n > await(env.value(1))) n * 2L else 0L
  val u = try { m!! + 1 } catch (e: NullPointerException) { await(env.value(-7)) }
  val v = m?.plus(await(env.value(1)))
  val b: Boolean? = await(env.value<Boolean?>(true))
  return Coroutine.of("$s $t $u $v ${b == true && await(env.value(b))}")
}

class Holder(val env: Env) {
  var count = 1
  var arr = intArrayOf(1, 2, 3)
  lateinit var late: String
  val lazyOne by lazy { env.log("lazy"); 5 }
  private var hidden = 10L

  @Async
  fun next(by: Int = 1): Coroutine<Int> {
    count += await(env.value(by))
    arr[await(env.value(1))] += await(env.value(count))
    arr[await(env.value(0))]++
    hidden += await(env.value(2L)) + lazyOne
    late = "l" + await(env.value(by))
    return Coroutine.of(count + arr[1])
  }

  @Async
  private fun secret(x: Int): Coroutine<String> = Coroutine.of("s$hidden${await(env.value(x))}$late")

  inner class In(val k: Int) {
    @Async
    fun both(): Coroutine<String> = Coroutine.of(await(secret(k)) + await(next(k)) + count)
  }

  companion object {
    @JvmStatic
    @Async
    fun make(env: Env, n: Int): Coroutine<Holder> {
      val h = Holder(await(env.value(env)))
      h.count = await(env.value(n))
      return Coroutine.of(h)
    }

    @Async
    fun notStatic(env: Env): Coroutine<String> = Coroutine.of("c" + await(env.value("ompanion")))
  }
}

object Single {
  @Async
  operator fun invoke(env: Env, x: Int): Coroutine<Int> = Coroutine.of(x + await(env.value(1)))

  @Async
  @JvmStatic
  fun stat(env: Env): Coroutine<Int> = Coroutine.of(await(invoke(env, 3)) + await(this(env, 2)))
}

@Async
fun classesAndCompanions(env: Env): Coroutine<String> {
  val h = await(Holder.make(env, 4))
  val a = await(h.next())
  val b = await(h.next(await(env.value(2))))
  val c = await(h.In(await(env.value(3))).both())
  return Coroutine.of("$a $b $c ${await(Holder.notStatic(env))} ${await(Single.stat(env))} ${h.arr.toList()}")
}

@Async
fun dataCopies(env: Env): Coroutine<String> {
  val (l, r, lab) = Branch(Leaf(await(env.value(1))), Leaf(2), await(env.value("x")))
  val b = Branch(l, r).copy(label = await(env.value("copied")), right = Leaf(await(env.value(8))))
  return Coroutine.of("$b $lab ${b == b.copy()} ${await(env.value(b)).component2()}")
}

@Async
fun lambdas(env: Env): Coroutine<String> {
  var captured = 1
  val f: (Int) -> Coroutine<Int> = { x -> captured += await(env.value(x)); Coroutine.of(captured) }
  val g = Function<Int, Coroutine<String>> { x -> Coroutine.of("g" + await(env.value(x)) + captured) }
  val h = Supplier<Task<Int>> { Task.of(await(env.value(captured))) }
  val i = fun(x: String): Coroutine<String> { return Coroutine.of(x + await(env.value("anon"))) }
  val a = await(f(2)); captured++
  val b = await(g.apply(await(f(3))))
  return Coroutine.of("$a $b ${await(h.get())} ${await(i("i"))} $captured")
}

@Async
fun localFunctions(env: Env): Coroutine<String> {
  var n = await(env.value(1))
  @Async
  fun go(k: Int, suffix: String = "s"): Coroutine<String> {
    n += await(env.value(k))
    return if (k == 0) Coroutine.of(suffix + n) else go(k - 1, suffix + await(env.value(k)))
  }
  return Coroutine.of(await(go(2)) + n)
}

@Async
fun anonymousObjects(env: Env): Coroutine<String> {
  val pre = await(env.value("p"))
  val o = object : Comparable<Int> {
    var last = pre
    @Async
    fun ask(x: Int): Coroutine<String> { last += await(env.value(x)); return Coroutine.of("$last$pre") }
    override fun compareTo(other: Int): Int = other
  }
  return Coroutine.of(await(o.ask(1)) + await(o.ask(2)) + o.compareTo(5))
}

@Async
fun loopsWithLabels(env: Env): Coroutine<String> {
  var s = ""
  outer@ for (i in await(env.value(1))..await(env.value(5)) step await(env.value(2))) {
    for ((idx, ch) in await(env.value("abcd")).withIndex()) {
      try {
        if (idx == i) continue@outer
        if (i == 5 && ch == 'c') break@outer
        s += "$i$ch" + await(env.value(idx))
      } finally {
        s += await(env.value("."))
      }
    }
  }
  var k = 0
  do { val m = await(env.value(k)); k++ } while (await(env.value(m)) < 2)
  while (true) { if (await(env.value(k++)) > 4) break }
  return Coroutine.of(s + k)
}

@Async
fun inlineClasses(env: Env): Coroutine<String> {
  val m = Metres(await(env.value(5L)))
  val n: Metres? = if (await(env.value(false))) m else null
  val l = listOf(m, Metres(await(env.value(2L))))
  return Coroutine.of("$m $n ${l.sumOf { it.n + await(env.value(1L)) }} ${await(takes(env, m, 1u))}")
}

@Async
fun takes(env: Env, m: Metres, u: UInt): Coroutine<Metres> = Coroutine.of(Metres(m.n + await(env.value(u.toLong()))))

@Async
fun crossinlines(env: Env): Coroutine<String> {
  var n = 0
  val s = twice({ n += await(env.value(2)) }, { "end$n" })
  return Coroutine.of(s + isA<String>(await(env.value<Any?>("q"))) + isA<Int>(await(env.value<Any?>("q"))))
}

@Async
fun Env.extension(x: Long, y: Double = x / 2.0): Coroutine<Double> = Coroutine.of(x + await(value(y)) + await(value(1.5)))

@Async
fun extensions(env: Env): Coroutine<Double> = Coroutine.of(await(env.extension(4)) - await(env.extension(await(env.value(1L)), 2.0)))

@Async
fun elvisReturns(env: Env): Coroutine<String> {
  val a = await(env.value<String?>("a")) ?: return Coroutine.of("never")
  val b = await(env.value<String?>(null)) ?: return Coroutine.of(a + await(env.value("ret")))
  return Coroutine.of(b)
}

@Async
fun arraysAndSpread(env: Env): Coroutine<String> {
  val a = arrayOf("x", await(env.value("y")), "z" + await(env.value(1)))
  val b = Array(3) { await(env.value(it * it)) }
  val c = longArrayOf(1L, await(env.value(2L)), 3L)
  val d = IntArray(2) { i -> await(env.value(i + 5)) }
  c[await(env.value(1))] = c[0] + await(env.value(40L))
  val m = mapOf(await(env.value("k")) to await(env.value(1)), "l" to 2)
  return Coroutine.of(a.joinToString() + b.toList() + c.toList() + d.toList() + m)
}

@Async
fun comparisons(env: Env): Coroutine<String> {
  val a = await(env.value(3)) in 1..5 && "a" + await(env.value("b")) == "ab"
  val b = await(env.value(2.0)).compareTo(await(env.value(1.0)))
  val c = await(env.value("x")) === await(env.value("x"))
  val d = maxOf(await(env.value(4L)), 3L, await(env.value(9L)))
  val e = (await(env.value(5)) shl await(env.value(2))) or 1
  return Coroutine.of("$a $b $c $d $e ${await(env.value(7)).let { it % 4 } == 3}")
}

@Async
fun eager(env: Env, n: Int): Task<Int> = if (n == 0) Task.of(await(env.task(0))) else Task.of(await(eager(env, n - 1)) + n)

@Async
fun future(env: Env): CompletableFuture<String> = CompletableFuture.completedFuture("f" + await(env.stage("uture")))

@Async
fun eagerOnes(env: Env): Coroutine<String> = Coroutine.of("${await(eager(env, 4))}${await(future(env))}")

@Async
tailrec fun tailRecursion(env: Env, n: Int, acc: Int): Coroutine<Int> =
  if (await(env.value(n)) == 0) Coroutine.of(acc) else tailRecursion(env, n - 1, acc + await(env.value(n)))

@Async
fun tails(env: Env): Coroutine<Int> = tailRecursion(env, 5, 0)

abstract class Base<T>(val env: Env) {
  @Async
  open fun get(t: T): Coroutine<T> = Coroutine.of(await(env.value(t)))
}

interface HasDefault { 
  val env: Env
  @Async
  fun dflt(x: Int = 3): Coroutine<String> = Coroutine.of("d" + await(env.value(x)) + await(priv()))
  @Async
  private fun priv(): Coroutine<String> = Coroutine.of(await(env.value("priv")))
}

class Derived(env: Env) : Base<String>(env), HasDefault, Comparator<String> by naturalOrder() {
  @Async
  override fun get(t: String): Coroutine<String> = Coroutine.of("<" + await(super.get(await(env.value(t)))) + ">")
  @Async
  override fun dflt(x: Int): Coroutine<String> = Coroutine.of(await(super.dflt(await(env.value(x)))) + "D")
}

@Async
fun supers(env: Env): Coroutine<String> {
  val d: Base<String> = Derived(env)
  return Coroutine.of(await(d.get("t")) + await((d as HasDefault).dflt()) + await(d.dflt(8)))
}

class Delegating(val inner: HasDefault) : HasDefault by inner

@Async
fun delegation(env: Env): Coroutine<String> = Coroutine.of(await(Delegating(Derived(env)).dflt(await(env.value(2)))))

@Async
fun throwsAndNothing(env: Env): Coroutine<String> {
  val x: String = try {
    error("bad" + await(env.value("!")))
  } catch (e: IllegalStateException) {
    await(env.value(e.message!!))
  }
  require(await(env.value(true))) { "msg" + x }
  return Coroutine.of(runCatching { await(env.value("ok")) + checkNotNull(await(env.value<String?>(null))) { "null " + await(env.value("m")) } }.fold({ it }, { "F" + it.message }))
}

@Async
fun propertyReferences(env: Env): Coroutine<String> {
  val f = Leaf::value
  val g: (Int) -> Leaf = ::Leaf
  val h: (Int) -> Coroutine<Int> = { env.coroutine(it) }
  return Coroutine.of("" + f(g(await(env.value(3)))) + await(h(4)))
}

@Async
fun destructuring(env: Env): Coroutine<String> {
  val (a, b) = await(env.value(1 to "x"))
  var s = ""
  for ((k, v) in linkedMapOf(1 to "a", 2 to await(env.value("b")))) s += "$k$v${await(env.value(k))}"
  val swap = a.let { i -> b.let { j -> "$j$i${await(env.value(i))}" } }
  return Coroutine.of(s + swap)
}

@Async
fun nestedTryReturnsInFinally(env: Env): Coroutine<String> {
  var log = ""
  fun l(s: String): String { log += s; return s }
  for (i in 0..3) {
    try {
      try {
        l("t" + await(env.value(i)))
        when (i) { 0 -> continue; 1 -> throw RuntimeException("r"); 3 -> return Coroutine.of(log + "R") }
      } catch (e: RuntimeException) {
        l("c" + await(env.value(e.message!!)))
        if (i == 1) continue
      } finally {
        l("f" + await(env.value(i * 10)))
      }
    } finally {
      l("o" + await(env.value(i)))
      if (i == 3) return Coroutine.of(log + "overridden" + await(env.value(3)))
    }
  }
  return Coroutine.of("never")
}

@Async
fun <T : Comparable<T>> biggest(env: Env, vararg ts: T): Coroutine<T?> {
  var best: T? = null
  for (t in ts) { val v = await(env.value(t)); if (best == null || v > best) best = v }
  return Coroutine.of(best)
}

@Async
fun generics(env: Env): Coroutine<String> = Coroutine.of("${await(biggest(env, 3, 9, 2))}${await(biggest<String>(env))}${await(biggest(env, "a", "c"))}")

@Async
fun sequencesOfStrings(env: Env): Coroutine<String> {
  val text = """
    |a ${await(env.value(1))}
    |b $${await(env.value(2))}
  """.trimMargin()
  return Coroutine.of(text + await(env.value(text.length)))
}

fun interface Step { fun step(x: Int): Coroutine<Int> }

inline fun inJava(crossinline body: () -> Coroutine<String>): Supplier<Coroutine<String>> = Supplier { body() }

inline fun inKotlin(crossinline body: () -> Coroutine<String>): () -> Coroutine<String> = { body() }

val top: (Env) -> Coroutine<String> = { e -> Coroutine.of("top" + await(e.value(1))) }

class Lambdas(val env: Env) {
  val property: (Int) -> Coroutine<Int> = { x -> Coroutine.of(x + await(env.value(1))) }
  val getter: () -> Coroutine<Int> get() = { Coroutine.of(await(env.value(3))) }

  fun nested(): (Int) -> Step = { a ->
    Step { b ->
      val f = { c: Int -> Coroutine.of(a + b + c + await(env.value(c))) }
      Coroutine.of(await(f(await(env.value(10)))))
    }
  }

  fun onReceiver(f: Lambdas.(Int) -> Coroutine<Int>): Coroutine<Int> = f(3)
}

@Async
fun lambdasEverywhere(env: Env): Coroutine<String> {
  val l = Lambdas(env)
  val annotated = @Async { x: Int -> Coroutine.of("an" + await(env.value(x))) }
  val sam = Step { Coroutine.of(it + await(env.value(5))) }
  val nullable: (Int?) -> Coroutine<String>? = { n -> if (n == null) null else Coroutine.of("n" + await(env.value(n))) }
  return Coroutine.of(
    "" + await(l.property(1)) + await(l.getter()) + await(l.nested()(1).step(2)) + await(annotated(3)) +
      await(sam.step(4)) + await(l.onReceiver { k -> Coroutine.of(k + await(this.env.value(100))) }) +
      await(inJava { Coroutine.of("cr" + await(env.value("oss"))) }.get()) +
      await(inKotlin { Coroutine.of("crK" + await(env.value("oss"))) }()) + await(top(env)) + await(nullable(4)!!))
}

/** Its lambda awaits, and what it is given too: both are copied to where it is called. */
inline fun later(env: Env, n: Int, crossinline more: (Int) -> Int): () -> Coroutine<Int> =
  { Coroutine.of(more(await(env.value(n)))) }

inline fun <reified T> laterOf(env: Env, value: Any): Supplier<Coroutine<String>> =
  Supplier { Coroutine.of("" + (await(env.value(value)) is T) + await(env.value("!"))) }

@Async
fun lambdasInInlineFunctions(env: Env): Coroutine<String> {
  var sum = 0
  val f = later(env, 3) { sum += it; it * await(env.value(10)) + sum }
  val given = later(env, 4, { it + 1 })
  return Coroutine.of("${await(f())} ${await(f())} ${await(given())} $sum ${await(laterOf<String>(env, "s").get())} ${await(laterOf<Int>(env, "s").get())}")
}

/** Runs what never suspends for Kotlin. */
fun <T> started(block: suspend () -> T): T {
  var ended: Result<T>? = null
  block.startCoroutine(Continuation(EmptyCoroutineContext) { ended = it })
  return ended!!.getOrThrow()
}

@Async
fun lambdaInSuspendLambda(env: Env): Coroutine<String> {
  var captured = await(env.value(1))
  val made = started {
    val f: (Int) -> Coroutine<Int> = { x -> captured += await(env.value(x)); Coroutine.of(captured) }
    f
  }
  return Coroutine.of("${await(made(3))} ${await(made(await(env.value(4))))} $captured")
}

/** Refused: what Kotlin makes of it returns an Object, and Kotlin's machinery calls it. */
@Async
fun suspendLambda(env: Env): Coroutine<Int> = started { Coroutine.of(await(env.value(3))) }
