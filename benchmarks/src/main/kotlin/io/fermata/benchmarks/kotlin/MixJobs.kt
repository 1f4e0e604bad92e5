package io.fermata.benchmarks.kotlin

import io.fermata.benchmarks.Mix
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** The mix on all cores. */
object MixJobs {
  fun run(): Int = runBlocking(Dispatchers.Default) {
    val jobs = List(Mix.JOBS) { number ->
      async {
        val parts = Mix.parts(number)
        repeat(parts) {
          Mix.compute()
          yield()
        }
        parts
      }
    }
    var sum = 0
    for (job in jobs) {
      sum += job.await()
    }
    sum
  }
}
