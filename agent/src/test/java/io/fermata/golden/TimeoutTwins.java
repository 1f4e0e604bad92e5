package io.fermata.golden;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.gather;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.waitTasks;
import static io.fermata.Fermata.withTimeout;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.ReturnWhen.ALL_COMPLETED;

import io.fermata.Async;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.Task;
import io.fermata.TimedOutException;
import io.fermata.Timeout;
import java.util.List;

/** A block {@code async with timeout} is here a method that takes the scope. */
final class TimeoutTwins extends Twins {
  private Timeout scope;
  private Timeout inner;

  @Async
  private Coroutine<Void> seesTheCancel(Timeout timeout) {
    scope = timeout;
    try {
      await(sleep(ms(1000)));
    } catch (CancelledError e) {
      print("cancelled", cancelling(), scope.expired());
      throw e;
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> inTime(Timeout timeout) {
    scope = timeout;
    await(yieldNow());
    print("in time");
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> timeoutExpires() {
    try {
      await(withTimeout(ms(10), this::seesTheCancel));
    } catch (TimedOutException e) {
      print("timed out", cancelling(), scope.expired());
    }
    await(withTimeout(ms(10), this::inTime));
    print(scope.expired());
    await(sleep(ms(20)));
    print("no harm later");
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> longSleep(Timeout timeout) {
    inner = timeout;
    await(sleep(ms(1000)));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> outerExpires(Timeout outer) {
    try {
      await(withTimeout(ms(20), this::longSleep));
    } catch (TimedOutException e) {
      print("never");
    } finally {
      print("inner left", inner.expired(), outer.expired());
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> innerExpires(Timeout outer) {
    scope = outer;
    try {
      await(withTimeout(ms(10), this::longSleep));
    } catch (TimedOutException e) {
      print("inner timed out", outer.expired());
    }
    await(yieldNow());
    print("body goes on");
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> timeoutNested() {
    try {
      await(withTimeout(ms(10), this::outerExpires));
    } catch (TimedOutException e) {
      print("outer timed out");
    }
    try {
      await(withTimeout(ms(20), this::innerExpires));
    } finally {
      print("outer", scope.expired());
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> bothExpire(Timeout outer) {
    try {
      await(withTimeout(ms(10), this::longSleep));
    } catch (TimedOutException e) {
      print("inner timed out", inner.expired(), outer.expired());
      await(yieldNow());
      print("a turn later", outer.expired());
      await(sleep(ms(1000)));
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> timeoutNestedBothExpire() {
    try {
      await(withTimeout(ms(10), this::bothExpire));
    } catch (TimedOutException e) {
      print("outer timed out", cancelling());
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> swallows(Timeout timeout) {
    try {
      await(sleep(ms(1000)));
    } catch (CancelledError e) {
      print("swallowed");
    }
    print("expired", timeout.expired());
    await(sleep(ms(10)));
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> timeoutSwallowed() {
    await(withTimeout(ms(10), this::swallows));
    print("no error", cancelling());
    return Coroutine.done();
  }

  @Async
  @SuppressWarnings("finally")
  private Coroutine<Void> failsInstead(Timeout timeout) {
    try {
      await(sleep(ms(1000)));
    } finally {
      throw error("instead");
    }
  }

  @Async
  private Coroutine<Void> failsAtOnce(Timeout timeout) {
    throw error("at once");
  }

  @Async
  Coroutine<Void> timeoutOtherException() {
    try {
      await(withTimeout(ms(10), this::failsInstead));
    } catch (IllegalArgumentException e) {
      print(e, cancelling());
    }
    try {
      await(withTimeout(ms(10), this::failsAtOnce));
    } catch (IllegalArgumentException e) {
      print(e);
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> moves(Timeout timeout) {
    scope = timeout;
    scope.reschedule(ms(30));
    await(sleep(ms(20)));
    print("moved");
    scope.reschedule(ms(20));
    await(sleep(ms(1000)));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> nothing(Timeout timeout) {
    scope = timeout;
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> timeoutReschedule() {
    long began = loop.time();
    try {
      await(withTimeout(ms(10), this::moves));
    } catch (TimedOutException e) {
      print("timed out", millisSince(began));
    }
    printIfRefused(() -> scope.reschedule(ms(1000)));
    await(withTimeout(ms(10), this::nothing));
    printIfRefused(() -> scope.reschedule(ms(1000)));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> movesToThePast(Timeout timeout) {
    timeout.reschedule(ms(-1000));
    loop.callSoon(() -> print("after"));
    print("not yet", timeout.expired());
    await(yieldNow());
    print("never");
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> movesAndEnds(Timeout timeout) {
    scope = timeout;
    timeout.reschedule(ms(-1000));
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> timeoutRescheduleToThePast() {
    loop.callSoon(() -> print("soon"));
    try {
      await(withTimeout(ms(1000), this::movesToThePast));
    } catch (TimedOutException e) {
      print("timed out");
    }
    await(withTimeout(ms(1000), this::movesAndEnds));
    print("no await, no timeout", scope.expired());
    await(yieldNow());
    print("nothing left over");
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> noAwait(Timeout timeout) {
    print("no await");
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> oneTurn(Timeout timeout) {
    await(yieldNow());
    print("never");
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> timeoutOfZero() {
    await(withTimeout(ms(0), this::noAwait));
    try {
      await(withTimeout(ms(0), this::oneTurn));
    } catch (TimedOutException e) {
      print("one turn is too much");
    }
    try {
      await(withTimeout(ms(-1000), this::longSleep));
    } catch (TimedOutException e) {
      print("timed out");
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> cleansUp(Timeout timeout) {
    try {
      await(sleep(ms(1000)));
    } finally {
      await(sleep(ms(10)));
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> work(String name) {
    Timeout[] entered = new Timeout[1];
    try {
      await(
          withTimeout(
              ms(10),
              timeout -> {
                entered[0] = timeout;
                return cleansUp(timeout);
              }));
    } catch (TimedOutException e) {
      print(name, "timed out");
    } catch (CancelledError e) {
      print(name, "cancelled", entered[0].expired(), cancelling());
      throw e;
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> timeoutAndCancel() {
    Task<Void> a = createTask(work("a"));
    Task<Void> b = createTask(work("b"));
    Task<Void> c = createTask(work("c"));
    loop.callLater(ms(15), a::cancel);
    loop.callLater(ms(5), b::cancel);
    await(waitTasks(List.of(a, b, c), ALL_COMPLETED));
    print(a.isCancelled(), b.isCancelled(), c.isCancelled());
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> timesOut() {
    try {
      await(withTimeout(ms(10), this::longSleep));
    } catch (TimedOutException e) {
      print("timed out", cancelling());
    } catch (CancelledError e) {
      print("cancelled", inner.expired(), cancelling());
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> canceller(Task<Void> task) {
    await(sleep(ms(10)));
    print(task.cancel());
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> timeoutInTheSameTurnAsACancel() {
    Task<Void> task = createTask(timesOut());
    await(gather(task, canceller(task)));
    return Coroutine.done();
  }
}
