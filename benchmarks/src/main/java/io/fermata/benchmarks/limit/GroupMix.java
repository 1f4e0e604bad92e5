package io.fermata.benchmarks.limit;

import io.fermata.benchmarks.Mix;
import io.fermata.benchmarks.Workload;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The mix of {@link Mix} as plain calls, on one thread and on two: nobody has a turn in between.
 */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class GroupMix extends Workload {
  private final ForkJoinPool one = new ForkJoinPool(1);
  private final ForkJoinPool two = new ForkJoinPool(2);

  @TearDown
  public void close() {
    one.shutdown();
    two.shutdown();
  }

  @Benchmark
  public void groupMix1() throws InterruptedException, ExecutionException {
    run(one);
  }

  @Benchmark
  public void groupMix2() throws InterruptedException, ExecutionException {
    run(two);
  }

  private static void run(ForkJoinPool pool) throws InterruptedException, ExecutionException {
    int sum =
        pool.submit(() -> IntStream.range(0, Mix.JOBS).parallel().map(GroupMix::job).sum()).get();
    if (sum != Mix.SUM) {
      throw new AssertionError("wrong sum");
    }
  }

  private static int job(int number) {
    int parts = Mix.parts(number);
    for (int i = 0; i < parts; i++) {
      Mix.compute();
    }
    return parts;
  }
}
