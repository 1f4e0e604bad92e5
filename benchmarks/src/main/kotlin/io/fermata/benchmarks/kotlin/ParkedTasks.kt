package io.fermata.benchmarks.kotlin

import io.fermata.benchmarks.Sleepers
import java.util.function.IntUnaryOperator
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** E and F. */
class ParkedTasks : Sleepers {
  override fun run(tasks: Int, millis: IntUnaryOperator, whenAsleep: Runnable): Long {
    lengths = millis
    sum = 0
    runBlocking {
      for (i in 0 until tasks) {
        val name = "name"
        val total = 2L * i
        launch {
          delay(lengths.applyAsInt(i).toLong())
          sum += name.length + i + total
        }
      }
      yield()
      whenAsleep.run()
    }
    return sum
  }

  // Not captured, so that nothing but the three values is live in a sleeper.
  private companion object {
    @JvmField var lengths: IntUnaryOperator = IntUnaryOperator { 0 }
    @JvmField var sum = 0L
  }
}
