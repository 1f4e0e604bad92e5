package io.fermata.benchmarks.kotlin

import io.fermata.benchmarks.Workload.LEAVES
import kotlin.coroutines.CoroutineContext
import kotlin.coroutines.EmptyCoroutineContext
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking

/** Skynet: a tree of coroutines, each with ten children, that sums up a million leaves. */
object SkynetTree {
  /** On one thread. */
  fun skynet(): Long = run(EmptyCoroutineContext)

  /** On all cores. */
  fun groupSkynet(): Long = run(Dispatchers.Default)

  private fun run(context: CoroutineContext): Long =
    runBlocking(context) { node(0, LEAVES).await() }

  private fun CoroutineScope.node(first: Long, leaves: Int): Deferred<Long> = async {
    if (leaves == 1) {
      first
    } else {
      val part = leaves / 10
      val children = List(10) { node(first + it.toLong() * part, part) }
      var sum = 0L
      for (child in children) {
        sum += child.await()
      }
      sum
    }
  }
}
