package io.fermata.benchmarks.virtual;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A: calls that may wait, and do not; on a virtual thread they are calls like any other. */
public class Await extends OneCarrier {
  private final AwaitService service = new AwaitService.Sum();
  private int sum;
  private String last = "a";

  @Benchmark
  @OperationsPerInvocation(CALLS)
  public int a1() {
    VirtualThreads.run(
        () -> {
          int total = 0;
          for (int i = 0; i < CALLS; i++) {
            total += level10(i);
          }
          sum = total;
        });
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(CALLS)
  public String a1Reference() {
    VirtualThreads.run(
        () -> {
          String text = "a";
          for (int i = 0; i < CALLS; i++) {
            text = reference(text);
          }
          last = text;
        });
    return last;
  }

  @Benchmark
  @OperationsPerInvocation(CALLS)
  public int a1Other() {
    VirtualThreads.run(
        () -> {
          int total = 0;
          for (int i = 0; i < CALLS; i++) {
            total += service.level10(i);
          }
          sum = total;
        });
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(CALLS)
  public int a10() {
    VirtualThreads.run(
        () -> {
          int total = 0;
          for (int i = 0; i < CALLS; i++) {
            total += level1(i);
          }
          sum = total;
        });
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(CALLS)
  public int a10Other() {
    VirtualThreads.run(
        () -> {
          int total = 0;
          for (int i = 0; i < CALLS; i++) {
            total += service.level1(i);
          }
          sum = total;
        });
    return sum;
  }

  private static String reference(String x) {
    if (x.isEmpty()) {
      VirtualThreads.yieldNow();
    }
    return x;
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
    if (x < 0) {
      VirtualThreads.yieldNow();
    }
    return x + 1_000;
  }
}
