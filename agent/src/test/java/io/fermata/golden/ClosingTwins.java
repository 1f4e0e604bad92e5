package io.fermata.golden;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;

import io.fermata.Async;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Task;

final class ClosingTwins extends Twins {

  private void tick(EventLoop loop, int number) {
    print("tick", number);
    loop.callSoon(() -> tick(loop, number + 1));
  }

  @Async
  private Coroutine<Void> ticks() {
    tick(EventLoop.current(), 0);
    print("main ends");
    return Coroutine.done();
  }

  void runTurnsWhileClosing() {
    try (EventLoop loop = newLoop()) {
      loop.run(ticks());
    }
    print("closed");
  }

  @Async
  private Coroutine<Void> left() {
    try {
      await(sleep(ms(10_000)));
    } finally {
      print("cleans up");
      await(yieldNow());
      createTask(spinner());
      print("cleaned up");
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> spinner() {
    for (int turn = 0; ; turn++) {
      print("turn", turn);
      await(yieldNow());
    }
  }

  @Async
  private Coroutine<Void> leavesOne() {
    createTask(left());
    await(yieldNow());
    print("main ends");
    return Coroutine.done();
  }

  void runTurnsWhileCancelling() {
    try (EventLoop loop = newLoop()) {
      loop.run(leavesOne());
    }
    print("closed");
  }

  @Async
  private Coroutine<Void> fatal() {
    await(yieldNow());
    print("fatal");
    throw new InternalError("as KeyboardInterrupt");
  }

  @Async
  private Coroutine<Void> other() {
    await(sleep(ms(10)));
    print("never");
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> awaitsTheFatal() {
    Task<Void> task = createTask(fatal());
    createTask(other());
    try {
      await(task);
    } catch (CancelledError e) {
      print("main cancelled");
      throw e;
    } catch (Throwable t) {
      print("never");
    }
    return Coroutine.done();
  }

  void runFatalError() {
    try (EventLoop loop = newLoop()) {
      loop.run(awaitsTheFatal());
    } catch (InternalError e) {
      print("thrown");
    }
  }
}
