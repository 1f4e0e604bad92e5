package io.fermata.golden;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.currentTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.waitTasks;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.ReturnWhen.ALL_COMPLETED;

import io.fermata.Async;
import io.fermata.Awaitable;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.Promise;
import io.fermata.Task;
import java.util.List;

final class CancelTwins extends Twins {

  private static int cancelling() {
    return currentTask().cancelling();
  }

  private static Awaitable<?> ended(Task<?>... tasks) {
    return waitTasks(List.of(tasks), ALL_COMPLETED);
  }

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
  private Coroutine<Void> printsTheMessage(String name, Awaitable<?> what) {
    try {
      await(what);
    } catch (CancelledError e) {
      print(name, e);
      throw e;
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> cancelMessage() {
    Task<Void> task = createTask(printsTheMessage("work", sleep(ms(1000))));
    Task<Void> outer = createTask(printsTheMessage("awaiter", task));
    await(yieldNow());
    outer.cancel("enough");
    try {
      await(outer);
    } catch (CancelledError e) {
      print("main", e);
    }
    Task<Void> again = createTask(printsTheMessage("work", sleep(ms(1000))));
    await(yieldNow());
    again.cancel("first");
    again.cancel("second");
    await(ended(again));
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
  private Coroutine<Void> leaf() {
    try {
      await(sleep(ms(1000)));
    } finally {
      print("leaf");
      await(yieldNow());
      print("leaf ends");
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> level(String name, Task<Void> inner) {
    try {
      await(inner);
    } catch (CancelledError e) {
      print(name, cancelling());
      throw e;
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> cancelChainOfTasks() {
    Task<Void> a = createTask(leaf());
    Task<Void> b = createTask(level("b", a));
    Task<Void> c = createTask(level("c", b));
    await(sleep(ms(10)));
    print(c.cancel());
    await(yieldNow());
    print(a.isDone(), b.isDone(), c.isDone());
    await(ended(c));
    print(a.cancelling(), b.cancelling(), c.cancelling());
    print(a.isCancelled(), b.isCancelled(), c.isCancelled());
    return Coroutine.done();
  }

  @Async
  private Coroutine<String> goesOn() {
    try {
      await(sleep(ms(1000)));
    } catch (CancelledError e) {
      print("inner goes on");
      await(sleep(ms(10)));
    }
    return Coroutine.of("value");
  }

  @Async
  private Coroutine<String> outer(Task<String> task) {
    String value = await(task);
    print("outer got", value, cancelling());
    await(yieldNow());
    return Coroutine.of(value);
  }

  @Async
  Coroutine<Void> cancelInnerSwallows() {
    Task<String> task = createTask(goesOn());
    Task<String> waiting = createTask(outer(task));
    await(yieldNow());
    waiting.cancel();
    print(await(waiting), waiting.isCancelled(), task.cancelling());
    return Coroutine.done();
  }

  @Async
  private Coroutine<String> seesTheInner(Task<Void> task) {
    try {
      await(task);
    } catch (CancelledError e) {
      print("outer sees", cancelling(), task.isCancelled());
    }
    return Coroutine.of("fine");
  }

  @Async
  Coroutine<Void> cancelOnlyTheInner() {
    Task<Void> task = createTask(sleep(ms(1000)));
    Task<String> waiting = createTask(seesTheInner(task));
    await(yieldNow());
    task.cancel();
    print(await(waiting));
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

  @Async
  private Coroutine<Void> resource(String name) {
    print("opens", name);
    try {
      await(sleep(ms(1000)));
    } finally {
      print("closes", name);
      await(sleep(ms(10)));
      print("closed", name);
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> calls() {
    try {
      await(resource("a"));
    } catch (Exception e) {
      print("never: it is no Exception");
    } finally {
      print("caller leaves");
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> cancelInAnInnerCall() {
    Task<Void> task = createTask(calls());
    await(yieldNow());
    task.cancel();
    try {
      await(task);
    } catch (CancelledError e) {
      print("cancelled");
    }
    return Coroutine.done();
  }
}
