package io.fermata.golden;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.currentTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;

import io.fermata.Async;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.Promise;
import io.fermata.Task;

final class CancelTwins extends Twins {

  @Async
  private Coroutine<Void> neverBegun() {
    try {
      print("never");
    } finally {
      print("never either");
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> cancelBeforeTheFirstStep() {
    Task<Void> task = createTask(neverBegun());
    print(task.cancel("early"), task.isCancelled(), task.isDone(), task.cancelling());
    await(yieldNow());
    print(task.isCancelled(), task.isDone());
    try {
      await(task);
    } catch (CancelledError e) {
      print("cancelled", e);
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> cleansUpSlowly() {
    try {
      await(sleep(ms(1000)));
    } catch (CancelledError e) {
      print("cancelled", cancelling());
      await(sleep(ms(10)));
      print("no second error");
      throw e;
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> cancelTwice() {
    Task<Void> task = createTask(cleansUpSlowly());
    await(yieldNow());
    print(task.cancel(), task.cancel());
    await(ended(task));
    print(task.isCancelled(), task.cancelling(), task.cancel(), task.cancelling());
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> cleanupIsInterrupted() {
    try {
      await(sleep(ms(1000)));
    } finally {
      print("cleans up");
      try {
        await(sleep(ms(1000)));
        print("never");
      } finally {
        print("interrupted", cancelling());
        await(yieldNow());
        print("left");
      }
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> cancelDuringCleanup() {
    Task<Void> task = createTask(cleanupIsInterrupted());
    await(yieldNow());
    task.cancel();
    await(yieldNow());
    print("once");
    task.cancel();
    await(ended(task));
    print(task.isCancelled());
    return Coroutine.done();
  }

  @Async
  @SuppressWarnings("finally")
  private Coroutine<Void> failsInCleanup() {
    try {
      await(sleep(ms(1000)));
    } finally {
      await(yieldNow());
      throw error("instead");
    }
  }

  @Async
  Coroutine<Void> cancelReplacedInCleanup() {
    Task<Void> task = createTask(failsInCleanup());
    await(yieldNow());
    task.cancel();
    try {
      await(task);
    } catch (IllegalArgumentException e) {
      print(e);
    }
    print(task.isCancelled(), task.cancelling(), task.isDone());
    return Coroutine.done();
  }

  @Async
  private Coroutine<Integer> swallows() {
    try {
      await(sleep(ms(1000)));
    } catch (CancelledError e) {
      print("swallowed");
    }
    await(sleep(ms(10)));
    return Coroutine.of(7);
  }

  @Async
  Coroutine<Void> cancelSwallowed() {
    Task<Integer> task = createTask(swallows());
    await(yieldNow());
    print(task.cancel());
    print(await(task), task.isCancelled(), task.cancelling());
    print(cancelling());
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> yieldsOnce() {
    try {
      await(yieldNow());
      print("never");
    } catch (CancelledError e) {
      print(e);
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> cancelTheLastMessageCounts() {
    Task<Void> task = createTask(yieldsOnce());
    await(yieldNow());
    task.cancel("first");
    task.cancel("second");
    await(task);
    print(task.cancelling());
    return Coroutine.done();
  }

  @Async
  private Coroutine<Integer> cancelsItselfAndReturns() {
    currentTask().cancel();
    print("goes on");
    return Coroutine.of(1);
  }

  @Async
  private Coroutine<Integer> cancelsItselfAndWaits() {
    currentTask().cancel();
    Promise<Integer> done = loop.createPromise();
    done.complete(2);
    print("no delivery", await(done));
    try {
      await(yieldNow());
      print("never");
    } catch (CancelledError e) {
      print("delivered");
    }
    return Coroutine.of(3);
  }

  @Async
  Coroutine<Void> cancelItself() {
    Task<Integer> a = createTask(cancelsItselfAndReturns());
    await(ended(a));
    print(a.isCancelled());
    print(await(createTask(cancelsItselfAndWaits())));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> throwsByHand() {
    await(yieldNow());
    throw new CancelledError("by hand");
  }

  @Async
  Coroutine<Void> cancelErrorThrownByHand() {
    Task<Void> task = createTask(throwsByHand());
    try {
      await(task);
    } catch (CancelledError e) {
      print("caught", e);
    }
    print(task.isCancelled(), task.cancelling());
    try {
      await(throwsByHand());
    } catch (CancelledError e) {
      print("called", cancelling());
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> cancelCounts() {
    Task<?> me = currentTask();
    print(me.cancelling(), me.uncancel(), me.cancelling());
    me.cancel();
    me.cancel();
    print(me.cancelling(), me.uncancel(), me.cancelling());
    try {
      await(yieldNow());
    } catch (CancelledError e) {
      print("delivered", me.cancelling(), me.uncancel(), me.uncancel());
    }
    await(yieldNow());
    print("goes on");
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> cancelWithdrawn() {
    Task<?> me = currentTask();
    me.cancel();
    print(me.cancelling(), me.uncancel());
    await(yieldNow());
    print("nothing was delivered");
    me.cancel();
    me.cancel();
    me.uncancel();
    try {
      await(yieldNow());
    } catch (CancelledError e) {
      print("one request is left", me.cancelling(), me.uncancel());
    }
    await(yieldNow());
    return Coroutine.done();
  }
}
