package io.fermata.benchmarks.kotlin

import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** Twenty suspending functions that are alive beside the measured ones, as in a real program. */
object Company {
  private const val ROUNDS = 20_000

  @JvmStatic
  fun meet() {
    check(runBlocking { all() } != 0)
  }

  private suspend fun all(): Int {
    var sum = 1
    for (i in 0 until ROUNDS) {
      sum += at1(sum)
      sum += at2(sum)
      sum += at3(sum)
      sum += at4(sum)
      sum += at5(sum)
      sum += at6(sum)
      sum += at7(sum)
      sum += at8(sum)
      sum += at9(sum)
      sum += at10(sum)
      sum += at11(sum)
      sum += at12(sum)
      sum += at13(sum)
      sum += at14(sum)
      sum += at15(sum)
      sum += at16(sum)
      sum += at17(sum)
      sum += at18(sum)
      sum += at19(sum)
      sum += at20(sum)
      sum = sum or 1
    }
    return sum
  }

  private suspend fun at1(x: Int): Int {
    if (x == 0) {
      yield()
    }
    return x + 1
  }

  private suspend fun at2(x: Int): Int {
    yield()
    return x + 2
  }

  private suspend fun at3(x: Int): Int {
    if (x == 0) {
      yield()
    }
    return x + 3
  }

  private suspend fun at4(x: Int): Int {
    yield()
    return x + 4
  }

  private suspend fun at5(x: Int): Int {
    if (x == 0) {
      yield()
    }
    return x + 5
  }

  private suspend fun at6(x: Int): Int {
    yield()
    return x + 6
  }

  private suspend fun at7(x: Int): Int {
    if (x == 0) {
      yield()
    }
    return x + 7
  }

  private suspend fun at8(x: Int): Int {
    yield()
    return x + 8
  }

  private suspend fun at9(x: Int): Int {
    if (x == 0) {
      yield()
    }
    return x + 9
  }

  private suspend fun at10(x: Int): Int {
    yield()
    return x + 10
  }

  private suspend fun at11(x: Int): Int {
    if (x == 0) {
      yield()
    }
    return x + 11
  }

  private suspend fun at12(x: Int): Int {
    yield()
    return x + 12
  }

  private suspend fun at13(x: Int): Int {
    if (x == 0) {
      yield()
    }
    return x + 13
  }

  private suspend fun at14(x: Int): Int {
    yield()
    return x + 14
  }

  private suspend fun at15(x: Int): Int {
    if (x == 0) {
      yield()
    }
    return x + 15
  }

  private suspend fun at16(x: Int): Int {
    yield()
    return x + 16
  }

  private suspend fun at17(x: Int): Int {
    if (x == 0) {
      yield()
    }
    return x + 17
  }

  private suspend fun at18(x: Int): Int {
    yield()
    return x + 18
  }

  private suspend fun at19(x: Int): Int {
    if (x == 0) {
      yield()
    }
    return x + 19
  }

  private suspend fun at20(x: Int): Int {
    yield()
    return x + 20
  }
}
