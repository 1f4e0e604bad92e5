package io.fermata.benchmarks.virtual;

import io.fermata.benchmarks.Mix;
import io.fermata.benchmarks.Workload;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** The mix with a carrier for each core; two cores are needed. */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class GroupMix extends Workload {
  @Benchmark
  public void groupMix2() {
    int[] results = new int[Mix.JOBS];
    Thread[] jobs = new Thread[Mix.JOBS];
    for (int i = 0; i < Mix.JOBS; i++) {
      int number = i;
      jobs[i] = VirtualThreads.start(() -> results[number] = job(number));
    }
    int sum = 0;
    for (int i = 0; i < Mix.JOBS; i++) {
      VirtualThreads.join(jobs[i]);
      sum += results[i];
    }
    if (sum != Mix.SUM) {
      throw new AssertionError("wrong sum");
    }
  }

  private static int job(int number) {
    int parts = Mix.parts(number);
    for (int i = 0; i < parts; i++) {
      Mix.compute();
      VirtualThreads.yieldNow();
    }
    return parts;
  }
}
