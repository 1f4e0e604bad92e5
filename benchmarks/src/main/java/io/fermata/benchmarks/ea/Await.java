package io.fermata.benchmarks.ea;

import io.fermata.benchmarks.Workload;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** A, see {@link EaAwait}. */
public class Await extends Workload {
  private final EaAwaitService service = new EaAwaitService.Sum();

  @Setup
  public void meetCompany() {
    EaCompany.meet();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a1() {
    return EaAwait.a1(TIMES).join();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public String a1Reference() {
    return EaAwait.a1Reference(TIMES).join();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a1Other() {
    return EaAwait.a1Other(service, TIMES).join();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a10() {
    return EaAwait.a10(TIMES).join();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a10Other() {
    return EaAwait.a10Other(service, TIMES).join();
  }
}
