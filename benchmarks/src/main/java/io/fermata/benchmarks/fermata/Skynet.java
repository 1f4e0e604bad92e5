package io.fermata.benchmarks.fermata;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.createTask;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Task;
import io.fermata.benchmarks.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Setup;

/** Skynet: a tree of tasks, each with ten children, that sums up a million leaves. */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Skynet extends Workload {
  private final EventLoop loop = EventLoop.create();

  @Setup
  public void meetCompany() {
    Company.meet(loop);
  }

  @Benchmark
  public void skynet() {
    if (loop.run(node(0, LEAVES)) != SKYNET) {
      throw new AssertionError("wrong sum");
    }
  }

  @Async
  static Coroutine<Long> node(long first, int leaves) {
    if (leaves == 1) {
      return Coroutine.of(first);
    }
    int part = leaves / 10;
    List<Task<Long>> children = new ArrayList<>(10);
    for (int i = 0; i < 10; i++) {
      children.add(createTask(node(first + (long) i * part, part)));
    }
    long sum = 0;
    for (int i = 0; i < 10; i++) {
      sum += await(children.get(i));
    }
    return Coroutine.of(sum);
  }
}
