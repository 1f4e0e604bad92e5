package io.fermata.golden;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.currentTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.waitFor;
import static io.fermata.Fermata.yieldNow;

import io.fermata.Async;
import io.fermata.Awaitable;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.Promise;
import io.fermata.Task;
import io.fermata.TimedOutException;
import io.fermata.sync.AsyncLock;
import io.fermata.sync.AsyncQueue;
import java.util.List;

final class WaitForTwins extends Twins {

  @Async
  private Coroutine<Integer> tellsItsTask(int value) {
    String name = currentTask().name();
    print("same task", name.equals("Task-1") ? "main" : name);
    await(sleep(ms(10)));
    return Coroutine.of(value);
  }

  @Async
  Coroutine<Void> waitForInTime() {
    print(await(waitFor(tellsItsTask(1), ms(20))));
    Task<Integer> task = createTask(tellsItsTask(2), "other");
    print(await(waitFor(task, ms(20))));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> cleansUp() {
    try {
      await(sleep(ms(1000)));
    } finally {
      print("cleans up");
      await(sleep(ms(10)));
      print("cleaned up");
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> waitForTimesOut() {
    long began = loop.time();
    try {
      await(waitFor(cleansUp(), ms(10)));
    } catch (TimedOutException e) {
      print("timed out", millisSince(began));
    }
    Task<Void> task = createTask(cleansUp());
    try {
      await(waitFor(task, ms(10)));
    } catch (TimedOutException e) {
      print("timed out", task.isCancelled());
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<String> swallows() {
    try {
      await(sleep(ms(1000)));
    } catch (CancelledError e) {
      await(sleep(ms(10)));
    }
    return Coroutine.of("a value all the same");
  }

  @Async
  @SuppressWarnings("finally")
  private Coroutine<String> fails() {
    try {
      await(sleep(ms(1000)));
    } finally {
      throw error("in cleanup");
    }
  }

  @Async
  Coroutine<Void> waitForSwallowedOrFailed() {
    print(await(waitFor(swallows(), ms(10))));
    print(await(waitFor(createTask(swallows()), ms(10))));
    for (Awaitable<String> awaitable : List.of(fails(), createTask(fails()))) {
      try {
        await(waitFor(awaitable, ms(10)));
      } catch (IllegalArgumentException e) {
        print(e);
      }
    }
    print(cancelling());
    return Coroutine.done();
  }

  @Async
  private Coroutine<String> work(String name) {
    print(name, "begins");
    try {
      await(yieldNow());
    } finally {
      print(name, "ends");
    }
    return Coroutine.of(name);
  }

  @Async
  Coroutine<Void> waitForNoTime() {
    Task<String> done = createTask(work("done"));
    await(done);
    print(await(waitFor(done, ms(0))));
    try {
      await(waitFor(work("never"), ms(0)));
    } catch (TimedOutException e) {
      print("not begun");
    }
    Task<String> task = createTask(work("task"));
    await(yieldNow());
    try {
      await(waitFor(task, ms(-1000)));
    } catch (TimedOutException e) {
      print("cancelled", task.isCancelled());
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> cleansUpSilently() {
    try {
      await(sleep(ms(1000)));
    } finally {
      await(sleep(ms(10)));
      print("cleaned up");
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> waits(Awaitable<Void> awaitable) {
    try {
      await(waitFor(awaitable, ms(500)));
    } catch (CancelledError e) {
      print("cancelled");
      throw e;
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> waitForCancelled() {
    Task<Void> inner = createTask(cleansUpSilently());
    for (Awaitable<Void> awaitable : List.of(cleansUpSilently(), inner)) {
      Task<Void> task = createTask(waits(awaitable));
      await(sleep(ms(10)));
      task.cancel();
      await(ended(task));
      print(task.isCancelled());
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> attempt(String name, boolean first) {
    Promise<String> future = loop.createPromise();
    if (first) {
      loop.callLater(ms(10), () -> future.complete(name));
    }
    Task<String> waiting = createTask(waitFor(future, ms(10)));
    await(yieldNow());
    if (!first) {
      loop.callLater(
          ms(10),
          () -> {
            if (!future.isDone()) {
              future.complete(name);
            }
          });
    }
    try {
      print("got", await(waiting));
    } catch (TimedOutException e) {
      print(name, "timed out", future.isCancelled());
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> waitForResultAndTimeoutAtOnce() {
    await(attempt("before", true));
    await(attempt("after", false));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> consumer(AsyncQueue<String> queue) {
    try {
      print("got", await(waitFor(queue.get(), ms(10))));
    } catch (TimedOutException e) {
      print("timed out", queue.size());
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> locker(AsyncLock lock) {
    try {
      await(waitFor(lock.acquire(), ms(10)));
      print("locked");
    } catch (TimedOutException e) {
      print("timed out", lock.isLocked());
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> waitForLosesNothing() {
    AsyncQueue<String> queue = AsyncQueue.unbounded();
    Task<Void> task = createTask(consumer(queue));
    await(sleep(ms(10)));
    queue.offer("item");
    await(task);
    print("left", queue.size());
    AsyncLock lock = new AsyncLock();
    await(lock.acquire());
    task = createTask(locker(lock));
    loop.callLater(ms(10), lock::release);
    await(task);
    print(lock.isLocked());
    return Coroutine.done();
  }
}
