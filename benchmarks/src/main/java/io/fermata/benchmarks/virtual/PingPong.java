package io.fermata.benchmarks.virtual;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** C: two virtual threads send a message to and fro, through a queue of one for each direction. */
public class PingPong extends OneCarrier {
  private int last;

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int c() {
    BlockingQueue<Integer> there = new ArrayBlockingQueue<>(1);
    BlockingQueue<Integer> back = new ArrayBlockingQueue<>(1);
    Thread ping = VirtualThreads.start(() -> ping(there, back));
    Thread pong = VirtualThreads.start(() -> pong(there, back));
    VirtualThreads.join(pong);
    VirtualThreads.join(ping);
    return last;
  }

  private void ping(BlockingQueue<Integer> there, BlockingQueue<Integer> back) {
    try {
      Integer message = 1_000;
      for (int i = 0; i < TIMES; i++) {
        there.put(message);
        message = back.take();
      }
      last = message;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void pong(BlockingQueue<Integer> there, BlockingQueue<Integer> back) {
    try {
      for (int i = 0; i < TIMES; i++) {
        back.put(there.take());
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
