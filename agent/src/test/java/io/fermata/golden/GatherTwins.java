package io.fermata.golden;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.gather;
import static io.fermata.Fermata.gatherSettled;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;

import io.fermata.Async;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.Outcome;
import io.fermata.Task;
import java.util.List;

final class GatherTwins extends Twins {

  @Async
  private Coroutine<String> work(String name, int millis) {
    print(name, "begins");
    await(sleep(ms(millis)));
    print(name, "ends");
    return Coroutine.of(name);
  }

  @Async
  Coroutine<Void> gatherInOrder() {
    Coroutine<List<String>> waiting = gather(work("a", 30), work("b", 10), work("c", 20));
    print("gathered");
    await(yieldNow());
    print("main");
    print(await(waiting).toArray());
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> spunOnce() {
    print("spun");
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> gatherNothing() {
    Task<Void> task = createTask(spunOnce());
    print(await(gather(List.<Task<Void>>of())).size());
    print(await(gatherSettled(List.<Task<Void>>of())).size());
    print("no turn yet");
    await(task);
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> spinner() {
    for (int turn = 0; turn < 3; turn++) {
      print("turn", turn);
      await(yieldNow());
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Integer> value(int number) {
    return Coroutine.of(number);
  }

  @Async
  Coroutine<Void> gatherDoneAlready() {
    Task<Integer> a = createTask(value(1));
    Task<Integer> b = createTask(value(2));
    await(b);
    Task<Void> spinning = createTask(spinner());
    print(await(gather(a, b)).toArray());
    print(await(gather(b, value(3))).toArray());
    await(spinning);
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> fail(String message, int millis) {
    try {
      await(sleep(ms(millis)));
    } finally {
      print(message, "ends");
    }
    throw error(message);
  }

  @Async
  private Coroutine<Void> workEnds() {
    await(sleep(ms(30)));
    print("work ends");
    return Coroutine.done();
  }

  private void printDone(List<Task<Void>> tasks) {
    print(tasks.stream().map(Task::isDone).toArray());
  }

  @Async
  Coroutine<Void> gatherFirstFailure() {
    List<Task<Void>> tasks =
        List.of(createTask(fail("late", 20)), createTask(fail("soon", 10)), createTask(workEnds()));
    try {
      await(gather(tasks));
    } catch (IllegalArgumentException e) {
      print("caught", e);
    }
    printDone(tasks);
    await(sleep(ms(30)));
    printDone(tasks);
    return Coroutine.done();
  }

  @Async
  private Coroutine<Integer> failSilently(String message) {
    await(sleep(ms(10)));
    throw error(message);
  }

  @Async
  Coroutine<Void> gatherSettledOutcomes() {
    Task<Integer> cancelled = createTask(after(20, 0));
    Coroutine<List<Outcome<Integer>>> waiting =
        gatherSettled(failSilently("a"), after(20, 1), cancelled, failSilently("b"));
    await(yieldNow());
    cancelled.cancel("c");
    for (Outcome<Integer> one : await(waiting)) {
      print(one.isCancelled() ? "cancelled" : one.isSuccess() ? one.get() : one.failure());
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> mayBeCancelled(String name) {
    try {
      await(sleep(ms(10)));
      print(name, "ends");
    } catch (CancelledError e) {
      print(name, "cancelled");
      throw e;
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> gatherChildCancelled() {
    Task<Void> a = createTask(mayBeCancelled("a"));
    Task<Void> b = createTask(mayBeCancelled("b"));
    Coroutine<List<Void>> waiting = gather(a, b);
    await(yieldNow());
    a.cancel();
    try {
      await(waiting);
    } catch (CancelledError e) {
      print("main", cancelling(), b.isDone());
    }
    await(b);
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> cleansUp(String name, int millis) {
    try {
      await(sleep(ms(1000)));
    } finally {
      print(name, "cancelled");
      await(sleep(ms(millis)));
      print(name, "cleaned up");
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> waits() {
    try {
      await(gather(cleansUp("a", 30), cleansUp("b", 10), cleansUp("c", 20)));
    } catch (CancelledError e) {
      print("awaiter cancelled");
      throw e;
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> gatherCancelled() {
    Task<Void> task = createTask(waits());
    await(sleep(ms(10)));
    print(task.cancel());
    await(ended(task));
    print(task.isCancelled());
    await(sleep(ms(100)));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> stubborn() {
    try {
      await(sleep(ms(1000)));
    } catch (CancelledError e) {
      print("swallowed");
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> waitsForAll() {
    try {
      await(gatherSettled(cleansUp("a", 20), cleansUp("b", 10), stubborn()));
      print("never");
    } catch (CancelledError e) {
      print("awaiter cancelled");
      throw e;
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> gatherSettledCancelled() {
    Task<Void> task = createTask(waitsForAll());
    await(sleep(ms(10)));
    task.cancel();
    await(ended(task));
    print(task.isCancelled());
    return Coroutine.done();
  }

  @Async
  private Coroutine<Object> makesAnObject() {
    print("runs once");
    await(yieldNow());
    return Coroutine.of(new Object());
  }

  @Async
  Coroutine<Void> gatherTheSameTwice() {
    Task<Object> task = createTask(makesAnObject());
    List<Object> three = await(gather(task, task, task));
    print(three.get(0) == three.get(1), three.get(1) == three.get(2));
    Coroutine<Object> coroutine = makesAnObject();
    List<Object> two = await(gather(coroutine, coroutine));
    print(two.get(0) == two.get(1));
    return Coroutine.done();
  }

  @Async
  private Coroutine<String> leaf(String name, int turns) {
    await(turns(turns));
    print("leaf", name);
    return Coroutine.of(name);
  }

  @Async
  private Coroutine<String> branch(String name) {
    List<String> results = await(gather(leaf(name + "1", 2), leaf(name + "2", 1)));
    print("branch", name, results.get(0), results.get(1));
    return Coroutine.of(results.get(0));
  }

  @Async
  Coroutine<Void> gatherInGather() {
    print(await(gather(branch("a"), leaf("x", 3), branch("b"))).toArray());
    return Coroutine.done();
  }
}
