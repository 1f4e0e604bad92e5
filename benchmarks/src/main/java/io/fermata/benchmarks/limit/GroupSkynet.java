package io.fermata.benchmarks.limit;

import io.fermata.benchmarks.Workload;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.TearDown;

/** Skynet by fork and join: calls that steal, where nothing can wait but for its children. */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class GroupSkynet extends Workload {
  private final ForkJoinPool one = new ForkJoinPool(1);
  private final ForkJoinPool two = new ForkJoinPool(2);

  @TearDown
  public void close() {
    one.shutdown();
    two.shutdown();
  }

  @Benchmark
  public void groupSkynet1() {
    run(one);
  }

  @Benchmark
  public void groupSkynet2() {
    run(two);
  }

  private static void run(ForkJoinPool pool) {
    if (pool.invoke(new Node(0, LEAVES)) != SKYNET) {
      throw new AssertionError("wrong sum");
    }
  }

  private static final class Node extends RecursiveTask<Long> {
    private static final long serialVersionUID = 1;

    private final long first;
    private final int leaves;

    Node(long first, int leaves) {
      this.first = first;
      this.leaves = leaves;
    }

    @Override
    protected Long compute() {
      if (leaves == 1) {
        return first;
      }
      Node[] children = new Node[10];
      int part = leaves / 10;
      for (int i = 0; i < 10; i++) {
        children[i] = new Node(first + (long) i * part, part);
        children[i].fork();
      }
      long sum = 0;
      for (int i = 9; i >= 0; i--) {
        sum += children[i].join();
      }
      return sum;
    }
  }
}
