package io.fermata.samples.docs;

import static io.fermata.Fermata.*;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.ReturnWhen;
import io.fermata.Task;
import io.fermata.TaskGroup;
import io.fermata.Waited;
import io.fermata.sync.AsyncLock;
import io.fermata.sync.AsyncQueue;
import io.fermata.sync.QueueShutDownException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The code of docs/guide.md about tasks that have to do with each other. */
final class Together {
  private final List<String> log = new ArrayList<>();

  List<String> log() {
    return log;
  }

  @Async
  Coroutine<Integer> price(String symbol) {
    await(sleep(Duration.ofMillis(symbol.length() * 100L)));
    if (symbol.isBlank()) {
      throw new IllegalArgumentException("no symbol");
    }
    return Coroutine.of(symbol.length() * 100);
  }

  // Task groups

  @Async
  Coroutine<Integer> difference(String one, String other) {
    return TaskGroup.run(
        group -> {
          Task<Integer> first = group.createTask(price(one));
          Task<Integer> second = group.createTask(price(other));
          return Coroutine.of(await(first) - await(second));
        });
  }

  // In order of completion

  @Async
  Coroutine<Void> asTheyCome(List<Coroutine<Integer>> calls) {
    for (Coroutine<Integer> next : asCompleted(calls)) {
      log.add("price " + await(next));
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Integer> quickest(List<Task<Integer>> calls) {
    Waited<Task<Integer>> waited = await(waitTasks(calls, ReturnWhen.FIRST_COMPLETED));
    for (Task<Integer> slow : waited.pending()) {
      slow.cancel();
    }
    return Coroutine.of(await(waited.done().iterator().next()));
  }

  // Locks

  private final AsyncLock lock = new AsyncLock();
  private int balance;

  @Async
  Coroutine<Integer> deposit(int amount) {
    try (var held = await(lock.acquire())) {
      int before = balance;
      await(sleep(Duration.ofMillis(10)));
      balance = before + amount;
      return Coroutine.of(balance);
    }
  }

  // Queues

  @Async
  Coroutine<Void> serve(AsyncQueue<String> orders) {
    try {
      while (true) {
        String order = await(orders.get()); // waits while the queue is empty
        await(sleep(Duration.ofMillis(100)));
        log.add("served " + order);
      }
    } catch (QueueShutDownException e) {
      return Coroutine.done(); // nothing is left, and nothing comes any more
    }
  }

  @Async
  Coroutine<Void> evening(List<String> wishes) {
    AsyncQueue<String> orders = AsyncQueue.bounded(1);
    return TaskGroup.run(
        group -> {
          group.createTask(serve(orders));
          group.createTask(serve(orders));
          for (String wish : wishes) {
            await(orders.put(wish)); // waits while the queue is full
          }
          orders.shutdown();
          return Coroutine.done();
        });
  }
}
