package io.fermata.benchmarks.fermata;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Task;
import io.fermata.benchmarks.Sleepers;
import java.time.Duration;
import java.util.function.IntUnaryOperator;

/** E and F. Nobody holds the tasks but the loop. */
public final class ParkedTasks implements Sleepers {
  // Static, so that nothing but the three values is live in a sleeper.
  private static IntUnaryOperator lengths = i -> 0;
  private static int awake;
  private static long sum;

  @Override
  public long run(int tasks, IntUnaryOperator millis, Runnable whenAsleep) {
    lengths = millis;
    awake = 0;
    sum = 0;
    try (EventLoop loop = EventLoop.create()) {
      loop.run(all(tasks, whenAsleep));
    }
    return sum;
  }

  @Async
  private static Coroutine<Void> all(int tasks, Runnable whenAsleep) {
    for (int i = 0; i < tasks; i++) {
      Task<Void> unused = createTask(sleeper("name", i, 2L * i));
    }
    await(yieldNow());
    whenAsleep.run();
    while (awake < tasks) {
      await(sleep(Duration.ofMillis(10)));
    }
    return Coroutine.done();
  }

  @Async
  private static Coroutine<Void> sleeper(String name, int number, long total) {
    await(sleep(Duration.ofMillis(lengths.applyAsInt(number))));
    sum += name.length() + number + total;
    awake++;
    return Coroutine.done();
  }
}
