package io.fermata;

import io.fermata.frame.CoroutineWatch;
import io.fermata.frame.Frame;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One running coroutine. It is a {@link CompletableFuture}, for everything that takes one; only its
 * coroutine completes it.
 *
 * <pre>
 *   START --step--> running --must wait--> parked --woken--> in the ready queue --step--> running
 *     '----------------+--- body left ---> done: value, failure, or cancelled
 * </pre>
 *
 * <p>Thread: a task runs on its loop's thread, and that is where {@link #uncancel} belongs. The
 * other methods may be called from any thread.
 *
 * <p>asyncio: {@code Task}.
 *
 * @param <T> the type of the result
 */
public final class Task<T extends @Nullable Object> extends CoroutineFuture<T>
    implements Awaitable<T> {
  // A program may have millions of these: every field is paid for. All are the loop's, but for a
  // bit of the number: any thread sets that, when the rest of the number changes no more.

  /** Null for a task that was started outside any loop, and for one that was made ready. */
  final @Nullable EventLoop loop;

  /** Before the first step the coroutine; later the frame to go on with; null if none is left. */
  @Nullable Coroutine<?> body;

  /**
   * While parked, what for: a task, a promise, the wait for a stage, a frame that will be woken, or
   * one of {@link Parked}; or the {@link CancelledError} that the next step raises instead. Null
   * while it runs, and while it is in the ready queue with nothing to fetch. When done, the failure
   * or null.
   */
  @Nullable Object awaiting = Parked.START;

  /**
   * Who waits for this task, see {@link Waiters}; when it has failed, perhaps an {@link
   * UnretrievedFailures.Entry}. Or its {@link RareTaskState}, which then has that: few tasks have
   * both.
   */
  private @Nullable Object waitersOrRareState;

  /** The loop's list of tasks that are not done. */
  @Nullable Task<?> previous;

  @Nullable Task<?> next;

  /** While it waits for {@link Parked#TIMER}: where in {@link Timers}, or {@link Timers#DUE}. */
  int timer;

  /** See {@link TaskNumbers}. */
  int number;

  Task(@Nullable EventLoop loop, @Nullable Coroutine<T> body) {
    this.loop = loop;
    this.body = body;
    if (body != null) {
      inherit(loop, body);
    }
  }

  /** Takes over what the creator has set. */
  private void inherit(@Nullable EventLoop home, Coroutine<T> coroutine) {
    if (home != null && home.failures.coroutines != null) {
      waitersOrRareState = new DebugTaskState(home.time());
    }
    if (CoroutineWatch.isOn()) {
      CoroutineWatch.used(coroutine);
    }
    TaskLocalValues locals = TaskLocalValues.current();
    if (locals != null) {
      rareState().locals = locals;
    }
    if (home != null && home.carriers != null) {
      rareState().carried = home.carriers.capture();
    }
  }

  /** A task that is done with a value; what an async method returns. */
  public static <T extends @Nullable Object> Task<T> of(T value) {
    Task<T> task = new Task<>(null, null);
    task.settle(value, null);
    return task;
  }

  /** A task that is done with a failure. */
  public static <T extends @Nullable Object> Task<T> failed(Throwable failure) {
    Task<T> task = new Task<>(null, null);
    task.settle(null, Objects.requireNonNull(failure, "failure"));
    return task;
  }

  /**
   * Starts a coroutine at once: its body runs on the caller's thread up to the first await that has
   * to wait, with {@link Fermata#currentTask} being the new task. The rest runs on the current
   * loop; outside any loop, on the threads that complete what it awaits. A failure stays in the
   * task.
   *
   * <p>Calls of async methods that return a task or future do this.
   *
   * <p>asyncio: an eager task.
   */
  public static <T extends @Nullable Object> Task<T> startEagerly(Coroutine<T> coroutine) {
    Objects.requireNonNull(coroutine, "coroutine");
    EventLoop loop = EventLoop.currentOrNull();
    return loop == null ? OutsideTasks.start(coroutine) : TaskStarter.startEagerly(loop, coroutine);
  }

  /** The name given to {@link Fermata#createTask(Coroutine, String)}, or one with a number. */
  public String name() {
    RareTaskState rare = rareStateOrNull();
    if (rare != null && rare.name != null) {
      return rare.name;
    }
    return TaskNumbers.defaultName(this);
  }

  /** As {@link #cancel(String)}, without a message. */
  public boolean cancel() {
    return cancel(null);
  }

  /**
   * Asks the task to end: it gets a {@link CancelledError} at its present await, or before its
   * first step. Its {@code finally} blocks run and may await; it counts as cancelled only if the
   * error leaves the body. What it awaits is cancelled first: an inner task, and a foreign stage
   * that is a {@code Future}. Never waits.
   *
   * <p>From another thread the request goes through the loop's inbox.
   *
   * @param message the message of the error
   * @return false if the task is done already
   */
  public boolean cancel(@Nullable String message) {
    if (isDone()) {
      return false;
    }
    EventLoop home = loop;
    if (home == null) {
      return OutsideTasks.cancel(this, message);
    }
    if (!home.isOnThread()) {
      return home.post((LoopCommand) () -> cancel(message));
    }
    Cancellation.request(this, message);
    return true;
  }

  /** As {@link #cancel()}: whether it may interrupt makes no difference. */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    return cancel(null);
  }

  /**
   * How many times this task was asked to end, less the calls of {@link #uncancel}. It tells a task
   * that gets a {@link CancelledError} whether it is meant itself.
   */
  public int cancelling() {
    RareTaskState rare = rareStateOrNull();
    return rare == null ? 0 : rare.cancelRequests;
  }

  /**
   * Takes one request back; with the last one goes a cancellation that was not yet delivered.
   *
   * @return the number of requests that are left
   * @throws IllegalStateException if the loop runs on another thread
   */
  public int uncancel() {
    if (loop != null) {
      loop.requireThread();
    }
    return Cancellation.takeBack(this);
  }

  /**
   * Calls back when the task is done, through the ready queue, in order of registration; also if it
   * is done already. What the callback throws goes to the loop's exception handler. A task without
   * a loop calls back on the thread that completes it; if it is done already, through the ready
   * queue of the loop that runs here, or at once if there is none.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the task's loop is closed
   */
  public void onDone(Consumer<Task<T>> callback) {
    Objects.requireNonNull(callback, "callback");
    EventLoop home = loop;
    if (home == null) {
      EventLoop here = isDone() ? EventLoop.currentOrNull() : null;
      Runnable call = () -> callback.accept(this);
      if (here == null) {
        OutsideTasks.whenDone(this, call);
      } else {
        here.enqueue(Context.carriedBy(here, call));
      }
    } else if (home.isOnThread()) {
      addWaiter(Context.carriedBy(home, () -> callback.accept(this)));
    } else {
      Runnable carried = Context.carriedBy(home, () -> callback.accept(this));
      home.postOrThrow((LoopCommand) () -> addWaiter(carried));
    }
  }

  /**
   * How it ended. Asking counts as retrieving the failure.
   *
   * <p>asyncio: {@code result} and {@code exception}.
   *
   * @throws IllegalStateException if it is not done
   */
  public Outcome<T> outcome() {
    if (!isDone()) {
      throw new IllegalStateException(name() + " is not done");
    }
    Throwable failure = failure();
    return failure != null ? Outcome.failure(failure) : Outcome.success(super.join());
  }

  // The loop's side. Only the loop's thread comes here, or whoever runs a task without a loop.

  /**
   * @param waiter a task of the same loop, or a runnable
   */
  void addWaiter(Object waiter) {
    if (isDone()) {
      Objects.requireNonNull(loop).enqueue(waiter);
    } else {
      setWaiters(Waiters.add(waiters(), waiter));
    }
  }

  void removeWaiter(Object waiter) {
    setWaiters(Waiters.remove(waiters(), waiter));
  }

  /** Cancels a callback that was added as a handle. */
  void cancelWaiter(Handle waiter) {
    waiter.cancel();
    setWaiters(Waiters.cancelled(waiters(), waiter));
  }

  /** The failure of a task that is done, for somebody who will see to it. */
  @Nullable Throwable failure() {
    Throwable failure = (Throwable) awaiting;
    if (failure != null) {
      failureRetrieved();
    }
    return failure;
  }

  @Override
  void failureRetrieved() {
    UnretrievedFailures.Entry.retrieved(waiters());
  }

  /** {@link #end} looks for the mark when the task is done, so one of the two sees the other. */
  @Override
  void willBeListenedTo() {
    if (loop != null) {
      TaskNumbers.markListenedTo(this);
    }
    failureRetrieved();
  }

  /** The value of a task that is done and has not failed. */
  @Nullable Object value() {
    return super.join();
  }

  /** For who runs a task that is done: its result, or its failure thrown as it is. */
  T resultUnchecked() {
    Throwable failure = failure();
    if (failure != null) {
      if (!traceStays()) {
        RunTrace.addCaller(failure);
      }
      throw Throwables.unchecked(failure);
    }
    return super.join();
  }

  /** Blocks a thread that runs no loop; otherwise as {@link #resultUnchecked}. */
  T awaitFromOutside() {
    var unused = handle((value, thrown) -> true).join(); // its own join would wrap the failure
    return resultUnchecked();
  }

  /** Made when first asked for. */
  RareTaskState rareState() {
    Object held = waitersOrRareState;
    if (held instanceof RareTaskState rare) {
      return rare;
    }
    RareTaskState rare = new RareTaskState();
    rare.waiters = held;
    waitersOrRareState = rare;
    return rare;
  }

  /** Null if it has none. */
  @Nullable RareTaskState rareStateOrNull() {
    return waitersOrRareState instanceof RareTaskState rare ? rare : null;
  }

  /** The task failed with something made elsewhere. */
  boolean traceStays() {
    RareTaskState rare = rareStateOrNull();
    return rare != null && rare.traceStays;
  }

  @Nullable Object waiters() {
    return waitersOrRareState instanceof RareTaskState rare ? rare.waiters : waitersOrRareState;
  }

  private void setWaiters(@Nullable Object waiters) {
    if (waitersOrRareState instanceof RareTaskState rare) {
      rare.waiters = waiters;
    } else {
      waitersOrRareState = waiters;
    }
  }

  /** The body was left. A cancel that is still pending then wins over a value. */
  void end(@Nullable Object value, @Nullable Throwable failure) {
    Throwable thrown = failure == null ? Cancellation.takePending(this) : failure;
    EventLoop home = loop;
    if (home == null) {
      settle(value, thrown);
      return;
    }
    home.tasks.remove(this);
    Object woken = waiters();
    UnretrievedFailures.Entry entry =
        thrown == null || getNumberOfDependents() > 0
            ? null
            : home.failures.failed(this, woken, thrown, TaskNumbers.isSubmitted(this));
    setWaiters(entry);
    settle(value, thrown);
    if (entry != null && TaskNumbers.isListenedTo(this)) {
      entry.retrieved();
    }
    Waiters.wake(woken, home);
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // the coroutine's result is a T
  private void settle(@Nullable Object value, @Nullable Throwable failure) {
    body = null;
    awaiting = failure;
    if (failure == null) {
      succeed((T) value);
    } else if (failure instanceof CancelledError error) {
      cancelled(error);
    } else {
      fail(failure);
    }
  }

  // The side of CompletableFuture.

  @Override
  void requireMayBlock() {
    if (isDone()) {
      return;
    }
    if (loop != null && loop.mustNotBlockHere()) {
      throw new IllegalStateException(
          name()
              + " is not done, and this is the thread that has to run it: blocking here would never"
              + " end. Use await, or ask from another thread");
    }
    OutsideTasks.beforeBlockingOn(this);
  }

  @Override
  public String toString() {
    String state;
    if (!isDone()) {
      state = "pending";
    } else if (awaiting == null) {
      state = "done";
    } else {
      state = isCancelled() ? "cancelled" : "failed: " + awaiting;
    }
    return name() + " [" + state + "]";
  }

  /** The frame this task is suspended in, if it is suspended in one. */
  @Nullable Frame<?> suspendedFrame() {
    return body instanceof Frame<?> frame && frame.state() >= 0 ? frame : null;
  }
}
