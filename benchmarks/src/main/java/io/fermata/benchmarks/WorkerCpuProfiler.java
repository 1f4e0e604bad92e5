package io.fermata.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Processor time of the measuring thread (of virtual threads: of their carrier) for each operation,
 * the best iteration: what the time would be if nothing else ran on the machine. The collector's
 * and the compiler's threads do not count.
 */
public final class WorkerCpuProfiler implements InternalProfiler {
  static final String CPU = "cpu";

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private long before;

  @Override
  public String getDescription() {
    return "processor time of the measuring thread";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    before = cpuTime();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    double nanos = (double) (cpuTime() - before) / result.getMetadata().getAllOps();
    return List.of(new ScalarResult(CPU, nanos, "ns/op", AggregationPolicy.MIN));
  }

  private long cpuTime() {
    long sum = 0;
    for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
      if (thread != null && works(thread.getThreadName())) {
        sum += threads.getThreadCpuTime(thread.getThreadId());
      }
    }
    return sum;
  }

  /** The measuring thread, and the carriers of virtual threads. */
  private static boolean works(String threadName) {
    return threadName.contains("jmh-worker") || threadName.startsWith("ForkJoinPool-1-worker");
  }
}
