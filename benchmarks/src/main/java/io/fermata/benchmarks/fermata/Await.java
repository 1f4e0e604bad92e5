package io.fermata.benchmarks.fermata;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.yieldNow;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.benchmarks.Workload;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.CompilerControl;
import org.openjdk.jmh.annotations.CompilerControl.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** A: await of async calls that finish without waiting, none of them inlined. */
public class Await extends Workload {
  private final EventLoop loop = EventLoop.create();
  private final AwaitService service = new AwaitService.Sum();

  @Setup
  public void meetCompany() {
    Company.meet(loop);
  }

  @Setup
  public void waitAtTimes() {
    for (int round = 0; round < ROUNDS; round++) {
      loop.run(calls(first(round)));
      loop.run(callsForReference(firstReference(round)));
      loop.run(callsOfOther(service, first(round)));
      loop.run(deepCalls(first(round)));
      loop.run(deepCallsOfOther(service, first(round)));
    }
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a1() {
    return loop.run(calls(0));
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public String a1Reference() {
    return loop.run(callsForReference("a"));
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a1Other() {
    return loop.run(callsOfOther(service, 0));
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a10() {
    return loop.run(deepCalls(0));
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int a10Other() {
    return loop.run(deepCallsOfOther(service, 0));
  }

  @Async
  private static Coroutine<Integer> calls(int first) {
    int sum = 0;
    for (int i = 0; i < TIMES; i++) {
      sum += await(level10(first + i));
    }
    return Coroutine.of(sum);
  }

  @Async
  private static Coroutine<String> callsForReference(String first) {
    String last = first;
    for (int i = 0; i < TIMES; i++) {
      last = await(reference(last));
    }
    return Coroutine.of(last);
  }

  @Async
  private static Coroutine<Integer> callsOfOther(AwaitService service, int first) {
    int sum = 0;
    for (int i = 0; i < TIMES; i++) {
      sum += await(service.level10(first + i));
    }
    return Coroutine.of(sum);
  }

  @Async
  private static Coroutine<Integer> deepCalls(int first) {
    int sum = 0;
    for (int i = 0; i < TIMES; i++) {
      sum += await(level1(first + i));
    }
    return Coroutine.of(sum);
  }

  @Async
  private static Coroutine<Integer> deepCallsOfOther(AwaitService service, int first) {
    int sum = 0;
    for (int i = 0; i < TIMES; i++) {
      sum += await(service.level1(first + i));
    }
    return Coroutine.of(sum);
  }

  @Async
  @CompilerControl(Mode.DONT_INLINE)
  private static Coroutine<String> reference(String x) {
    if (x.isEmpty()) {
      await(yieldNow());
    }
    return Coroutine.of(x);
  }

  @Async
  @CompilerControl(Mode.DONT_INLINE)
  private static Coroutine<Integer> level1(int x) {
    return Coroutine.of(await(level2(x + 1)) + x);
  }

  @Async
  @CompilerControl(Mode.DONT_INLINE)
  private static Coroutine<Integer> level2(int x) {
    return Coroutine.of(await(level3(x + 1)) + x);
  }

  @Async
  @CompilerControl(Mode.DONT_INLINE)
  private static Coroutine<Integer> level3(int x) {
    return Coroutine.of(await(level4(x + 1)) + x);
  }

  @Async
  @CompilerControl(Mode.DONT_INLINE)
  private static Coroutine<Integer> level4(int x) {
    return Coroutine.of(await(level5(x + 1)) + x);
  }

  @Async
  @CompilerControl(Mode.DONT_INLINE)
  private static Coroutine<Integer> level5(int x) {
    return Coroutine.of(await(level6(x + 1)) + x);
  }

  @Async
  @CompilerControl(Mode.DONT_INLINE)
  private static Coroutine<Integer> level6(int x) {
    return Coroutine.of(await(level7(x + 1)) + x);
  }

  @Async
  @CompilerControl(Mode.DONT_INLINE)
  private static Coroutine<Integer> level7(int x) {
    return Coroutine.of(await(level8(x + 1)) + x);
  }

  @Async
  @CompilerControl(Mode.DONT_INLINE)
  private static Coroutine<Integer> level8(int x) {
    return Coroutine.of(await(level9(x + 1)) + x);
  }

  @Async
  @CompilerControl(Mode.DONT_INLINE)
  private static Coroutine<Integer> level9(int x) {
    return Coroutine.of(await(level10(x + 1)) + x);
  }

  @Async
  @CompilerControl(Mode.DONT_INLINE)
  private static Coroutine<Integer> level10(int x) {
    if (x < 0) {
      await(yieldNow());
    }
    return Coroutine.of(x + 1_000);
  }
}
