package io.fermata.benchmarks.ea;

import static com.ea.async.Async.await;

import io.fermata.benchmarks.future.FutureLoop;
import java.util.concurrent.CompletableFuture;

/** Twenty async methods that are alive beside the measured ones, as in a real program. */
public final class EaCompany {
  private static final FutureLoop LOOP = new FutureLoop();
  private static final int ROUNDS = 20_000;

  private EaCompany() {}

  public static void meet() {
    CompletableFuture<Integer> all = all();
    LOOP.run();
    if (all.join() == 0) {
      throw new AssertionError("the company did nothing");
    }
  }

  private static CompletableFuture<Integer> all() {
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
    return CompletableFuture.completedFuture(sum);
  }

  private static CompletableFuture<Integer> at1(int x) {
    if (x == 0) {
      await(LOOP.yieldNow());
    }
    return CompletableFuture.completedFuture(x + 1);
  }

  private static CompletableFuture<Integer> at2(int x) {
    await(LOOP.yieldNow());
    return CompletableFuture.completedFuture(x + 2);
  }

  private static CompletableFuture<Integer> at3(int x) {
    if (x == 0) {
      await(LOOP.yieldNow());
    }
    return CompletableFuture.completedFuture(x + 3);
  }

  private static CompletableFuture<Integer> at4(int x) {
    await(LOOP.yieldNow());
    return CompletableFuture.completedFuture(x + 4);
  }

  private static CompletableFuture<Integer> at5(int x) {
    if (x == 0) {
      await(LOOP.yieldNow());
    }
    return CompletableFuture.completedFuture(x + 5);
  }

  private static CompletableFuture<Integer> at6(int x) {
    await(LOOP.yieldNow());
    return CompletableFuture.completedFuture(x + 6);
  }

  private static CompletableFuture<Integer> at7(int x) {
    if (x == 0) {
      await(LOOP.yieldNow());
    }
    return CompletableFuture.completedFuture(x + 7);
  }

  private static CompletableFuture<Integer> at8(int x) {
    await(LOOP.yieldNow());
    return CompletableFuture.completedFuture(x + 8);
  }

  private static CompletableFuture<Integer> at9(int x) {
    if (x == 0) {
      await(LOOP.yieldNow());
    }
    return CompletableFuture.completedFuture(x + 9);
  }

  private static CompletableFuture<Integer> at10(int x) {
    await(LOOP.yieldNow());
    return CompletableFuture.completedFuture(x + 10);
  }

  private static CompletableFuture<Integer> at11(int x) {
    if (x == 0) {
      await(LOOP.yieldNow());
    }
    return CompletableFuture.completedFuture(x + 11);
  }

  private static CompletableFuture<Integer> at12(int x) {
    await(LOOP.yieldNow());
    return CompletableFuture.completedFuture(x + 12);
  }

  private static CompletableFuture<Integer> at13(int x) {
    if (x == 0) {
      await(LOOP.yieldNow());
    }
    return CompletableFuture.completedFuture(x + 13);
  }

  private static CompletableFuture<Integer> at14(int x) {
    await(LOOP.yieldNow());
    return CompletableFuture.completedFuture(x + 14);
  }

  private static CompletableFuture<Integer> at15(int x) {
    if (x == 0) {
      await(LOOP.yieldNow());
    }
    return CompletableFuture.completedFuture(x + 15);
  }

  private static CompletableFuture<Integer> at16(int x) {
    await(LOOP.yieldNow());
    return CompletableFuture.completedFuture(x + 16);
  }

  private static CompletableFuture<Integer> at17(int x) {
    if (x == 0) {
      await(LOOP.yieldNow());
    }
    return CompletableFuture.completedFuture(x + 17);
  }

  private static CompletableFuture<Integer> at18(int x) {
    await(LOOP.yieldNow());
    return CompletableFuture.completedFuture(x + 18);
  }

  private static CompletableFuture<Integer> at19(int x) {
    if (x == 0) {
      await(LOOP.yieldNow());
    }
    return CompletableFuture.completedFuture(x + 19);
  }

  private static CompletableFuture<Integer> at20(int x) {
    await(LOOP.yieldNow());
    return CompletableFuture.completedFuture(x + 20);
  }
}
