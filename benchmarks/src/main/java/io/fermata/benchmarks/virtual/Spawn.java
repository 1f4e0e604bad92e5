package io.fermata.benchmarks.virtual;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** D: a hundred thousand virtual threads are started, each yields once, all are joined. */
public class Spawn extends OneCarrier {
  private int sum;

  @Benchmark
  @OperationsPerInvocation(TASKS)
  public int d() {
    VirtualThreads.run(this::spawn);
    return sum;
  }

  private void spawn() {
    Child[] children = new Child[TASKS];
    Thread[] threads = new Thread[TASKS];
    for (int i = 0; i < TASKS; i++) {
      children[i] = new Child(i);
      threads[i] = VirtualThreads.start(children[i]);
    }
    int total = 0;
    for (int i = 0; i < TASKS; i++) {
      VirtualThreads.join(threads[i]);
      total += children[i].result;
    }
    sum = total;
  }

  private static final class Child implements Runnable {
    int result;
    private final int number;

    Child(int number) {
      this.number = number;
    }

    @Override
    public void run() {
      VirtualThreads.yieldNow();
      result = number & 1;
    }
  }
}
