package io.fermata.benchmarks.fermata;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.Fermata;
import io.fermata.Task;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * What must not depend on size: the cost of a resume on the depth of the call chain and on the
 * number of tasks; and that ten million parked tasks fit into a heap of two GiB, for which this is
 * run with {@code -Xmx2g}.
 */
public final class Scale {
  private static final int TIMES = 200_000;
  private static final int ROUNDS = 20;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private Scale() {}

  public static void main(String[] args) {
    Fermata.run(measure());
  }

  @Async
  private static Coroutine<Void> measure() {
    for (int depth = 1; depth <= 1_000; depth *= 10) {
      print(depth, 0, await(best(depth)));
    }
    int parked = 0;
    for (int tasks = 1_000; tasks <= 10_000_000; tasks *= 100) {
      for (; parked < tasks; parked++) {
        Task<Void> unused = createTask(parked("name", parked, 2L * parked));
        if (parked % 1_000 == 0) {
          await(yieldNow());
        }
      }
      await(yieldNow());
      print(1, tasks, await(best(1)));
    }
    System.exit(0); // to cancel ten million takes a larger heap
    return Coroutine.done();
  }

  /** Processor time of one yield at the bottom of so many nested calls, in nanoseconds. */
  @Async
  private static Coroutine<Double> best(int depth) {
    double best = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      best = Math.min(best, await(bottom(depth)));
    }
    return Coroutine.of(best);
  }

  @Async
  private static Coroutine<Double> bottom(int depth) {
    if (depth > 1) {
      return Coroutine.of(await(bottom(depth - 1)));
    }
    long start = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < TIMES; i++) {
      await(yieldNow());
    }
    return Coroutine.of((double) (THREADS.getCurrentThreadCpuTime() - start) / TIMES);
  }

  @Async
  private static Coroutine<Void> parked(String name, int number, long total) {
    await(sleep(Duration.ofHours(1)));
    System.out.println(name + number + total);
    return Coroutine.done();
  }

  private static void print(int depth, int tasks, double nanos) {
    System.gc();
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    System.out.printf(
        "depth %,6d, parked %,11d: %5.1f ns a resume, heap %,6d MiB%n",
        depth, tasks, nanos, used >> 20);
  }
}
