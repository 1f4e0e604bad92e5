package io.fermata.golden;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;

import io.fermata.Async;
import io.fermata.Awaitable;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.Task;

/** Cancels on their way through tasks and calls. */
final class CancelChainTwins extends Twins {
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
