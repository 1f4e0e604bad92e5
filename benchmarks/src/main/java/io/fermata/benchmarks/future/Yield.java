package io.fermata.benchmarks.future;

import io.fermata.benchmarks.Workload;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** B: a chain goes on when the loop completes its future. */
public class Yield extends Workload {
  private final FutureLoop loop = new FutureLoop();

  @Setup
  public void meetCompany() {
    Company.meet();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int b1() {
    Yielding chain = new Yielding(loop);
    chain.step();
    loop.run();
    return chain.result.join();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int b10() {
    DeepYielding chain = new DeepYielding(loop);
    chain.step(0);
    loop.run();
    return chain.result.join();
  }

  private static final class Yielding {
    final CompletableFuture<Integer> result = new CompletableFuture<>();
    private final FutureLoop loop;
    private int sum;
    private int i;

    Yielding(FutureLoop loop) {
      this.loop = loop;
    }

    void step() {
      CompletableFuture<Void> unused = loop.yieldNow().thenRun(this::go);
    }

    private void go() {
      sum += i;
      if (++i < TIMES) {
        step();
      } else {
        result.complete(sum);
      }
    }
  }

  private static final class DeepYielding {
    final CompletableFuture<Integer> result = new CompletableFuture<>();
    private final FutureLoop loop;
    private int i;

    DeepYielding(FutureLoop loop) {
      this.loop = loop;
    }

    void step(int sum) {
      if (i == TIMES) {
        result.complete(sum);
      } else {
        CompletableFuture<Void> unused = level1(i++).thenAccept(r -> step(sum + r));
      }
    }

    private CompletableFuture<Integer> level1(int x) {
      return level2(x + 1).thenApply(r -> r + x);
    }

    private CompletableFuture<Integer> level2(int x) {
      return level3(x + 1).thenApply(r -> r + x);
    }

    private CompletableFuture<Integer> level3(int x) {
      return level4(x + 1).thenApply(r -> r + x);
    }

    private CompletableFuture<Integer> level4(int x) {
      return level5(x + 1).thenApply(r -> r + x);
    }

    private CompletableFuture<Integer> level5(int x) {
      return level6(x + 1).thenApply(r -> r + x);
    }

    private CompletableFuture<Integer> level6(int x) {
      return level7(x + 1).thenApply(r -> r + x);
    }

    private CompletableFuture<Integer> level7(int x) {
      return level8(x + 1).thenApply(r -> r + x);
    }

    private CompletableFuture<Integer> level8(int x) {
      return level9(x + 1).thenApply(r -> r + x);
    }

    private CompletableFuture<Integer> level9(int x) {
      return level10(x + 1).thenApply(r -> r + x);
    }

    private CompletableFuture<Integer> level10(int x) {
      return loop.yieldNow().thenApply(turn -> x + 1_000);
    }
  }
}
