package io.fermata.cases
import io.fermata.{Async, Awaitable, Coroutine, Task}
import io.fermata.Fermata.await
import io.fermata.harness.Env
import java.util.concurrent.CompletableFuture

sealed trait Node
case class Leaf(value: Int) extends Node
case class Branch(l: Node, r: Node) extends Node
case object Empty extends Node

trait HasDefault {
  def env: Env
  @Async def dflt(x: Int = 3): Coroutine[String] = Coroutine.of("d" + await(env.value(x)) + await(priv()))
  @Async private def priv(): Coroutine[String] = Coroutine.of(await(env.value("priv")))
}
class Base[T](val e: Env) {
  @Async def get(t: T): Coroutine[T] = Coroutine.of(await(e.value(t)))
}
class Derived(val env: Env) extends Base[String](env) with HasDefault {
  lazy val lz: String = { env.log("lazy"); "lz" }
  @Async override def get(t: String): Coroutine[String] = Coroutine.of("<" + await(super.get(await(env.value(t)))) + lz + ">")
  @Async override def dflt(x: Int): Coroutine[String] = Coroutine.of(await(super.dflt(await(env.value(x)))) + "D")
}
class Metres(val n: Long) extends AnyVal {
  @Async def plus(env: Env, m: Metres): Coroutine[java.lang.Long] = Coroutine.of(n + await(env.value(m.n)))
}
class ScalaCases
object ScalaCases {
  type I = java.lang.Integer
  @Async def sum(env: Env, node: Node): Coroutine[Int] = node match {
    case Leaf(v) if await(env.value(v)) > 2 => Coroutine.of(v * 100)
    case Leaf(v) => Coroutine.of(await(env.value(v)))
    case Branch(Leaf(a), Leaf(b)) if a == await(env.value(b)) => Coroutine.of(await(env.value(a)) + 1000)
    case Branch(l, r) => Coroutine.of(await(sum(env, l)) * 10 + await(sum(env, r)))
    case Empty => Coroutine.of(0)
  }
  @Async def matches(env: Env): Coroutine[Int] = Coroutine.of(await(sum(env, Branch(Branch(Leaf(1), Branch(Leaf(5), Leaf(5))), Branch(Leaf(3), Empty)))))
  @Async def matchOnAll(env: Env): Coroutine[String] = {
    val sb = new StringBuilder
    var i = 0
    val all = Array[Any](1, "two", 4L, null, 'c', List(1, 2, 3), Some(3), (1, "x"), "BB", "Aa")
    while (i < all.length) {
      val r = all(i) match {
        case n: Int => s"int $n ${await(env.value(n))}"
        case "Aa" | "BB" => "hash" + await(env.value("!"))
        case s: String if s.length == await(env.value(3)) => s + await(env.value("3"))
        case l: Long => l + await(env.value(1L))
        case null => await(env.value("null"))
        case h :: t => await(env.value(h)).toString + t.map(x => x.toString).mkString
        case Some(x: Int) => x + await(env.value(2))
        case (a, b) => s"$a${await(env.value(b))}"
        case x => "other" + x + await(env.value(1))
      }
      sb.append(r).append(';')
      i += 1
    }
    Coroutine.of(sb.toString)
  }
  @Async def tries(env: Env): Coroutine[String] = {
    var s = ""
    var i = 0
    while (i < 4) {
      s += (try {
        if (await(env.value(i)) == 1) throw new IllegalStateException("one")
        if (i == 2) throw new RuntimeException("two")
        "t" + await(env.value(i))
      } catch {
        case e: IllegalStateException => "c" + await(env.value(e.getMessage))
        case e: RuntimeException if e.getMessage.length == await(env.value(3)) => "g" + await(env.value("r"))
      } finally {
        s += "f" + await(env.value(i * 10))
      })
      i += 1
    }
    Coroutine.of(s)
  }
  @Async def tryAboveOperands(env: Env): Coroutine[Int] = {
    val x = await(env.value(1)) + (try await(env.value("12")).toInt catch { case _: NumberFormatException => await(env.value(-1)) }) * await(env.value(2))
    Coroutine.of(x)
  }
  @Async def lambdas(env: Env): Coroutine[String] = {
    var captured = 1
    val f: Int => Coroutine[Int] = x => { captured += await(env.value(x)); Coroutine.of(captured) }
    val g: java.util.function.Function[Int, Coroutine[String]] = x => Coroutine.of("g" + await(env.value(x)) + captured)
    val h: () => Task[Int] = () => Task.of(await(env.value(captured)))
    val a = await(f(2)); captured += 1
    Coroutine.of(s"$a ${await(g(await(f(3))))} ${await(h())} $captured")
  }
  @Async def named(env: Env, a: Int = 5, b: String = "b", c: => Coroutine[Long]): Coroutine[String] = Coroutine.of(s"$a$b${await(c)}${await(env.value(a))}")
  @Async def defaults(env: Env): Coroutine[String] = Coroutine.of(await(named(env, c = env.coroutine(9L))) + await(named(env, b = await(env.value("z")), c = env.coroutine(1L), a = await(env.value(7)))))
  @Async def whiles(env: Env): Coroutine[String] = {
    var s = ""; var i = 0
    while ({ i += 1; await(env.value(i)) } < 5) { s += i + await(env.value("x")) }
    Coroutine.of(s)
  }
  @Async def supers(env: Env): Coroutine[String] = {
    val d = new Derived(env)
    val b: Base[String] = d
    Coroutine.of(await(b.get("t")) + await((d: HasDefault).dflt()) + await(d.dflt(8)))
  }
  @Async def values(env: Env): Coroutine[String] = Coroutine.of("" + await(new Metres(await(env.value(3L))).plus(env, new Metres(4))))
  @Async def local(env: Env): Coroutine[String] = {
    var n = await(env.value(1))
    @Async def go(k: Int): Coroutine[String] = { n += await(env.value(k)); if (k == 0) Coroutine.of("e" + n) else go(k - 1) }
    lazy val lz = n + 100
    Coroutine.of(await(go(3)) + lz + await(env.value(lz)))
  }
  @Async def curried(env: Env)(a: Int)(implicit b: String): Coroutine[String] = Coroutine.of(b + await(env.value(a)))
  @Async def implicits(env: Env): Coroutine[String] = { implicit val b: String = await(env.value("imp")); Coroutine.of(await(curried(env)(3))) }
  @Async def varargs(env: Env, xs: Int*): Coroutine[Int] = { var t = 0; val it = xs.iterator; while (it.hasNext) t += await(env.value(it.next())); Coroutine.of(t) }
  @Async def spreads(env: Env): Coroutine[Int] = Coroutine.of(await(varargs(env)) + await(varargs(env, 1, await(env.value(2)))) + await(varargs(env, List(4, 5): _*)))
  @Async def news(env: Env): Coroutine[String] = Coroutine.of(new StringBuilder(await(env.value("a")) + 1L + 2.5).append(new String(await(env.value("b")))).toString + Branch(Leaf(await(env.value(1))), Empty).copy(r = Leaf(await(env.value(2)))))
  @Async def eager(env: Env, n: Int): Task[Int] = if (n == 0) Task.of(0) else Task.of(await(eager(env, n - 1)) + await(env.value(n)))
  @Async def eagers(env: Env): Coroutine[Int] = Coroutine.of(await(eager(env, 4)))
  @Async def anon(env: Env): Coroutine[String] = {
    val p = await(env.value("p"))
    val r = new HasDefault { val env: Env = ScalaCases.id(Env.current()) }
    Coroutine.of(p + await(r.dflt(await(env.value(4)))))
  }
  def id(e: Env): Env = e
}
