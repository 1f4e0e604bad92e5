package io.fermata.benchmarks.fermata;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.yieldNow;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Task;
import io.fermata.benchmarks.Workload;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** D: a hundred thousand tasks are made, each yields once, all are awaited. */
public class Spawn extends Workload {
  private final EventLoop loop = EventLoop.create();

  @Setup
  public void meetCompany() {
    Company.meet(loop);
  }

  @Benchmark
  @OperationsPerInvocation(TASKS)
  public int d() {
    return loop.run(spawn());
  }

  @Async
  private static Coroutine<Integer> spawn() {
    List<Task<Integer>> tasks = new ArrayList<>(TASKS);
    for (int i = 0; i < TASKS; i++) {
      tasks.add(createTask(child(i)));
    }
    int sum = 0;
    for (int i = 0; i < TASKS; i++) {
      sum += await(tasks.get(i));
    }
    return Coroutine.of(sum);
  }

  @Async
  private static Coroutine<Integer> child(int i) {
    await(yieldNow());
    return Coroutine.of(i & 1);
  }
}
