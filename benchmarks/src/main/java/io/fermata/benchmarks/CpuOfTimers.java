package io.fermata.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * F: processor time of a million tasks that sleep 0 to 1000 ms, the collector's included. One peer
 * in a JVM: the median of three rounds after two that warm up.
 */
final class CpuOfTimers {
  private static final int TASKS = 1_000_000;
  private static final int WARM_UP = 2;
  private static final int ROUNDS = 3;

  private CpuOfTimers() {}

  /** Prints milliseconds. */
  public static void main(String[] peer) {
    Sleepers sleepers = Sleepers.of(peer[0]);
    long[] nanos = new long[ROUNDS];
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      long before = cpuTime();
      long sum = sleepers.run(TASKS, CpuOfTimers::millis, () -> {});
      if (sum != expectedSum()) {
        throw new AssertionError("not all slept: " + sum);
      }
      if (round >= 0) {
        nanos[round] = cpuTime() - before;
      }
    }
    Arrays.sort(nanos);
    System.out.println(nanos[ROUNDS / 2] / 1_000_000);
  }

  /** Spread evenly, in no order. */
  private static int millis(int task) {
    return (int) (((task * 2_654_435_761L) >>> 8) % 1_001);
  }

  private static long expectedSum() {
    return (4L * TASKS) + (3L * TASKS * (TASKS - 1)) / 2;
  }

  private static long cpuTime() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
