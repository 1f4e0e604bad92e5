package io.fermata.golden;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.waitTasks;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.ReturnWhen.ALL_COMPLETED;

import io.fermata.Async;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.Promise;
import io.fermata.Task;
import java.util.ArrayList;
import java.util.List;

final class CancelRaceTwins extends Twins {

  @Async
  private Coroutine<Void> work(String name, Promise<Integer> future) {
    try {
      print(name, "got", await(future));
    } catch (CancelledError e) {
      print(name, "cancelled", future.isDone(), future.isCancelled());
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> cancelRacesWithTheResult() {
    for (String first : List.of("result", "cancel")) {
      Promise<Integer> future = loop.createPromise();
      Task<Void> task = createTask(work(first, future));
      await(yieldNow());
      if (first.equals("result")) {
        future.complete(1);
        print(task.cancel());
      } else {
        print(task.cancel());
        print("cancelled with it", future.isCancelled());
      }
      await(task);
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<String> quick() {
    await(yieldNow());
    return Coroutine.of("quick");
  }

  @Async
  private Coroutine<Void> waits(Task<String> task) {
    try {
      print("got", await(task));
    } catch (CancelledError e) {
      print("cancelled", task.isDone(), task.isCancelled());
      throw e;
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> cancelRacesWithATask() {
    for (int turns = 0; turns < 5; turns++) {
      Task<String> task = createTask(quick());
      Task<Void> waiting = createTask(waits(task));
      await(turns(turns));
      print(turns, waiting.cancel());
      await(waitTasks(List.<Task<?>>of(task, waiting), ALL_COMPLETED));
      print(task.isCancelled(), waiting.isCancelled());
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> waitsFor(String name, Promise<Integer> future) {
    try {
      print(name, "got", await(future));
    } catch (CancelledError e) {
      print(name, "cancelled", cancelling());
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> cancelOneOfTwoWaiters() {
    Promise<Integer> future = loop.createPromise();
    Task<Void> a = createTask(waitsFor("a", future));
    Task<Void> b = createTask(waitsFor("b", future));
    await(yieldNow());
    a.cancel();
    await(waitTasks(List.of(a, b), ALL_COMPLETED));
    print(future.isCancelled());
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> sleeper(String name) {
    try {
      await(sleep(ms(10)));
      print(name, "slept");
    } catch (CancelledError e) {
      print(name, "cancelled");
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> cancelFromACallback() {
    Task<Void> a = createTask(sleeper("a"));
    Task<Void> b = createTask(sleeper("b"));
    a.onDone(t -> print("a done", b.cancel()));
    loop.callLater(ms(5), () -> print("timer", a.cancel()));
    await(waitTasks(List.of(a, b), ALL_COMPLETED));
    print(a.cancel(), b.cancel());
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> canceller(List<Task<Void>> tasks) {
    await(sleep(ms(10)));
    print("cancels");
    for (Task<Void> task : tasks) {
      print(task.cancel());
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> cancelWhenTheTimerFires() {
    List<Task<Void>> tasks = new ArrayList<>();
    tasks.add(createTask(sleeper("before")));
    Task<Void> cancelling = createTask(canceller(tasks));
    tasks.add(createTask(sleeper("after")));
    await(waitTasks(List.of(tasks.get(0), tasks.get(1), cancelling), ALL_COMPLETED));
    return Coroutine.done();
  }
}
