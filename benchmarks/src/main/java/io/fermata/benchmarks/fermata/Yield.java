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

/** B: a task gives up its turn, in its own body and at the bottom of ten calls. */
public class Yield extends Workload {
  private final EventLoop loop = EventLoop.create();

  @Setup
  public void meetCompany() {
    Company.meet(loop);
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int b1() {
    return loop.run(yields());
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int b10() {
    return loop.run(deepYields());
  }

  @Async
  private static Coroutine<Integer> yields() {
    int sum = 0;
    for (int i = 0; i < TIMES; i++) {
      await(yieldNow());
      sum += i;
    }
    return Coroutine.of(sum);
  }

  @Async
  private static Coroutine<Integer> deepYields() {
    int sum = 0;
    for (int i = 0; i < TIMES; i++) {
      sum += await(level1(i));
    }
    return Coroutine.of(sum);
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
    await(yieldNow());
    return Coroutine.of(x + 1_000);
  }
}
