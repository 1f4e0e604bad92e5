package io.fermata.golden;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.gather;
import static io.fermata.Fermata.gatherSettled;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.waitFor;
import static io.fermata.Fermata.waitTasks;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.ReturnWhen.ALL_COMPLETED;
import static io.fermata.ReturnWhen.FIRST_COMPLETED;

import io.fermata.Async;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.Task;
import io.fermata.TaskGroup;
import io.fermata.TimedOutException;
import io.fermata.Waited;
import io.fermata.sync.AsyncLock;
import io.fermata.sync.AsyncQueue;
import io.fermata.sync.AsyncSemaphore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Programs as people write them. */
final class ProgramTwins extends Twins {
  private int attempts;

  @Async
  private Coroutine<Void> worker(String name, AsyncQueue<Integer> queue, List<Integer> results) {
    for (; ; ) {
      int job = await(queue.get());
      print(name, "takes", job);
      await(sleep(ms(job)));
      results.add(job * job);
      print(name, "finished", job);
      queue.taskDone();
    }
  }

  @Async
  Coroutine<Void> programWorkerPool() {
    AsyncQueue<Integer> queue = AsyncQueue.unbounded();
    List<Integer> results = new ArrayList<>();
    for (int job : List.of(5, 3, 8, 1, 1, 4, 2)) {
      queue.offer(job);
    }
    List<Task<Void>> workers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      workers.add(createTask(worker("w" + i, queue, results)));
    }
    await(queue.join());
    workers.forEach(Task::cancel);
    await(gatherSettled(workers));
    print(results.toArray());
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> producer(String name, AsyncQueue<String> queue, int count) {
    for (int i = 0; i < count; i++) {
      await(queue.put(name + i));
      print(name, "put", i, queue.size());
      if (i % 2 == 1) {
        await(yieldNow());
      }
    }
    print(name, "ends");
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> consumer(String name, AsyncQueue<String> queue) {
    try {
      for (; ; ) {
        print(name, "got", await(queue.get()));
        await(sleep(ms(1)));
      }
    } catch (CancelledError e) {
      print(name, "stops");
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> programProducerConsumer() {
    AsyncQueue<String> queue = AsyncQueue.bounded(2);
    List<Task<Void>> consumers =
        List.of(createTask(consumer("x", queue)), createTask(consumer("y", queue)));
    await(gather(producer("a", queue, 4), producer("b", queue, 3)));
    await(sleep(ms(10)));
    consumers.forEach(Task::cancel);
    await(waitTasks(consumers, ALL_COMPLETED));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> philosopher(int number, List<AsyncLock> forks, AsyncSemaphore seats) {
    AsyncLock left = forks.get(number);
    AsyncLock right = forks.get((number + 1) % forks.size());
    for (int meal = 0; meal < 2; meal++) {
      try (var seat = await(seats.acquire())) {
        try (var first = await(left.acquire())) {
          print(number, "has the left fork");
          await(yieldNow());
          try (var second = await(right.acquire())) {
            print(number, "eats", meal);
            await(sleep(ms(1)));
          }
        }
      }
      print(number, "thinks");
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> programPhilosophers() {
    List<AsyncLock> forks =
        List.of(new AsyncLock(), new AsyncLock(), new AsyncLock(), new AsyncLock());
    AsyncSemaphore seats = new AsyncSemaphore(3);
    await(
        TaskGroup.run(
            group -> {
              for (int number = 0; number < 4; number++) {
                group.createTask(philosopher(number, forks, seats));
              }
              return Coroutine.done();
            }));
    print("all fed");
    return Coroutine.done();
  }

  @Async
  private Coroutine<String> server(String name, int millis, boolean fails) {
    print(name, "asked");
    try {
      await(sleep(ms(millis)));
    } catch (CancelledError e) {
      print(name, "too late");
      throw e;
    }
    if (fails) {
      throw error(name);
    }
    return Coroutine.of(name);
  }

  @Async
  Coroutine<Void> programRace() {
    Set<Task<String>> tasks = new LinkedHashSet<>();
    tasks.add(createTask(server("slow", 30, false)));
    tasks.add(createTask(server("broken", 10, true)));
    tasks.add(createTask(server("quick", 20, false)));
    while (!tasks.isEmpty()) {
      Waited<Task<String>> waited = await(waitTasks(tasks, FIRST_COMPLETED));
      tasks = waited.pending();
      Task<String> winner = waited.done().iterator().next();
      try {
        print("answer of", await(winner));
        break;
      } catch (IllegalArgumentException e) {
        print("failed", e);
      }
    }
    tasks.forEach(Task::cancel);
    await(gatherSettled(tasks));
    return Coroutine.done();
  }

  @Async
  private Coroutine<String> flaky() {
    attempts++;
    print("attempt", attempts);
    await(sleep(ms(5 * (4 - attempts))));
    if (attempts == 2) {
      throw error("refused");
    }
    return Coroutine.of("answer");
  }

  @Async
  private Coroutine<String> withRetries() {
    for (int tries = 0; tries < 4; tries++) {
      try {
        return Coroutine.of(await(waitFor(flaky(), ms(12))));
      } catch (TimedOutException | IllegalArgumentException e) {
        print("retry after", isTimeout(e) ? "timeout" : e);
        await(sleep(ms(1 << tries)));
      }
    }
    return Coroutine.of("no answer");
  }

  @Async
  Coroutine<Void> programRetries() {
    long began = loop.time();
    print(await(withRetries()));
    print(millisSince(began));
    return Coroutine.done();
  }
}
