package io.fermata.benchmarks.ea;

import io.fermata.benchmarks.Workload;
import java.util.concurrent.CompletableFuture;
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

  @Setup
  public void waitAtTimes() {
    for (int round = 0; round < ROUNDS; round++) {
      finish(EaAwait.a1(first(round), TIMES));
      finish(EaAwait.a1Reference(firstReference(round), TIMES));
      finish(EaAwait.a1Other(service, first(round), TIMES));
      finish(EaAwait.a10(first(round), TIMES));
      finish(EaAwait.a10Other(service, first(round), TIMES));
    }
  }

  private static void finish(CompletableFuture<?> calls) {
    EaAwait.LOOP.run();
    calls.join();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a1() {
    return EaAwait.a1(0, TIMES).join();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public String a1Reference() {
    return EaAwait.a1Reference("a", TIMES).join();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a1Other() {
    return EaAwait.a1Other(service, 0, TIMES).join();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a10() {
    return EaAwait.a10(0, TIMES).join();
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a10Other() {
    return EaAwait.a10Other(service, 0, TIMES).join();
  }
}
