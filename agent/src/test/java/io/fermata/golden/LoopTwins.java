package io.fermata.golden;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.run;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;

import io.fermata.Async;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Promise;
import io.fermata.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

final class LoopTwins extends Twins {
  private Task<Void> created;

  void loopStopInACallback() {
    EventLoop loop = newLoop();
    loop.callSoon(() -> print("before"));
    loop.callSoon(
        () -> {
          print("stop");
          loop.stop();
          loop.callSoon(() -> print("next run"));
        });
    loop.callSoon(() -> print("same turn"));
    loop.runForever();
    print("stopped");
    loop.callSoon(loop::stop);
    loop.runForever();
    print("stopped again");
    loop.close();
  }

  void loopStopBeforeItRuns() {
    EventLoop loop = newLoop();
    loop.callSoon(
        () -> {
          print("first");
          loop.callSoon(() -> print("second"));
        });
    loop.stop();
    loop.runForever();
    print("one turn");
    loop.stop();
    loop.runForever();
    print("another turn");
    loop.close();
  }

  @Async
  private Coroutine<Void> work() {
    print("works");
    await(sleep(ms(10)));
    print("done");
    return Coroutine.done();
  }

  void loopStoppedEarly() {
    EventLoop loop = newLoop();
    loop.callSoon(loop::stop);
    try {
      loop.run(work());
    } catch (IllegalStateException e) {
      print("stopped early");
    }
    loop.callLater(ms(20), loop::stop);
    loop.runForever();
    print("stopped");
    loop.close();
  }

