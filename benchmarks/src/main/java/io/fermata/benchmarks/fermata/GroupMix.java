package io.fermata.benchmarks.fermata;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.yieldNow;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.EventLoopGroup;
import io.fermata.Task;
import io.fermata.benchmarks.Mix;
import io.fermata.benchmarks.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.TearDown;

/** The mix of {@link Mix} on one loop and on two. */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class GroupMix extends Workload {
  private final EventLoopGroup one = EventLoopGroup.create(1);
  private final EventLoopGroup two = EventLoopGroup.create(2);

  @TearDown
  public void close() {
    one.close();
    two.close();
  }

  @Benchmark
  public void groupMix1() {
    run(one);
  }

  @Benchmark
  public void groupMix2() {
    run(two);
  }

  private static void run(EventLoopGroup group) {
    if (group.run(all()) != Mix.SUM) {
      throw new AssertionError("wrong sum");
    }
  }

  @Async
  private static Coroutine<Integer> all() {
    EventLoopGroup group = EventLoopGroup.current();
    List<Task<Integer>> jobs = new ArrayList<>(Mix.JOBS);
    for (int i = 0; i < Mix.JOBS; i++) {
      jobs.add(group.submit(job(i)));
    }
    int sum = 0;
    for (int i = 0; i < Mix.JOBS; i++) {
      sum += await(jobs.get(i));
    }
    return Coroutine.of(sum);
  }

  @Async
  private static Coroutine<Integer> job(int number) {
    int parts = Mix.parts(number);
    for (int i = 0; i < parts; i++) {
      Mix.compute();
      await(yieldNow());
    }
    return Coroutine.of(parts);
  }
}
