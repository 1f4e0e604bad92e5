package io.fermata.benchmarks.fermata;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.createTask;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Promise;
import io.fermata.Task;
import io.fermata.benchmarks.Workload;
import org.jspecify.annotations.Nullable;
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
    return loop.run(game(new QueueOfOne(loop), new QueueOfOne(loop)));
  }

  @Async
  private static Coroutine<Integer> game(QueueOfOne there, QueueOfOne back) {
    Task<Integer> ping = createTask(ping(there, back));
    Task<Void> pong = createTask(pong(there, back));
    await(pong);
    return Coroutine.of(await(ping));
  }

  @Async
  private static Coroutine<Integer> ping(QueueOfOne there, QueueOfOne back) {
    Integer message = 1_000;
    for (int i = 0; i < TIMES; i++) {
      await(there.put(message));
      message = await(back.get());
    }
    return Coroutine.of(message);
  }

  @Async
  private static Coroutine<Void> pong(QueueOfOne there, QueueOfOne back) {
    for (int i = 0; i < TIMES; i++) {
      await(back.put(await(there.get())));
    }
    return Coroutine.done();
  }

  /** As much of a queue as two tasks need. */
  private static final class QueueOfOne {
    private final EventLoop loop;
    private @Nullable Integer item;
    private @Nullable Promise<Void> change;

    QueueOfOne(EventLoop loop) {
      this.loop = loop;
    }

    @Async
    Coroutine<Void> put(Integer message) {
      while (item != null) {
        await(nextChange());
      }
      item = message;
      changed();
      return Coroutine.done();
    }

    @Async
    Coroutine<Integer> get() {
      Integer message;
      while ((message = item) == null) {
        await(nextChange());
      }
      item = null;
      changed();
      return Coroutine.of(message);
    }

    private Promise<Void> nextChange() {
      Promise<Void> next = loop.createPromise();
      change = next;
      return next;
    }

    @SuppressWarnings("NullAway") // a Promise<Void> has no other value
    private void changed() {
      Promise<Void> awaited = change;
      if (awaited != null) {
        change = null;
        awaited.complete(null);
      }
    }
  }
}
