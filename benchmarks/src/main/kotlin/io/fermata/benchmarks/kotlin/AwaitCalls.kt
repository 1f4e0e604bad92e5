package io.fermata.benchmarks.kotlin

import io.fermata.benchmarks.Workload.TIMES
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** A: suspending calls that finish without waiting, none of them inlined ([Await] measures them). */
object AwaitCalls {
  private val service: AwaitService = AwaitSum()

  fun a1(first: Int): Int = runBlocking {
    var sum = 0
    for (i in 0 until TIMES) {
      sum += level10(first + i)
    }
    sum
  }

  fun a1Reference(first: String): String = runBlocking {
    var last = first
    for (i in 0 until TIMES) {
      last = reference(last)
    }
    last
  }

  fun a1Other(first: Int): Int = runBlocking {
    var sum = 0
    for (i in 0 until TIMES) {
      sum += service.level10(first + i)
    }
    sum
  }

  fun a10(first: Int): Int = runBlocking {
    var sum = 0
    for (i in 0 until TIMES) {
      sum += level1(first + i)
    }
    sum
  }

  fun a10Other(first: Int): Int = runBlocking {
    var sum = 0
    for (i in 0 until TIMES) {
      sum += service.level1(first + i)
    }
    sum
  }

  private suspend fun reference(x: String): String {
    if (x.isEmpty()) {
      yield()
    }
    return x
  }

  private suspend fun level1(x: Int): Int = level2(x + 1) + x

  private suspend fun level2(x: Int): Int = level3(x + 1) + x

  private suspend fun level3(x: Int): Int = level4(x + 1) + x

  private suspend fun level4(x: Int): Int = level5(x + 1) + x

  private suspend fun level5(x: Int): Int = level6(x + 1) + x

  private suspend fun level6(x: Int): Int = level7(x + 1) + x

  private suspend fun level7(x: Int): Int = level8(x + 1) + x

  private suspend fun level8(x: Int): Int = level9(x + 1) + x

  private suspend fun level9(x: Int): Int = level10(x + 1) + x

  private suspend fun level10(x: Int): Int {
    if (x < 0) {
      yield()
    }
    return x + 1_000
  }
}
