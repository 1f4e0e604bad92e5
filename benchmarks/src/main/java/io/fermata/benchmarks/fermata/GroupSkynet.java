package io.fermata.benchmarks.fermata;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.EventLoopGroup;
import io.fermata.Task;
import io.fermata.benchmarks.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Skynet on one loop and on two: the ten children of the root are spread, the others stay. */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class GroupSkynet extends Workload {
  private final EventLoopGroup one = EventLoopGroup.create(1);
  private final EventLoopGroup two = EventLoopGroup.create(2);

  @Setup
  public void meetCompany() {
    one.loops().forEach(loop -> loop.submit(Company.all()).join());
    two.loops().forEach(loop -> loop.submit(Company.all()).join());
  }

  @TearDown
  public void close() {
    one.close();
    two.close();
  }

  @Benchmark
  public void groupSkynet1() {
    run(one);
  }

  @Benchmark
  public void groupSkynet2() {
    run(two);
  }

  private static void run(EventLoopGroup group) {
    if (group.run(root()) != SKYNET) {
      throw new AssertionError("wrong sum");
    }
  }

  @Async
  private static Coroutine<Long> root() {
    EventLoopGroup group = EventLoopGroup.current();
    List<Task<Long>> children = new ArrayList<>(10);
    int part = LEAVES / 10;
    for (int i = 0; i < 10; i++) {
      children.add(group.submit(Skynet.node((long) i * part, part)));
    }
    long sum = 0;
    for (int i = 0; i < 10; i++) {
      sum += await(children.get(i));
    }
    return Coroutine.of(sum);
  }
}
