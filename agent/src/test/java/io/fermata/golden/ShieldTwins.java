package io.fermata.golden;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.shield;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;

import io.fermata.Async;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.Task;

final class ShieldTwins extends Twins {

  @Async
  private Coroutine<Integer> inner() {
    print("inner begins");
    await(sleep(ms(20)));
    print("inner ends");
    return Coroutine.of(5);
  }

  @Async
  private Coroutine<Void> waits(Task<Integer> task) {
    try {
      await(shield(task));
    } catch (CancelledError e) {
      print("wait cancelled", task.isDone(), cancelling());
      throw e;
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> shieldCancelledOutside() {
    Task<Integer> task = createTask(inner());
    Task<Void> waiting = createTask(waits(task));
    await(sleep(ms(10)));
    waiting.cancel();
    await(ended(waiting));
    print(waiting.isCancelled(), task.cancelling());
    print(await(task));
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> shieldInnerCancelled() {
    Task<Void> task = createTask(sleep(ms(1000)));
    Coroutine<Void> shielded = shield(task);
    await(yieldNow());
    task.cancel();
    try {
      await(shielded);
    } catch (CancelledError e) {
      print("cancelled", task.isCancelled(), cancelling());
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Integer> work(int value) {
    await(yieldNow());
    if (value < 0) {
      throw error(String.valueOf(value));
    }
    return Coroutine.of(value);
  }

  @Async
  private Coroutine<Void> spinner() {
    for (int turn = 0; turn < 5; turn++) {
      print("turn", turn);
      await(yieldNow());
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> shieldPassesOn() {
    Task<Void> spinning = createTask(spinner());
    print(await(shield(work(1))));
    try {
      await(shield(work(-1)));
    } catch (IllegalArgumentException e) {
      print("caught", e);
    }
    Task<Integer> done = createTask(work(2));
    await(done);
    print("now");
    print(await(shield(done)));
    await(spinning);
    return Coroutine.done();
  }

  @Async
  private Coroutine<Integer> fails() {
    await(sleep(ms(20)));
    throw error("unheard");
  }

  @Async
  private Coroutine<Void> shields(Task<Integer> task) {
    await(shield(task));
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> shieldFailureNobodyHears() {
    Task<Integer> task = createTask(fails());
    Task<Void> waiting = createTask(shields(task));
    await(sleep(ms(10)));
    waiting.cancel();
    await(ended(waiting));
    print("wait is over");
    await(sleep(ms(20)));
    print("main ends");
    return Coroutine.done();
  }
}
