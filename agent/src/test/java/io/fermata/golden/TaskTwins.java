package io.fermata.golden;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.currentTask;
import static io.fermata.Fermata.gather;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.Promise;
import io.fermata.Task;
import java.util.List;

final class TaskTwins extends Twins {
  private int turns;

  @Async
  private Coroutine<Void> work(String name) {
    print(name, "begins");
    await(yieldNow());
    print(name, "ends");
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> tasksStartInOrder() {
    Task<Void> a = createTask(work("a"));
    Task<Void> b = createTask(work("b"));
    print("created");
    await(work("called"));
    Task<Void> c = createTask(work("c"));
    await(b);
    print("b is done", a.isDone(), c.isDone());
    await(c);
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
  private Coroutine<Integer> seven() {
    return Coroutine.of(7);
  }

  @Async
  Coroutine<Void> tasksDoneNeedNoTurn() {
    Task<Integer> done = createTask(seven());
    await(done);
    Task<Void> spinning = createTask(spinner());
    Promise<Integer> future = loop.createPromise();
    future.complete(8);
    print(await(done), await(future), await(seven()), await(done));
    print("no turn yet");
    await(spinning);
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> count() {
    for (; ; ) {
      turns++;
      await(yieldNow());
    }
  }

  @Async
  private Coroutine<Void> leaf() {
    await(yieldNow());
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> throughTasks(int levels) {
    if (levels == 0) {
      await(leaf());
    } else {
      await(createTask(throughTasks(levels - 1)));
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> throughCalls(int levels) {
    if (levels == 0) {
      await(leaf());
    } else {
      await(throughCalls(levels - 1));
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> tasksLevelsCostTurns() {
    Task<Void> counting = createTask(count());
    await(yieldNow());
    for (int levels = 0; levels < 4; levels++) {
      int before = turns;
      await(throughTasks(levels));
      print("tasks", levels, turns - before);
      before = turns;
      await(throughCalls(levels));
      print("calls", levels, turns - before);
    }
    counting.cancel();
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> fail(String message) {
    await(yieldNow());
    throw error(message);
  }

  @Async
  Coroutine<Void> tasksFail() {
    Task<Void> a = createTask(fail("a"));
    Task<Void> b = createTask(fail("b"));
    for (Task<Void> task : List.of(a, b, a)) {
      try {
        await(task);
      } catch (IllegalArgumentException e) {
        print("caught", e, task.isDone(), task.isCancelled());
      }
    }
    try {
      await(fail("called"));
    } catch (IllegalArgumentException e) {
      print("caught", e);
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> waiter(String name, Promise<Integer> future) {
    print(name, "got", await(future));
    await(yieldNow());
    print(name, "ends");
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> tasksWakeInOrder() {
    Promise<Integer> future = loop.createPromise();
    Task<Void> a = createTask(waiter("a", future));
    await(yieldNow());
    future.onDone(f -> print("callback", f.outcome().get()));
    Task<Void> b = createTask(waiter("b", future));
    await(yieldNow());
    loop.callSoon(() -> print("soon, before"));
    future.complete(1);
    loop.callSoon(() -> print("soon, after"));
    future.onDone(f -> print("late callback"));
    print("set");
    await(gather(a, b));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Integer> child() {
    await(yieldNow());
    return Coroutine.of(5);
  }

  @Async
  private Coroutine<Void> awaiter(Task<Integer> task) {
    print("awaiter", await(task));
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> tasksWakeBeforeTheirCallbacksEnd() {
    Task<Integer> task = createTask(child());
    task.onDone(t -> print("first", t.join()));
    Task<Void> other = createTask(awaiter(task));
    await(yieldNow());
    task.onDone(t -> print("second"));
    print("main", await(task));
    task.onDone(t -> print("queued"));
    print("not inline");
    await(other);
    await(yieldNow());
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> spin(String name, int turns) {
    for (int turn = 0; turn < turns; turn++) {
      print(name, turn);
      await(yieldNow());
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> nap(String name, int millis) {
    await(sleep(ms(millis)));
    print(name, "woke");
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> tasksSpinAndSleep() {
    await(gather(nap("long", 30), spin("a", 3), nap("short", 10), spin("b", 2), nap("same", 10)));
    print("together");
    await(gather(nap("x", 10), nap("y", 10), spin("z", 2), nap("never", -1)));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> napAndTurn(String name) {
    await(nap(name, 50));
    await(yieldNow());
    print(name, "ends");
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> naps() {
    await(sleep(ms(20)));
    print("half");
    await(sleep(ms(30)));
    print("two naps");
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> tasksSameDeadline() {
    await(gather(napAndTurn("a"), naps(), napAndTurn("b"), napAndTurn("c")));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> narcissus() {
    print("begins");
    try {
      await(currentTask());
    } catch (IllegalStateException e) {
      print("refused");
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> tasksAwaitThemselves() {
    Task<Void> task = createTask(narcissus());
    await(gather(task, spinner()));
    return Coroutine.done();
  }
}
