package io.fermata.benchmarks.virtual;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** B: a virtual thread yields, in its own frame and at the bottom of ten calls. */
public class Yield extends OneCarrier {
  private int sum;

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int b1() {
    VirtualThreads.run(
        () -> {
          int total = 0;
          for (int i = 0; i < TIMES; i++) {
            VirtualThreads.yieldNow();
            total += i;
          }
          sum = total;
        });
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int b10() {
    VirtualThreads.run(
        () -> {
          int total = 0;
          for (int i = 0; i < TIMES; i++) {
            total += level1(i);
          }
          sum = total;
        });
    return sum;
  }

  private static int level1(int x) {
    return level2(x + 1) + x;
  }

  private static int level2(int x) {
    return level3(x + 1) + x;
  }

  private static int level3(int x) {
    return level4(x + 1) + x;
  }

  private static int level4(int x) {
    return level5(x + 1) + x;
  }

  private static int level5(int x) {
    return level6(x + 1) + x;
  }

  private static int level6(int x) {
    return level7(x + 1) + x;
  }

  private static int level7(int x) {
    return level8(x + 1) + x;
  }

  private static int level8(int x) {
    return level9(x + 1) + x;
  }

  private static int level9(int x) {
    return level10(x + 1) + x;
  }

  private static int level10(int x) {
    VirtualThreads.yieldNow();
    return x + 1_000;
  }
}
