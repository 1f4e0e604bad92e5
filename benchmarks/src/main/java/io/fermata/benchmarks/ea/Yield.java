package io.fermata.benchmarks.ea;

import io.fermata.benchmarks.Workload;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** B, see {@link EaYield}. */
public class Yield extends Workload {
  @Setup
  public void meetCompany() {
    EaCompany.meet();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int b1() {
    CompletableFuture<Integer> result = EaYield.b1(TIMES);
    EaYield.LOOP.run();
    return result.join();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int b10() {
    CompletableFuture<Integer> result = EaYield.b10(TIMES);
    EaYield.LOOP.run();
    return result.join();
  }
}
