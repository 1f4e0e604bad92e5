package io.fermata.benchmarks.virtual;

import io.fermata.benchmarks.Sleepers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntUnaryOperator;

/** E and F. */
public final class ParkedTasks implements Sleepers {
  private static IntUnaryOperator lengths = i -> 0;
  private static CountDownLatch asleep = new CountDownLatch(0);
  private static CountDownLatch awake = new CountDownLatch(0);
  private static final AtomicLong SUM = new AtomicLong();

  @Override
  public long run(int tasks, IntUnaryOperator millis, Runnable whenAsleep) {
    lengths = millis;
    asleep = new CountDownLatch(tasks);
    awake = new CountDownLatch(tasks);
    SUM.set(0);
    for (int i = 0; i < tasks; i++) {
      int number = i;
      Thread unused = VirtualThreads.start(() -> sleeper("name", number, 2L * number));
    }
    try {
      asleep.await();
      whenAsleep.run();
      awake.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return SUM.get();
  }

  private static void sleeper(String name, int number, long total) {
    try {
      asleep.countDown();
      Thread.sleep(lengths.applyAsInt(number));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    SUM.addAndGet(name.length() + number + total);
    awake.countDown();
  }
}
