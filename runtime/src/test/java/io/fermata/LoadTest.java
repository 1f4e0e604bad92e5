package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/**
 * Many tasks, many sleepers, many threads that submit. {@code -Dfermata.load=1000} makes it ten
 * million tasks, a million sleepers and 640,000 submissions, and prints figures.
 */
class LoadTest {
  private static final int LOAD = Integer.getInteger("fermata.load", 1);
  private static final Duration LIMIT = Duration.ofMinutes(LOAD > 1 ? 10 : 1);

  private int done;
  private long latest;

  private static void report(String text, Object... values) {
    if (LOAD > 1) {
      System.out.printf(text + "%n", values);
    }
  }

  /** Without AssertJ, which would take most of the time. */
  private static void check(boolean holds) {
    if (!holds) {
      throw new AssertionError();
    }
  }

  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 10;
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static void assertEmpty(EventLoop loop) {
    assertThat(loop.tasks.copy()).isEmpty();
    assertThat(loop.ready.size()).isZero();
    assertThat(loop.ready.capacity()).isLessThanOrEqualTo(4096);
    assertThat(loop.timers.isEmpty()).isTrue();
    assertThat(loop.timers.capacity()).isLessThanOrEqualTo(64);
  }

  @Test
  void shortTasks() {
    int rounds = 10 * LOAD;
    try (EventLoop loop = EventLoop.create()) {
      loop.run(script("warm up").await(() -> sleep(Duration.ofMillis(1))));
      long before = usedHeap();
      long began = System.nanoTime();
      Script<Object> round = null;
      for (int i = 0; i < rounds; i++) {
        round = script("round");
        for (int j = 0; j < 1000; j++) {
          round.then(() -> createTask(script("short").await(Fermata::yieldNow).then(() -> done++)));
        }
        loop.run(round.await(Fermata::yieldNow).await(Fermata::yieldNow).await(Fermata::yieldNow));
      }
      report("%d short tasks in %.1f s", done, seconds(began));
      round = null;
      loop.run(script("idle").await(() -> sleep(Duration.ofMillis(1))));
      assertThat(done).isEqualTo(1000 * rounds);
      assertEmpty(loop);
      report("heap before %d KB, after %d KB", before, usedHeap());
    }
  }

  @Test
  void sleepers() {
    int sleepers = 1000 * LOAD;
    try (EventLoop loop = EventLoop.create()) {
      long before = usedHeap();
      List<Task<Object>> tasks = new ArrayList<>();
      Script<Object> main = script("main");
      long[] start = new long[1];
      main.then(
          () -> {
            for (int i = 0; i < sleepers; i++) {
              tasks.add(createTask(sleeper(loop, start, i)));
            }
            start[0] = loop.time();
          });
      main.await(Fermata::yieldNow);
      main.then(() -> report("%d asleep, %d KB of heap", sleepers, usedHeap() - before));
      main.await(() -> Fermata.gather(tasks));
      long began = System.nanoTime();
      assertTimeoutPreemptively(LIMIT, () -> loop.run(main));
      report("all awake after %.1f s, latest by %.1f ms", seconds(began), latest / 1e6);
      assertThat(done).isEqualTo(sleepers);
      tasks.clear();
      loop.run(script("idle").await(() -> sleep(Duration.ofMillis(1))));
      assertEmpty(loop);
    }
  }

  /** Sleeps for 100 to 1100 ms at a load of 1000, and less at a lower one. */
  private Script<Object> sleeper(EventLoop loop, long[] start, int number) {
    long nanos = Math.min(LOAD, 1000) * (100_000L + (number * 7919L) % 1_000_000L);
    long[] deadline = new long[1];
    return script("sleeper")
        .await(
            () -> {
              deadline[0] = loop.time() + nanos;
              return sleep(Duration.ofNanos(nanos));
            })
        .then(
            () -> {
              long late = loop.time() - deadline[0];
              check(late >= 0);
              latest = Math.max(latest, late);
              done++;
            });
  }

  @Test
  void submissionsFromManyThreads() throws Exception {
    int threads = 64;
    int each = 10 * LOAD;
    try (EventLoop loop = EventLoop.create()) {
      CountDownLatch start = new CountDownLatch(1);
      Promise<Object> all = loop.createPromise();
      int[] next = new int[threads];
      List<Thread> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int thread = i;
        Thread submitter =
            new Thread(
                () -> {
                  try {
                    start.await();
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                  for (int j = 0; j < each; j++) {
                    submit(loop, all, next, thread, j, threads * each);
                  }
                });
        submitter.start();
        running.add(submitter);
      }
      long began = System.nanoTime();
      assertTimeoutPreemptively(
          LIMIT, () -> loop.run(script("main").then(start::countDown).await(() -> all)));
      report(
          "%d submissions of %d threads in %.1f s, latest by %.1f ms",
          done, threads, seconds(began), latest / 1e6);
      for (Thread submitter : running) {
        submitter.join();
      }
      assertThat(next).containsOnly(each); // of each thread in their order, each once
      loop.run(script("idle").await(() -> sleep(Duration.ofMillis(1))));
      assertEmpty(loop);
    }
  }

  private void submit(
      EventLoop loop, Promise<Object> all, int[] next, int thread, int number, int total) {
    long handed = loop.time();
    var unused =
        loop.submit(
            script("submitted")
                .then(
                    () -> {
                      check(next[thread]++ == number);
                      latest = Math.max(latest, loop.time() - handed);
                      if (++done == total) {
                        all.complete("all");
                      }
                    })
                .await(() -> yieldNow()));
  }
}
