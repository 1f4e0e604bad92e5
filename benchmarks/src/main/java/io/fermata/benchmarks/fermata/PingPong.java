package io.fermata.benchmarks.fermata;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.createTask;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Task;
import io.fermata.benchmarks.Workload;
import io.fermata.sync.AsyncQueue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** C: two tasks send a message to and fro, through a queue of one for each direction. */
public class PingPong extends Workload {
  private final EventLoop loop = EventLoop.create();

  @Setup
  public void meetCompany() {
    Company.meet(loop);
  }

  @Benchmark
  @OperationsPerInvocation(TIMES)
  public int c() {
    return loop.run(game(AsyncQueue.bounded(1), AsyncQueue.bounded(1)));
  }

  @Async
  private static Coroutine<Integer> game(AsyncQueue<Integer> there, AsyncQueue<Integer> back) {
    Task<Integer> ping = createTask(ping(there, back));
    Task<Void> pong = createTask(pong(there, back));
    await(pong);
    return Coroutine.of(await(ping));
  }

  @Async
  private static Coroutine<Integer> ping(AsyncQueue<Integer> there, AsyncQueue<Integer> back) {
    Integer message = 1_000;
    for (int i = 0; i < TIMES; i++) {
      await(there.put(message));
      message = await(back.get());
    }
    return Coroutine.of(message);
  }

  @Async
  private static Coroutine<Void> pong(AsyncQueue<Integer> there, AsyncQueue<Integer> back) {
    for (int i = 0; i < TIMES; i++) {
      await(back.put(await(there.get())));
    }
    return Coroutine.done();
  }
}
