package io.fermata.benchmarks.kotlin

import io.fermata.benchmarks.Workload.TIMES
import kotlinx.coroutines.async
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking

/** C: two coroutines send a message to and fro, through a channel of one for each direction. */
object ChannelGame {
  fun play(): Int = runBlocking {
    val there = Channel<Int>(1)
    val back = Channel<Int>(1)
    val ping = async {
      var message = 1_000
      repeat(TIMES) {
        there.send(message)
        message = back.receive()
      }
      message
    }
    val pong = launch {
      repeat(TIMES) {
        back.send(there.receive())
      }
    }
    pong.join()
    ping.await()
  }
}
