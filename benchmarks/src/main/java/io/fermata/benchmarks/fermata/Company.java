package io.fermata.benchmarks.fermata;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.yieldNow;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.EventLoop;

/**
 * Twenty async methods that are alive beside the measured ones, as in a real program: without them
 * the JIT would find one frame class at each call site of the runtime and inline the workload
 * whole.
 */
final class Company {
  private static final int ROUNDS = 20_000;

  private Company() {}

  static void meet(EventLoop loop) {
    if (loop.run(all()) == 0) {
      throw new AssertionError("the company did nothing");
    }
  }

  @Async
  static Coroutine<Integer> all() {
    int sum = 1;
    for (int i = 0; i < ROUNDS; i++) {
      sum += await(at1(sum));
      sum += await(at2(sum));
      sum += await(at3(sum));
      sum += await(at4(sum));
      sum += await(at5(sum));
      sum += await(at6(sum));
      sum += await(at7(sum));
      sum += await(at8(sum));
      sum += await(at9(sum));
      sum += await(at10(sum));
      sum += await(at11(sum));
      sum += await(at12(sum));
      sum += await(at13(sum));
      sum += await(at14(sum));
      sum += await(at15(sum));
      sum += await(at16(sum));
      sum += await(at17(sum));
      sum += await(at18(sum));
      sum += await(at19(sum));
      sum += await(at20(sum));
      sum |= 1;
    }
    return Coroutine.of(sum);
  }

  @Async
  private static Coroutine<Integer> at1(int x) {
    return Coroutine.of(x + 1);
  }

  @Async
  private static Coroutine<Integer> at2(int x) {
    await(yieldNow());
    return Coroutine.of(x + 2);
  }

  @Async
  private static Coroutine<Integer> at3(int x) {
    return Coroutine.of(x + 3);
  }

  @Async
  private static Coroutine<Integer> at4(int x) {
    await(yieldNow());
    return Coroutine.of(x + 4);
  }

  @Async
  private static Coroutine<Integer> at5(int x) {
    return Coroutine.of(x + 5);
  }

  @Async
  private static Coroutine<Integer> at6(int x) {
    await(yieldNow());
    return Coroutine.of(x + 6);
  }

  @Async
  private static Coroutine<Integer> at7(int x) {
    return Coroutine.of(x + 7);
  }

  @Async
  private static Coroutine<Integer> at8(int x) {
    await(yieldNow());
    return Coroutine.of(x + 8);
  }

  @Async
  private static Coroutine<Integer> at9(int x) {
    return Coroutine.of(x + 9);
  }

  @Async
  private static Coroutine<Integer> at10(int x) {
    await(yieldNow());
    return Coroutine.of(x + 10);
  }

  @Async
  private static Coroutine<Integer> at11(int x) {
    return Coroutine.of(x + 11);
  }

  @Async
  private static Coroutine<Integer> at12(int x) {
    await(yieldNow());
    return Coroutine.of(x + 12);
  }

  @Async
  private static Coroutine<Integer> at13(int x) {
    return Coroutine.of(x + 13);
  }

  @Async
  private static Coroutine<Integer> at14(int x) {
    await(yieldNow());
    return Coroutine.of(x + 14);
  }

  @Async
  private static Coroutine<Integer> at15(int x) {
    return Coroutine.of(x + 15);
  }

  @Async
  private static Coroutine<Integer> at16(int x) {
    await(yieldNow());
    return Coroutine.of(x + 16);
  }

  @Async
  private static Coroutine<Integer> at17(int x) {
    return Coroutine.of(x + 17);
  }

  @Async
  private static Coroutine<Integer> at18(int x) {
    await(yieldNow());
    return Coroutine.of(x + 18);
  }

  @Async
  private static Coroutine<Integer> at19(int x) {
    return Coroutine.of(x + 19);
  }

  @Async
  private static Coroutine<Integer> at20(int x) {
    await(yieldNow());
    return Coroutine.of(x + 20);
  }
}
