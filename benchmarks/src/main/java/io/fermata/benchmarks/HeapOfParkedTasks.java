package io.fermata.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** E: what a parked task takes of the heap. One peer in a JVM. */
final class HeapOfParkedTasks {
  static final int TASKS = 1_000_000;
  private static final int LONG_ENOUGH = 3_600_000;

  private HeapOfParkedTasks() {}

  /** Prints bytes a task. */
  public static void main(String[] peer) {
    Sleepers sleepers = Sleepers.of(peer[0]);
    sleepers.run(1_000, i -> 1, () -> {}); // classes, and whatever else is made once
    long before = used();
    long unused =
        sleepers.run(
            TASKS,
            i -> LONG_ENOUGH,
            () -> {
              System.out.println(Math.round((used() - before) / (double) TASKS));
              System.exit(0);
            });
  }

  private static long used() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    for (int i = 0; i < 3; i++) {
      memory.gc();
    }
    return memory.getHeapMemoryUsage().getUsed();
  }
}