  @Async
  private Coroutine<Void> says(String word) {
    print(word);
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> twoTurns() {
    print("main");
    await(yieldNow());
    await(yieldNow());
    return Coroutine.done();
  }

  void loopCalledBeforeItRuns() {
    EventLoop loop = newLoop();
    loop.execute(() -> print("first"));
    loop.callSoon(() -> print("second"));
    Task<Void> first = loop.submit(says("task"));
    loop.execute(() -> print("third"));
    loop.callSoon(() -> print("fourth"));
    loop.execute(() -> print("fifth"));
    loop.run(twoTurns());
    loop.callSoon(() -> print("again"));
    loop.execute(() -> print("and again"));
    Task<Void> second = loop.submit(says("task again"));
    loop.run(twoTurns());
    Task<Void> third = loop.submit(says("task of the last run"));
    loop.execute(() -> print("behind it"));
    loop.execute(loop::stop);
    loop.runForever();
    Promise<Void> promise = loop.createPromise();
    promise.onDone(done -> print("done"));
    loop.execute(() -> print("before it is done"));
    Task<Void> fourth = loop.submit(says("task before it is done"));
    promise.complete(null);
    loop.callSoon(() -> print("at the end"));
    loop.run(twoTurns());
    print(Stream.of(first, second, third, fourth).allMatch(Task::isDone));
    loop.close();
  }

  @Async
  private Coroutine<Void> waits(String name, Promise<String> promise) {
    try {
      print(name, await(promise));
    } catch (CancelledError e) {
      print(name, "cancelled");
      throw e;
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<List<Task<Void>>> start(Promise<String> promise) {
    List<Task<Void>> tasks = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      tasks.add(createTask(waits(name, promise)));
    }
    await(sleep(ms(10)));
    return Coroutine.of(tasks);
  }

  @Async
  private Coroutine<Void> aWhile() {
    print("main");
    await(sleep(ms(10)));
    return Coroutine.done();
  }

  void loopCancelledBetweenRuns() {
    EventLoop loop = newLoop();
    Promise<String> promise = loop.createPromise();
    List<Task<Void>> tasks = loop.run(start(promise));
    promise.complete("result");
    tasks.get(1).cancel();
    Task<Void> never = loop.submit(waits("never", promise));
    never.cancel();
    loop.callSoon(() -> print("called"));
    loop.run(aWhile());
    List<Object> cancelled = new ArrayList<>();
    tasks.forEach(task -> cancelled.add(task.isCancelled()));
    cancelled.add(never.isCancelled());
    print(cancelled.toArray());
    Promise<String> late = loop.createPromise();
    Task<Void> d = loop.run(start(late)).get(0);
    d.cancel();
    try {
      late.complete("too late");
    } catch (IllegalStateException e) {
      print("the future is cancelled with who waits for it");
    }
    d.onDone(task -> print("d is done"));
    loop.callSoon(() -> print("called again"));
    loop.run(aWhile());
    print(d.isCancelled());
    loop.close();
  }

  @Async
  private Coroutine<Void> nothing() {
    return Coroutine.done();
  }

  void loopClosed() {
    EventLoop loop = newLoop();
    loop.run(nothing());
    loop.close();
    loop.close();
    printIfRefused(() -> loop.callSoon(() -> {}));
    printIfRefused(() -> loop.callLater(ms(1000), () -> {}));
    printIfRefused(() -> loop.run(nothing()));
    printIfRefused(loop::runForever);
  }

  @Async
  Coroutine<Void> loopRefusesAnother() {
    printIfRefused(() -> run(nothing()));
    printIfRefused(loop::close);
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> left() {
    try {
      await(sleep(ms(10_000)));
    } finally {
      print("cleans up");
      await(sleep(ms(10)));
      print("cleaned up");
    }
    return Coroutine.done();
  }

  @Async
  @SuppressWarnings("finally")
  private Coroutine<Void> fails() {
    try {
      await(sleep(ms(10_000)));
    } finally {
      await(sleep(ms(20)));
      throw error("while closing");
    }
  }

  @Async
  Coroutine<Void> runCancelsWhatIsLeft() {
    Task<Void> a = createTask(left());
    a.onDone(t -> print("callback", t.isCancelled()));
    createTask(fails());
    await(yieldNow());
    print("main ends");
    return Coroutine.done();
  }

  @Async
  private Coroutine<Integer> endsAtOnce() {
    Task<Void> task = createTask(sleeps());
    task.onDone(t -> print("callback"));
    print("main ends");
    return Coroutine.of(5);
  }

  void runGivesTheLastTaskAStep() {
    int result;
    try (EventLoop loop = newLoop()) {
      result = loop.run(endsAtOnce());
    }
    print(result);
  }

  @Async
  private Coroutine<Void> never() {
    print("began");
    await(sleep(ms(1000)));
    print("never");
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> createsWhenCancelled() {
    try {
      await(sleep(ms(10_000)));
    } catch (CancelledError e) {
      print("cancelled");
      created = createTask(never());
      await(yieldNow());
      print("ends");
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> leavesOne() {
    createTask(createsWhenCancelled());
    await(yieldNow());
    return Coroutine.done();
  }

  void runDropsTasksCreatedWhileClosing() {
    try (EventLoop loop = newLoop()) {
      loop.run(leavesOne());
    }
    print(created.isDone());
  }

  @Async
  private Coroutine<Void> stubborn() {
    for (int i = 0; i < 3; i++) {
      try {
        await(sleep(ms(10 * (i + 1))));
        print("slept", i);
      } catch (CancelledError e) {
        print("no", i);
      }
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> failsAndLeavesOne() {
    createTask(stubborn());
    await(yieldNow());
    throw error("main");
  }

  void runWaitsForWhoSwallows() {
    try (EventLoop loop = newLoop()) {
      loop.run(failsAndLeavesOne());
    } catch (IllegalArgumentException e) {
      print("thrown", e);
    }
  }

  @Async
  private Coroutine<Void> ticker() {
    for (int i = 0; ; i++) {
      print("tick", i);
      await(sleep(ms(10)));
    }
  }

  @Async
  private Coroutine<Integer> first() {
    createTask(ticker());
    await(sleep(ms(15)));
    return Coroutine.of(1);
  }

  @Async
  private Coroutine<Integer> second() {
    print("second");
    await(sleep(ms(10)));
    return Coroutine.of(2);
  }

  void runSeveralOnOneLoop() {
    try (EventLoop loop = newLoop()) {
      print(loop.run(first()));
      print("between");
      print(loop.run(second()));
    }
    print("closed");
  }
}
