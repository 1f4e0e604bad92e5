package io.fermata.sync;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.toThread;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.Awaitable;
import io.fermata.EventLoop;
import io.fermata.Script;
import io.fermata.Task;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls that may wake somebody: refused from another thread, before anything has changed; done on
 * the loop's own, also while it does not run.
 */
class WrongThreadTest {

  /**
   * @param thing whose text tells its state
   * @param waiting what a task waits for
   * @param call ends that wait, or leaves it to {@code after}
   * @param after a second call, which ends it
   */
  private record Case(
      String name, Object thing, Supplier<Awaitable<?>> waiting, Runnable call, Runnable after) {
    Case(String name, Object thing, Supplier<Awaitable<?>> waiting, Runnable call) {
      this(name, thing, waiting, call, () -> {});
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() {
    AsyncEvent event = new AsyncEvent();
    AsyncEvent cleared = new AsyncEvent();
    AsyncLock lock = new AsyncLock();
    AsyncLock closed = new AsyncLock();
    AsyncSemaphore semaphore = new AsyncSemaphore(0);
    AsyncBarrier reset = new AsyncBarrier(2);
    AsyncBarrier aborted = new AsyncBarrier(2);
    AsyncQueue<Integer> empty = AsyncQueue.unbounded();
    AsyncQueue<Integer> full = AsyncQueue.bounded(1);
    full.offer(1);
    AsyncQueue<Integer> joined = AsyncQueue.unbounded();
    joined.offer(1);
    AsyncQueue<Integer> shutDown = AsyncQueue.unbounded();
    AsyncQueue<Integer> dropped = AsyncQueue.unbounded();
    dropped.offer(1);
    Held held = held(closed);
    held(lock);
    return Stream.of(
        new Case("event.set", event, event::await, event::set),
        new Case("event.clear", cleared, cleared::await, cleared::clear, cleared::set),
        new Case("lock.release", lock, lock::acquire, lock::release),
        new Case("held.close", closed, closed::acquire, held::close),
        new Case("semaphore.release", semaphore, semaphore::acquire, semaphore::release),
        condition("condition.signal", AsyncCondition::signal),
        condition("condition.signalAll", AsyncCondition::signalAll),
        new Case("barrier.reset", reset, reset::await, reset::reset),
        new Case("barrier.abort", aborted, aborted::await, aborted::abort),
        new Case("queue.offer", empty, empty::get, () -> empty.offer(1)),
        new Case("queue.poll", full, () -> full.put(2), full::poll),
        new Case("queue.taskDone", joined, joined::join, joined::taskDone),
        new Case("queue.shutdown", shutDown, shutDown::get, shutDown::shutdown),
        new Case("queue.shutdownNow", dropped, dropped::join, dropped::shutdownNow));
  }

  private static Held held(AsyncLock lock) {
    try (EventLoop loop = EventLoop.create()) {
      return loop.run(lock.acquire());
    }
  }

  private interface Signal {
    void to(AsyncCondition condition);
  }

  private static Case condition(String name, Signal signal) {
    AsyncLock lock = new AsyncLock();
    AsyncCondition condition = new AsyncCondition(lock);
    Script<?> wait =
        script("wait")
            .await(lock::acquire)
            .then(() -> createTask(script("signals").await(lock::acquire)))
            .await(condition::await);
    return new Case(name, condition, () -> wait, () -> signal.to(condition), lock::release);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anotherThreadIsRefusedBeforeAnythingChanges(Case each) {
    try (EventLoop loop = EventLoop.create()) {
      loop.run(
          script("main")
              .then(() -> waiter(each))
              .await(() -> yieldNow())
              .await(() -> yieldNow())
              .await(() -> toThread(() -> refused(each)))
              .then(each.call::run)
              .then(each.after::run)
              .await(() -> waiter));
    }
  }

  private Task<?> waiter;

  private void waiter(Case each) {
    waiter =
        createTask(
            script("waiter").await(each.waiting::get).caught(RuntimeException.class, e -> {}));
  }

  private static void refused(Case each) {
    String before = each.thing.toString();
    assertThatThrownBy(each.call::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith(" runs on another thread: use execute or submit from this one");
    assertThat(each.thing.toString()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void betweenRunsOfTheLoopItsThreadMayCall(Case each) {
    try (EventLoop loop = EventLoop.create()) {
      loop.run(
          script("main").then(() -> waiter(each)).await(() -> yieldNow()).await(() -> yieldNow()));
      each.call.run();
      each.after.run();
      loop.run(script("rest").await(() -> waiter));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void betweenStepsOnAnExecutorItsThreadIsRefused(Case each) throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    EventLoop loop = EventLoop.on(executor);
    try {
      loop.run(
          script("main").then(() -> waiter(each)).await(() -> yieldNow()).await(() -> yieldNow()));
      executor
          .submit(
              () ->
                  assertThatThrownBy(each.call::run)
                      .isInstanceOf(IllegalStateException.class)
                      .hasMessageEndingWith(
                          " has no step now: use execute or submit, also on its own thread"))
          .get();
      loop.execute(each.call);
      loop.execute(each.after);
      loop.run(script("rest").await(() -> waiter));
    } finally {
      loop.close();
      executor.shutdown();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aRefusedWaitOutsideAnyLoopLeavesNothingBehind(Case each) {
    if (each.name.startsWith("condition")) {
      return; // its wait begins with a lock, which is held then
    }
    Task<Object> outside = Task.startEagerly(script("outside").await(each.waiting::get));
    assertThatThrownBy(outside::join).hasMessageContaining("this needs an event loop");
    betweenRunsOfTheLoopItsThreadMayCall(each);
  }
}
