package io.fermata.benchmarks.kotlin

import io.fermata.benchmarks.Workload.TIMES
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** B: a coroutine gives up its turn, in its own body and at the bottom of ten calls. */
object YieldCalls {
  fun b1(): Int = runBlocking {
    var sum = 0
    for (i in 0 until TIMES) {
      yield()
      sum += i
    }
    sum
  }

  fun b10(): Int = runBlocking {
    var sum = 0
    for (i in 0 until TIMES) {
      sum += level1(i)
    }
    sum
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
    yield()
    return x + 1_000
  }
}
