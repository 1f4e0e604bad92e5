package io.fermata.benchmarks.kotlin

import kotlinx.coroutines.yield

/** Suspending functions that may be overridden. */
internal interface AwaitService {
  suspend fun level1(x: Int): Int

  suspend fun level2(x: Int): Int

  suspend fun level3(x: Int): Int

  suspend fun level4(x: Int): Int

  suspend fun level5(x: Int): Int

  suspend fun level6(x: Int): Int

  suspend fun level7(x: Int): Int

  suspend fun level8(x: Int): Int

  suspend fun level9(x: Int): Int

  suspend fun level10(x: Int): Int
}

/** The only one there is; nothing says so to the callers. */
internal class AwaitSum : AwaitService {
  override suspend fun level1(x: Int): Int = level2(x + 1) + x

  override suspend fun level2(x: Int): Int = level3(x + 1) + x

  override suspend fun level3(x: Int): Int = level4(x + 1) + x

  override suspend fun level4(x: Int): Int = level5(x + 1) + x

  override suspend fun level5(x: Int): Int = level6(x + 1) + x

  override suspend fun level6(x: Int): Int = level7(x + 1) + x

  override suspend fun level7(x: Int): Int = level8(x + 1) + x

  override suspend fun level8(x: Int): Int = level9(x + 1) + x

  override suspend fun level9(x: Int): Int = level10(x + 1) + x

  override suspend fun level10(x: Int): Int {
    if (x < 0) {
      yield()
    }
    return x + 1_000
  }
}
