package io.fermata.stepping;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.gather;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.waitFor;
import static io.fermata.Fermata.yieldNow;

import io.fermata.Async;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.EventLoopGroup;
import io.fermata.Task;
import io.fermata.TaskGroup;
import io.fermata.TaskLocal;
import io.fermata.TimedOutException;
import io.fermata.sync.AsyncCondition;
import io.fermata.sync.AsyncLock;
import io.fermata.sync.AsyncQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The programs of {@link SteppingTest}; each writes down what it sees. */
public final class Walks {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final TaskLocal<String> USER = TaskLocal.withInitial(() -> "nobody");
  private static final ThreadLocal<String> CARRIED = new ThreadLocal<>();

  public final List<Object> seen = new ArrayList<>();
  public final List<Thread> threads = new ArrayList<>();

  private void seeThread(String who) {
    seen.add(who + " on " + Thread.currentThread().getName());
    threads.add(Thread.currentThread());
  }

  @Async
  public Coroutine<Void> threadsOfTasks() {
    seeThread("main");
    Task<Void> other = createTask(steps("other"), "other");
    await(sleep(SECOND));
    Task<Void> eager = eagerSteps();
    seeThread("main");
    await(gather(other, eager));
    seeThread("main");
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> steps(String who) {
    seeThread(who);
    await(yieldNow());
    seeThread(who);
    return Coroutine.done();
  }

  @Async
  private Task<Void> eagerSteps() {
    await(steps("eager"));
    return Task.of(null);
  }

  @Async
  public Coroutine<Void> traces() {
    threads.add(Thread.currentThread());
    await(traced(fails(0)));
    await(traced(fails(1)));
    await(traced(TaskGroup.run(group -> inGroup(group))));
    await(traced(waitFor(createTask(fails(2)), SECOND)));
    return Coroutine.done();
  }

  /** What the trace of a failure says once it has left its task, and what awaited the task. */
  @Async
  private Coroutine<Void> traced(Coroutine<Void> coroutine) {
    Task<Void> task = createTask(awaits(createTask(coroutine)));
    while (!task.isDone()) {
      await(yieldNow());
    }
    for (StackTraceElement element : task.outcome().failure().getStackTrace()) {
      seen.add(element.getMethodName() + ":" + element.getLineNumber());
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> awaits(Task<Void> task) {
    await(task);
    return Coroutine.done();
  }

  @Async
  public Coroutine<Void> fails() {
    await(awaits(createTask(fails(1))));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> inGroup(TaskGroup group) {
    Task<Void> unused = group.createTask(fails(1));
    await(sleep(SECOND));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> fails(int waits) {
    threads.add(Thread.currentThread());
    for (int i = 0; i < waits; i++) {
      await(yieldNow());
    }
    throw new IllegalArgumentException("after " + waits);
  }

  @Async
  public Coroutine<Void> dumps() {
    threads.add(Thread.currentThread());
    AsyncLock lock = new AsyncLock();
    AsyncCondition condition = new AsyncCondition(lock);
    AsyncQueue<Integer> queue = AsyncQueue.unbounded();
    Task<Void> waits = createTask(waitsFor(lock, condition), "condition");
    Task<Void> group = createTask(TaskGroup.run(tasks -> sleeps(tasks)), "group");
    Task<Integer> gets = createTask(queue.get(), "queue");
    Task<Void> ready = createTask(yields(), "ready");
    await(sleep(SECOND.dividedBy(2)));
    // The runtime's own calls that are on a stack are not shown.
    seen.add(
        EventLoop.current().dump().replace("  at io.fermata.TaskGroup.run(TaskGroup.java)\n", ""));
    waits.cancel();
    gets.cancel();
    await(gather(group, ready));
    seen.add(waits.isCancelled() && gets.isCancelled());
    return Coroutine.done();
  }

  @Async
  public Coroutine<Void> dumpsMany() {
    threads.add(Thread.currentThread());
    for (int i = 0; i < 1010; i++) {
      Task<Void> unused = createTask(sleep(SECOND));
    }
    await(yieldNow());
    seen.add(EventLoop.current().dump());
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> waitsFor(AsyncLock lock, AsyncCondition condition) {
    threads.add(Thread.currentThread());
    try (var held = await(lock.acquire())) {
      await(condition.await());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> sleeps(TaskGroup group) {
    threads.add(Thread.currentThread());
    Task<Void> unused = group.createTask(sleep(SECOND));
    await(sleep(SECOND));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> yields() {
    for (int i = 0; i < 10; i++) {
      await(sleep(SECOND.dividedBy(10)));
    }
    return Coroutine.done();
  }

  @Async
  public Coroutine<Void> state() {
    threads.add(Thread.currentThread());
    USER.set("main");
    CARRIED.set("main");
    Task<Void> child = createTask(setsState("child"));
    CARRIED.set("changed");
    await(child);
    seen.add(USER.get() + CARRIED.get());
    Thread.currentThread().interrupt();
    await(yieldNow());
    seen.add(Thread.interrupted());
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> setsState(String value) {
    threads.add(Thread.currentThread());
    seen.add(USER.get() + CARRIED.get());
    USER.set(value);
    CARRIED.set(value);
    await(yieldNow());
    seen.add(USER.get() + CARRIED.get());
    return Coroutine.done();
  }

  /** The thread-local that goes along with tasks. */
  public static ThreadLocal<String> carried() {
    return CARRIED;
  }

  @Async
  public Coroutine<Void> timesOut() {
    threads.add(Thread.currentThread());
    AsyncLock lock = new AsyncLock();
    AsyncCondition condition = new AsyncCondition(lock);
    try {
      await(waitFor(waitsFor(lock, condition), SECOND));
    } catch (TimedOutException e) {
      seen.add(lock.isLocked());
    }
    return Coroutine.done();
  }

  @Async
  public Coroutine<Void> endlesslyEager() {
    try {
      await(eager(1_000_000));
    } catch (StackOverflowError e) {
      seen.add("overflow");
    }
    await(yieldNow());
    seen.add(Boolean.TRUE);
    return Coroutine.done();
  }

  @Async
  private Task<Void> eager(int depth) {
    threads.add(Thread.currentThread());
    return depth == 0 ? Task.of(null) : eager(depth - 1);
  }

  @Async
  public Coroutine<Void> fatal() {
    Task<Void> unused = createTask(steps("other"));
    await(yieldNow());
    throw new OutOfMemoryError("not really");
  }

  @Async
  public Coroutine<Void> leavesPending() {
    Task<Void> unused = createTask(createsWhenCancelled());
    await(yieldNow());
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> createsWhenCancelled() {
    try {
      await(sleep(SECOND));
    } finally {
      Task<Void> stubborn = createTask(stubborn());
      Task<Void> pending = createTask(pending(stubborn));
      await(sleep(SECOND));
      seen.add(pending.isDone() || stubborn.isDone());
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> pending(Task<Void> other) {
    threads.add(Thread.currentThread());
    try {
      await(EventLoop.current().createPromise());
    } finally {
      try {
        await(yieldNow());
      } catch (Throwable t) {
        seen.add(t.toString());
      }
      try {
        other.join();
      } catch (IllegalStateException e) {
        seen.add("refused to block");
      }
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> stubborn() {
    var never = EventLoop.current().createPromise();
    while (true) {
      try {
        await(never);
      } catch (CancelledError e) {
        // and again
      }
    }
  }

  @Async
  public Coroutine<Void> closesItsGroup() {
    await(yieldNow());
    EventLoopGroup.current().close();
    return Coroutine.done();
  }
}
