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
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/** The programs of {@link SteppingTest}; each writes down what it sees. */
public final class Walks {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final TaskLocal<String> USER = TaskLocal.withInitial(() -> "nobody");
  private static final IllegalStateException CONSTANT = new IllegalStateException("constant");
  private static final int CONSTANT_DEPTH = CONSTANT.getStackTrace().length;
  private static final ThreadLocal<String> CARRIED = new ThreadLocal<>();

  public final List<Object> seen = new ArrayList<>();
  public final List<Thread> threads = new ArrayList<>();
  public final CountDownLatch blocking = new CountDownLatch(1);

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
  public Coroutine<Void> fatalElsewhere() {
    Task<Void> unused = createTask(fatal());
    try {
      await(sleep(SECOND));
    } finally {
      seen.add("left");
    }
    return Coroutine.done();
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
      seen.add("ended " + other);
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

  /** Whoever runs this holds the monitor of {@link #seen}. */
  @Async
  public Coroutine<Void> entersMonitors() {
    seen.add(entered("first"));
    await(yieldNow());
    seen.add(entered("second"));
    Task<Void> eager = entersEagerly();
    await(eager);
    seen.add(entered("third"));
    return Coroutine.done();
  }

  @Async
  private Task<Void> entersEagerly() {
    seen.add(entered("eager"));
    await(yieldNow());
    return Task.of(null);
  }

  private String entered(String what) {
    synchronized (seen) {
      return what + CARRIED.get();
    }
  }

  /** Its static initialiser runs a method of its own, which awaits. */
  public static final class Initialised {
    public static final String VALUE;

    static {
      try (EventLoop loop = EventLoop.builder().virtualTime().build()) {
        VALUE = loop.run(value());
      }
    }

    private Initialised() {}

    @Async
    private static Coroutine<String> value() {
      await(sleep(SECOND));
      return Coroutine.of(append(await(createTask(later()))));
    }

    @Async
    private static Coroutine<String> later() {
      await(sleep(SECOND));
      return Coroutine.of("a value");
    }

    private static String append(String value) {
      return value + " of " + Initialised.class.getSimpleName();
    }
  }

  public static String initialised() {
    return Initialised.VALUE;
  }

  /** Is stopped while it awaits what others run, and then goes on in another run. */
  @Async
  public Coroutine<Void> isStopped() {
    AsyncLock lock = new AsyncLock();
    AsyncCondition condition = new AsyncCondition(lock);
    Task<Void> other = createTask(stops(lock, condition), "stops");
    int kept = 3;
    String result = await(TaskGroup.run(group -> inScope(group, lock, condition)));
    seen.add(result + kept);
    await(other);
    seen.add("main has ended");
    return Coroutine.done();
  }

  @Async
  private Coroutine<String> inScope(TaskGroup group, AsyncLock lock, AsyncCondition condition) {
    Task<Void> unused = group.createTask(steps("member"));
    await(waitsFor(lock, condition));
    seen.add("notified");
    await(sleep(SECOND));
    return Coroutine.of("scope");
  }

  @Async
  private Coroutine<Void> stops(AsyncLock lock, AsyncCondition condition) {
    await(sleep(SECOND));
    EventLoop.current().stop();
    await(sleep(SECOND));
    seen.add(EventLoop.current().dump());
    try (var held = await(lock.acquire())) {
      condition.signalAll();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return Coroutine.done();
  }

  @Async
  public Coroutine<Void> runsOn() {
    await(sleep(SECOND.multipliedBy(5)));
    return Coroutine.done();
  }

  @Async
  public Coroutine<Void> runsAnother() {
    Coroutine<Void> other = runsOn();
    for (int i = 0; i < 2; i++) {
      try {
        EventLoop.current().run(other);
      } catch (IllegalStateException e) {
        seen.add(e.getMessage());
      }
      await(yieldNow());
    }
    await(other);
    return Coroutine.done();
  }

  @Async
  public Coroutine<Void> eagerly() {
    threads.add(Thread.currentThread());
    Task<Integer> deep = eagerSum(5);
    await(sleep(SECOND.dividedBy(2)));
    seen.add(EventLoop.current().dump());
    seen.add(await(deep));
    try {
      await(failsEagerly(0));
    } catch (IllegalArgumentException e) {
      seeTrace(e);
    }
    Task<Void> failing = failsEagerly(1);
    while (!failing.isDone()) {
      await(yieldNow());
    }
    seeTrace(failing.outcome().failure());
    return Coroutine.done();
  }

  @Async
  private Task<Integer> eagerSum(int depth) {
    threads.add(Thread.currentThread());
    int sum = await(sum(depth));
    threads.add(Thread.currentThread());
    sum += await(TaskGroup.run(group -> sum(depth)));
    return Task.of(sum);
  }

  @Async
  private Coroutine<Integer> sum(int depth) {
    if (depth == 0) {
      await(yieldNow());
      await(sleep(SECOND));
      return Coroutine.of(0);
    }
    return Coroutine.of(depth + await(sum(depth - 1)));
  }

  @Async
  private Task<Void> failsEagerly(int waits) {
    await(fails(waits));
    return Task.of(null);
  }

  private void seeTrace(Throwable thrown) {
    for (StackTraceElement element : thrown.getStackTrace()) {
      // What a catch of the same step sees has the runtime's own calls in between.
      if (element.getClassName().startsWith(Walks.class.getName()) && element.getLineNumber() > 0) {
        seen.add(element.getMethodName() + ":" + element.getLineNumber());
      }
    }
  }

  /** Its trace stays as it is, and nothing is suppressed in it. */
  @Async
  public Coroutine<Void> throwsConstants() {
    threads.add(Thread.currentThread());
    for (int i = 0; i < 3; i++) {
      try {
        await(TaskGroup.run(group -> throwsConstant(group)));
      } catch (IllegalStateException e) {
        seen.add(CONSTANT.getStackTrace().length - CONSTANT_DEPTH);
        seen.add(e.getSuppressed().length);
      }
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> throwsConstant(TaskGroup group) {
    Task<Void> unused = group.createTask(throwsConstant());
    await(sleep(SECOND));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> throwsConstant() {
    await(waitFor(createTask(constant()), SECOND));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> constant() {
    await(yieldNow());
    throw CONSTANT;
  }

  @Async
  public Coroutine<Void> makesVeryMany() {
    List<Task<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      tasks.add(createTask(sum(1)));
    }
    int total = 0;
    for (Task<Integer> task : tasks) {
      total += await(task);
    }
    seen.add(total);
    return Coroutine.done();
  }

  /** Blocks the loop until its thread is interrupted. */
  @Async
  public Coroutine<Void> isInterrupted() {
    Task<Boolean> blocked = createTask(blocks());
    seen.add(await(blocked));
    seen.add(Thread.interrupted());
    return Coroutine.done();
  }

  @Async
  private Coroutine<Boolean> blocks() {
    try {
      blocking.countDown();
      new CountDownLatch(1).await();
      return Coroutine.of(false);
    } catch (InterruptedException e) {
      return Coroutine.of(true);
    }
  }

  /** Waits for another thread. */
  @Async
  public Coroutine<Void> waitsForOther(CompletionStage<Void> other) {
    await(other);
    await(yieldNow());
    return Coroutine.done();
  }
}
