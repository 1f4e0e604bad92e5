package io.fermata;

import io.fermata.frame.Driver;
import io.fermata.frame.Frame;
import io.fermata.frame.WaitFrame;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Runs the steps of tasks: one stepper for each loop, and one for each thread while it runs tasks
 * outside any loop.
 *
 * <p>A step resumes the task's body with what the task waited for, and runs it until the body is
 * left or has to wait again. What it then waits for is registered here, after the unwinding, so
 * that nothing can resume a half-saved frame.
 *
 * <p>Steps nest: a body that calls an eager async method runs that one's first step inside its own.
 * While a body runs, the only state here and in the driver is {@link #nested}.
 *
 * <p>A stepper lives long, and to store a reference to something young in it costs a write barrier.
 * So steps that the loop runs store as little as possible here.
 *
 * <p>Thread: the one that runs the step.
 */
class Stepper extends Driver {
  /** The stepper of the loop that runs on a thread, or of the tasks outside any that it runs. */
  private static final ThreadLocal<@Nullable Stepper> HERE = new ThreadLocal<>();

  private static final long NO_SLEEP = -1;

  /** Null outside any loop. */
  final @Nullable EventLoop loop;

  /** The loop's; it knows whose step the loop runs. */
  private final @Nullable ReadyQueue ready;

  private final @Nullable Carriers carriers;

  /** The task-locals of the callback that runs, while no task does. */
  @Nullable TaskLocalValues callbackLocals;

  /** The task whose body is running, if it is not the one whose step the loop runs. */
  private @Nullable Task<?> nested;

  /**
   * Between the await that has to wait and the end of the unwinding: what for. Null if it is for a
   * sleep, or for the innermost frame.
   */
  private @Nullable Object awaited;

  /** The length of the sleep that is awaited, 0 for a yield; or {@link #NO_SLEEP}. */
  private long sleepNanos = NO_SLEEP;

  Stepper(@Nullable EventLoop loop) {
    this.loop = loop;
    this.ready = loop == null ? null : loop.ready;
    this.carriers = loop == null ? null : loop.carriers;
  }

  static @Nullable Stepper here() {
    return HERE.get();
  }

  /** Makes it this thread's stepper; null if the thread has nothing to do with tasks any more. */
  static void enter(@Nullable Stepper stepper) {
    if (stepper == null) {
      HERE.remove();
    } else {
      HERE.set(stepper);
    }
  }

  /** Makes one step of a task that was woken. */
  void step(Task<?> task) {
    Object wait = task.awaiting;
    task.awaiting = null;
    Object value = null;
    Throwable thrown = null;
    if (wait != null) {
      if (wait instanceof Task<?> done) {
        thrown = done.failure();
        value = thrown == null ? done.value() : null;
      } else if (wait instanceof Promise<?> done) {
        thrown = done.failure();
        value = done.value();
      } else if (wait instanceof StageWait done) {
        thrown = done.failure;
        value = done.value;
      } else if (wait instanceof Throwable error) {
        thrown = error;
      } else if (wait == Parked.TIMER) {
        // The timer's own turn completes the sleep; the next one is the step.
        Objects.requireNonNull(task.loop).enqueue(task);
        return;
      } else if (wait == Parked.DUE_CANCELLED) {
        task.awaiting = new CancelledError(task.rareState().cancelMessage);
        return;
      }
    }
    CancelledError cancelled = Cancellation.takePending(task);
    if (cancelled != null && !(thrown instanceof CancelledError)) {
      thrown = cancelled;
    }
    run(task, wait, value, thrown, ready == null);
  }

  /** The first step of a task that starts on its creator's stack. */
  void startEagerly(Task<?> task) {
    task.awaiting = null;
    run(task, Parked.START, null, null, true);
  }

  /**
   * @param inside whether this is not the step that the loop runs
   */
  private void run(
      Task<?> task,
      @Nullable Object wait,
      @Nullable Object value,
      @Nullable Throwable thrown,
      boolean inside) {
    stepBegins();
    Task<?> outer = nested;
    if (inside) {
      nested = task;
    }
    Object result = value;
    Throwable failure = thrown;
    @Nullable Object[] outside = null;
    try {
      if (carriers != null) {
        outside = carriers.capture();
        carriers.restore(Objects.requireNonNull(task.rareState().carried));
      }
      Coroutine<?> body = task.body;
      task.body = null;
      if (wait == Parked.START) {
        if (thrown == null) {
          result = firstStep(task, Objects.requireNonNull(body));
        } else {
          discard(body);
        }
      } else if (body != null) {
        failure = null;
        Task<?> failed = thrown == null ? null : Completion.failedTask(wait);
        result = laterStep(task, (Frame<?>) body, value, thrown, failed);
      }
    } catch (Throwable t) {
      failure = t;
    }
    if (inside) {
      nested = outer;
    } else {
      Objects.requireNonNull(ready).stepIsOver();
    }
    if (carriers != null && outside != null) {
      Throwable fatal = carriers.takeBack(task, outside);
      failure = fatal == null ? failure : fatal;
    }
    if (failure == null && suspended()) {
      park(task);
    } else {
      finish(task, result, failure);
    }
  }

  /** Runs the loop until it is stopped, on the thread that wants this task done. */
  void runLoopFor(Task<?> main) {
    Objects.requireNonNull(loop).runForever();
  }

  /** Runs the body from its beginning. */
  @Nullable Object firstStep(Task<?> task, Coroutine<?> body) throws Throwable {
    return launch(body);
  }

  /**
   * Lets the body go on from where it waited.
   *
   * @param failed the task that {@code thrown} comes from, if it comes from one
   */
  @Nullable Object laterStep(
      Task<?> task,
      Frame<?> from,
      @Nullable Object value,
      @Nullable Throwable thrown,
      @Nullable Task<?> failed)
      throws Throwable {
    boolean stays = failed != null && failed.traceStays();
    return proceed(from, value, thrown, failed != null, stays);
  }

  /** The loop is closed: what is left of tasks that have not ended. */
  void close() {}

  private void finish(Task<?> task, @Nullable Object result, @Nullable Throwable failure) {
    if (failure != null) {
      // An overflow of the stack may strike between the decision to wait and the unwinding.
      takeInnermost();
      awaited = null;
      stepFailed(currentOrNull());
      if (traceStays()) {
        task.rareState().traceStays = true;
      }
    }
    task.end(result, failure);
    if (failure != null && Throwables.isFatal(failure)) {
      throw Throwables.unchecked(failure);
    }
  }

  /**
   * The task keeps it, not the driver: to store something so young in something so old costs a
   * fence, and the task is to have it anyway.
   */
  @Override
  protected void waitsIn(@Nullable Frame<?> frame) {
    currentTask().body = frame;
  }

  /** Takes back the flag after a step; what the task has to go on with, or null. */
  @Nullable Frame<?> takeInnermost(Task<?> task) {
    var unused = takeInnermost();
    return (Frame<?>) task.body;
  }

  /** Registers the task with what it has to wait for. */
  private void park(Task<?> task) {
    Frame<?> innermost = takeInnermost(task);
    Object wait = awaited;
    awaited = null;
    EventLoop loop = task.loop;
    if (loop == null) {
      OutsideTasks.park(task, (CompletionStage<?>) Objects.requireNonNull(wait));
      return;
    }
    if (sleepNanos == 0) {
      loop.enqueue(task);
      return;
    }
    if (sleepNanos > 0) {
      task.awaiting = Parked.TIMER;
      loop.timers.add(loop.clock.after(sleepNanos), task);
    } else if (wait == null) {
      WaitFrame<?> frame = (WaitFrame<?>) Objects.requireNonNull(innermost);
      task.awaiting = frame;
      try {
        begin(frame, task);
      } catch (Throwable t) {
        refused(task, frame, t);
        return;
      }
    } else if (wait instanceof Promise<?> promise) {
      task.awaiting = promise;
      promise.addWaiter(task);
    } else if (wait instanceof Task<?> inner && inner.loop == loop) {
      task.awaiting = inner;
      inner.addWaiter(task);
    } else if (wait instanceof Throwable refusal) {
      task.awaiting = refusal;
      loop.enqueue(task);
      return;
    } else {
      var foreign =
          new LoopStageWait(task, loop, (CompletionStage<?>) Objects.requireNonNull(wait));
      task.awaiting = foreign;
      foreign.register();
    }
    Cancellation.deliverPending(task);
  }

  /** The wait could not begin: the task goes on with the reason. */
  private static void refused(Task<?> task, WaitFrame<?> frame, Throwable reason) {
    if (Throwables.isFatal(reason)) {
      throw Throwables.unchecked(reason);
    }
    abandonWait(frame);
    task.awaiting = reason;
    Objects.requireNonNull(task.loop).enqueue(task);
  }

  @Override
  protected @Nullable Object awaitOther(Awaitable<?> awaitable) throws Throwable {
    if (awaitable instanceof Sleep sleep) {
      return awaitSleep(sleep);
    }
    if (awaitable instanceof Task<?> task) {
      return awaitTask(task);
    }
    if (awaitable instanceof Promise<?> promise) {
      return awaitPromise(promise);
    }
    if (awaitable instanceof CompletedCoroutine<?> completed) {
      return completed.get();
    }
    if (awaitable instanceof DeferredAwait<?> deferred) {
      return await(deferred.use());
    }
    return awaitStage(((StageAwaitable<?>) awaitable).stage);
  }

  @Override
  protected @Nullable Object awaitStage(CompletionStage<?> stage) throws Throwable {
    if (stage instanceof Task<?> task) {
      return awaitTask(task);
    }
    if (stage instanceof CompletableFuture<?> future && Stages.isDone(future)) {
      try {
        return Stages.result(future);
      } catch (Throwable failure) {
        throw awaited(failure, false);
      }
    }
    return pauseFor(stage);
  }

  private @Nullable Object awaitSleep(Sleep sleep) {
    if (loop == null) {
      throw new IllegalStateException(
          "sleep and yieldNow need an event loop, and this task was started outside any: "
              + EventLoop.HOW_TO_GET_ONE);
    }
    sleepNanos = sleep.use();
    return pause();
  }

  private @Nullable Object awaitTask(Task<?> task) throws Throwable {
    if (task.isDone()) {
      Throwable failure = task.failure();
      if (failure == null) {
        return task.value();
      }
      throw awaited(failure, task);
    }
    if (task == currentOrNull()) {
      var refusal = new IllegalStateException("a task cannot await itself: " + task.name());
      if (task.loop == null) {
        throw refusal;
      }
      return pauseFor(refusal); // thrown a turn later, as by asyncio
    }
    return pauseFor(task);
  }

  private @Nullable Object awaitPromise(Promise<?> promise) throws Throwable {
    if (promise.loop != loop) {
      throw new IllegalStateException("this promise belongs to another event loop: " + promise);
    }
    if (promise.isDone()) {
      Throwable failure = promise.failure();
      if (failure == null) {
        return promise.value();
      }
      throw awaited(failure, promise.failedTask());
    }
    return pauseFor(promise);
  }

  /** What to throw for a failure that is there already. */
  final Throwable awaited(Throwable failure, @Nullable Task<?> failed) {
    return failed != null && failed.traceStays() ? failure : awaited(failure, failed != null);
  }

  @Override
  protected void parkIn(WaitFrame<?> frame) {
    if (loop == null) {
      throw needsLoop();
    }
    awaited = null;
    sleepNanos = NO_SLEEP;
    var unused = pause();
  }

  private static IllegalStateException needsLoop() {
    return new IllegalStateException(
        "this needs an event loop, and the task was started outside any: "
            + EventLoop.HOW_TO_GET_ONE);
  }

  private @Nullable Object pauseFor(Object awaitable) {
    awaited = awaitable;
    sleepNanos = NO_SLEEP;
    return pause();
  }

  @Override
  public void requireThread() {
    if (loop == null) {
      throw needsLoop();
    }
    loop.requireThread();
  }

  @Override
  protected void wake(Object waiter) {
    Task<?> task = (Task<?>) waiter;
    EventLoop home = Objects.requireNonNull(task.loop);
    Checks.requireNoOtherThread(home);
    task.awaiting = null;
    home.enqueue(task);
  }

  /** The wait is over before its time; the caller lets the task go on with an error. */
  static void abandonWait(WaitFrame<?> frame) {
    abandon(frame);
  }

  /** The task whose body is running. */
  @Nullable Task<?> currentOrNull() {
    Task<?> inner = nested;
    return inner != null || ready == null ? inner : ready.stepping();
  }

  @Override
  public Task<?> currentTask() {
    return Objects.requireNonNull(currentOrNull());
  }
}
