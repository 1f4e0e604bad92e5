package io.fermata.benchmarks.kotlin

import io.fermata.benchmarks.Workload.TASKS
import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** D: a hundred thousand coroutines are started, each yields once, all are awaited. */
object SpawnCalls {
  fun d(): Int = runBlocking {
    val tasks = List(TASKS) { i ->
      async {
        yield()
        i and 1
      }
    }
    var sum = 0
    for (task in tasks) {
      sum += task.await()
    }
    sum
  }
}
