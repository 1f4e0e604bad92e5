package io.fermata.golden;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;

import io.fermata.Async;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.Handle;
import io.fermata.Promise;
import io.fermata.Task;
import java.util.List;

final class CallbackTwins extends Twins {
  private Handle third;
  private Handle timer;

  @Async
  private Coroutine<Void> work(String name) {
    print(name, 1);
    await(yieldNow());
    print(name, 2);
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> callbacksBetweenTasks() {
    Task<Void> a = createTask(work("a"));
    loop.callSoon(() -> print("soon", 1));
    Task<Void> b = createTask(work("b"));
    loop.callSoon(
        () -> {
          print("again");
          loop.callSoon(() -> print("from the callback"));
        });
    await(a);
    await(b);
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> callbacksTimersOrder() {
    long now = loop.time();
    loop.callLater(ms(10), () -> print("10 ms"));
    loop.callLater(ms(0), () -> print("zero"));
    loop.callAt(now - 5_000_000_000L, () -> print("long past"));
    loop.callLater(ms(-1000), () -> print("past"));
    loop.callSoon(() -> print("soon"));
    print("registered");
    await(yieldNow());
    print("one turn");
    loop.callLater(ms(0), () -> print("zero again"));
    await(yieldNow());
    print("two turns");
    await(sleep(ms(20)));
    return Coroutine.done();
  }

  private void tick(int left) {
    print("tick", left);
    if (left > 0) {
      loop.callSoon(() -> tick(left - 1));
    }
  }

  @Async
  Coroutine<Void> callbacksTimerBehindWhatIsReady() {
    loop.callLater(ms(0), () -> print("timer"));
    tick(3);
    for (int turn = 0; turn < 5; turn++) {
      print("turn", turn);
      await(yieldNow());
    }
    return Coroutine.done();
  }

  private void second() {
    print("second");
    third.cancel();
    timer.cancel();
  }

  @Async
  Coroutine<Void> callbacksCancelled() {
    Handle first = loop.callSoon(() -> print("cancelled by main"));
    loop.callSoon(this::second);
    third = loop.callSoon(() -> print("cancelled by the second"));
    timer = loop.callLater(ms(10), () -> print("timer"));
    Handle kept = loop.callLater(ms(10), () -> print("kept"));
    first.cancel();
    print(first.isCancelled(), third.isCancelled());
    await(sleep(ms(20)));
    print(third.isCancelled(), timer.isCancelled(), kept.isCancelled());
    return Coroutine.done();
  }

  private static void fail(String message) {
    throw error(message);
  }

  @Async
  Coroutine<Void> callbacksFail() {
    loop.callSoon(() -> fail("soon"));
    loop.callSoon(() -> print("the rest of the turn"));
    loop.callLater(ms(10), () -> fail("timer"));
    Task<Void> task = createTask(sleep(ms(5)));
    task.onDone(t -> fail("done"));
    task.onDone(t -> print("the next callback"));
    await(sleep(ms(20)));
    print("goes on");
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> callbacksOfAFuture() {
    Promise<Integer> future = loop.createPromise();
    for (String name : List.of("a", "b", "c")) {
      future.onDone(f -> print(name, f.isCancelled()));
    }
    print(future.isDone(), future.isCancelled());
    print(future.cancel(), future.cancel());
    print(future.isDone(), future.isCancelled());
    print("not yet called");
    await(yieldNow());
    printIfRefused(() -> future.complete(1));
    try {
      await(future);
    } catch (CancelledError e) {
      print("cancelled");
    }
    return Coroutine.done();
  }
}
