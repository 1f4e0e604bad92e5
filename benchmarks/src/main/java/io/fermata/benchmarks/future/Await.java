package io.fermata.benchmarks.future;

import io.fermata.benchmarks.Workload;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** A: chains of futures that are complete when they are asked for. */
public class Await extends Workload {
  private final AwaitService service = new AwaitService.Sum();

  @Setup
  public void meetCompany() {
    Company.meet();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a1() {
    CompletableFuture<Integer> sum = CompletableFuture.completedFuture(0);
    for (int i = 0; i < TIMES; i++) {
      int number = i;
      sum = sum.thenCompose(before -> level10(number).thenApply(r -> before + r));
    }
    return sum.join();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public String a1Reference() {
    CompletableFuture<String> last = CompletableFuture.completedFuture("a");
    for (int i = 0; i < TIMES; i++) {
      last = last.thenCompose(Await::reference);
    }
    return last.join();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a1Other() {
    CompletableFuture<Integer> sum = CompletableFuture.completedFuture(0);
    for (int i = 0; i < TIMES; i++) {
      int number = i;
      sum = sum.thenCompose(before -> service.level10(number).thenApply(r -> before + r));
    }
    return sum.join();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a10() {
    CompletableFuture<Integer> sum = CompletableFuture.completedFuture(0);
    for (int i = 0; i < TIMES; i++) {
      int number = i;
      sum = sum.thenCompose(before -> level1(number).thenApply(r -> before + r));
    }
    return sum.join();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a10Other() {
    CompletableFuture<Integer> sum = CompletableFuture.completedFuture(0);
    for (int i = 0; i < TIMES; i++) {
      int number = i;
      sum = sum.thenCompose(before -> service.level1(number).thenApply(r -> before + r));
    }
    return sum.join();
  }

  private static CompletableFuture<String> reference(String x) {
    return CompletableFuture.completedFuture(x);
  }

  private static CompletableFuture<Integer> level1(int x) {
    return level2(x + 1).thenApply(r -> r + x);
  }

  private static CompletableFuture<Integer> level2(int x) {
    return level3(x + 1).thenApply(r -> r + x);
  }

  private static CompletableFuture<Integer> level3(int x) {
    return level4(x + 1).thenApply(r -> r + x);
  }

  private static CompletableFuture<Integer> level4(int x) {
    return level5(x + 1).thenApply(r -> r + x);
  }

  private static CompletableFuture<Integer> level5(int x) {
    return level6(x + 1).thenApply(r -> r + x);
  }

  private static CompletableFuture<Integer> level6(int x) {
    return level7(x + 1).thenApply(r -> r + x);
  }

  private static CompletableFuture<Integer> level7(int x) {
    return level8(x + 1).thenApply(r -> r + x);
  }

  private static CompletableFuture<Integer> level8(int x) {
    return level9(x + 1).thenApply(r -> r + x);
  }

  private static CompletableFuture<Integer> level9(int x) {
    return level10(x + 1).thenApply(r -> r + x);
  }

  private static CompletableFuture<Integer> level10(int x) {
    return CompletableFuture.completedFuture(x + 1_000);
  }
}
