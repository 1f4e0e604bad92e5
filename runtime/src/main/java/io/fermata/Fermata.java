package io.fermata;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The primitives, for static import: run a program, await, sleep, start tasks, combine them.
 *
 * <p>{@link #await} works only in a method marked {@link Async} that Fermata's agent or Maven
 * plugin has transformed: there it is replaced and this class is not called.
 *
 * <p>Thread: {@link #run} any thread on which no loop runs; everything else the thread of a running
 * loop, unless it says so.
 *
 * <p>asyncio: the module's functions.
 */
@SuppressWarnings("DoNotCallSuggester") // await is to be called: in code that is transformed
public final class Fermata {
  private Fermata() {}

  /**
   * Runs a program: makes a loop on this thread, runs {@code main} to its end, cancels and awaits
   * the tasks that are left, and closes the loop.
   *
   * <p>asyncio: {@code run}.
   *
   * @return the result of {@code main}
   * @throws IllegalStateException if a loop runs on this thread already; the coroutine's own
   *     exception is thrown as it is, checked or not
   */
  public static <T extends @Nullable Object> T run(Coroutine<T> main) {
    Objects.requireNonNull(main, "coroutine");
    Checks.requireNoneHere();
    try (EventLoop loop = EventLoop.create()) {
      return loop.run(main);
    }
  }

  // Awaiting: replaced in transformed code.

  /**
   * Continues with the result of a coroutine, task or promise, or throws its failure. A coroutine
   * runs inside the current task, at once; a task or promise that is not done is waited for while
   * the loop does other things.
   *
   * <p>Cancellation: throws {@link CancelledError} if the current task is cancelled while it waits,
   * and if what was awaited was cancelled.
   *
   * <p>asyncio: {@code await}.
   *
   * @throws IllegalStateException if this code was not transformed
   */
  public static <T extends @Nullable Object> T await(Awaitable<T> awaitable) {
    throw UntransformedAwait.await();
  }

  /**
   * The same for any stage, also outside loops. A {@code CompletionException} or {@code
   * ExecutionException} is unwrapped to its cause.
   *
   * @throws IllegalStateException if this code was not transformed
   */
  public static <T extends @Nullable Object> T await(CompletionStage<T> stage) {
    throw UntransformedAwait.await();
  }

  /**
   * The same for a task, which is both an awaitable and a stage.
   *
   * @throws IllegalStateException if this code was not transformed
   */
  public static <T extends @Nullable Object> T await(Task<T> task) {
    throw UntransformedAwait.await();
  }

  /**
   * As {@link #await(Awaitable)}, and the compiler lets the caller catch the checked {@code X}.
   *
   * @throws X what was awaited may fail with this
   * @throws IllegalStateException if this code was not transformed
   */
  @SuppressWarnings("unused") // the class is there for the type
  public static <T extends @Nullable Object, X extends Throwable> T await(
      Awaitable<T> awaitable, Class<X> failure) throws X {
    throw UntransformedAwait.await();
  }

  /**
   * As {@link #await(CompletionStage)}, and the compiler lets the caller catch the checked {@code
   * X}.
   *
   * @throws X what was awaited may fail with this
   * @throws IllegalStateException if this code was not transformed
   */
  @SuppressWarnings("unused") // the class is there for the type
  public static <T extends @Nullable Object, X extends Throwable> T await(
      CompletionStage<T> stage, Class<X> failure) throws X {
    throw UntransformedAwait.await();
  }

  /**
   * As {@link #await(Task)}, and the compiler lets the caller catch the checked {@code X}.
   *
   * @throws X what was awaited may fail with this
   * @throws IllegalStateException if this code was not transformed
   */
  @SuppressWarnings("unused") // the class is there for the type
  public static <T extends @Nullable Object, X extends Throwable> T await(
      Task<T> task, Class<X> failure) throws X {
    throw UntransformedAwait.await();
  }

  /**
   * Waits for a time, which begins when this is awaited. Zero or less is {@link #yieldNow}.
   *
   * <p>asyncio: {@code sleep}.
   */
  public static Coroutine<Void> sleep(Duration duration) {
    return Sleep.of(duration);
  }

  /**
   * Lets everything else that is ready go first: one turn of the loop.
   *
   * <p>asyncio: {@code sleep(0)}.
   */
  public static Coroutine<Void> yieldNow() {
    return Sleep.YIELD;
  }

  // Tasks.

  /**
   * Starts a task on the current loop. Its body first runs at a later turn, after those that were
   * created before.
   *
   * <p>asyncio: {@code create_task}.
   *
   * @throws IllegalStateException if no loop runs on this thread
   */
  public static <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine) {
    return TaskStarter.start(EventLoop.current(), coroutine, null);
  }

  /**
   * As {@link #createTask(Coroutine)}, with a name for people to read.
   *
   * @throws IllegalStateException if no loop runs on this thread
   */
  public static <T extends @Nullable Object> Task<T> createTask(
      Coroutine<T> coroutine, String name) {
    return TaskStarter.start(EventLoop.current(), coroutine, Objects.requireNonNull(name, "name"));
  }

  /**
   * The task whose body is running on this thread; null if none is, as in a callback. Any thread.
   *
   * <p>asyncio: {@code current_task}.
   */
  public static @Nullable Task<?> currentTask() {
    Stepper here = Stepper.here();
    return here == null ? null : here.currentOrNull();
  }

  /**
   * The tasks of the current loop that are not done, in order of creation; a copy.
   *
   * <p>asyncio: {@code all_tasks}.
   *
   * @throws IllegalStateException if no loop runs on this thread
   */
  public static Set<Task<?>> allTasks() {
    return new LinkedHashSet<>(EventLoop.current().tasks.copy());
  }

  // Combining.

  /**
   * Runs all as tasks, at once if a loop runs on this thread, else when awaited. The results are in
   * the order of the arguments. The first failure is thrown at once; the others go on.
   *
   * <p>Cancellation: cancels all that are not done; the await ends when the first of them does.
   *
   * <p>asyncio: {@code gather}.
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public static <T extends @Nullable Object> Coroutine<List<T>> gather(
      Awaitable<? extends T>... awaitables) {
    return gather(Arrays.asList(awaitables));
  }

  /** As {@link #gather(Awaitable[])}. */
  public static <T extends @Nullable Object> Coroutine<List<T>> gather(
      Collection<? extends Awaitable<? extends T>> awaitables) {
    List<Awaitable<? extends T>> all = List.copyOf(awaitables);
    EventLoop loop = EventLoop.currentOrNull();
    if (loop == null) {
      return DeferredAwait.future("gather", () -> Gathering.results(EventLoop.current(), all));
    }
    Gathering<T> started = Gathering.results(loop, all);
    return DeferredAwait.future("gather", () -> started);
  }

  /**
   * As {@link #gather(Awaitable[])}, but waits for all and never fails: what failed or was
   * cancelled is an {@link Outcome}.
   *
   * <p>Cancellation: cancels all that are not done; the await ends when all have.
   *
   * <p>asyncio: {@code gather(return_exceptions=True)}.
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public static <T extends @Nullable Object> Coroutine<List<Outcome<T>>> gatherSettled(
      Awaitable<? extends T>... awaitables) {
    return gatherSettled(Arrays.asList(awaitables));
  }

  /** As {@link #gatherSettled(Awaitable[])}. */
  public static <T extends @Nullable Object> Coroutine<List<Outcome<T>>> gatherSettled(
      Collection<? extends Awaitable<? extends T>> awaitables) {
    List<Awaitable<? extends T>> all = List.copyOf(awaitables);
    EventLoop loop = EventLoop.currentOrNull();
    if (loop == null) {
      return DeferredAwait.future(
          "gatherSettled", () -> Gathering.settled(EventLoop.current(), all));
    }
    Gathering<Outcome<T>> started = Gathering.settled(loop, all);
    return DeferredAwait.future("gatherSettled", () -> started);
  }

  /**
   * Waits until enough of the tasks are done. It never throws what they fail with, and never
   * cancels them.
   *
   * <p>Always suspends. Cancellation: ends the wait; the tasks go on.
   *
   * <p>asyncio: {@code wait}.
   *
   * @throws IllegalArgumentException if there are no tasks
   */
  public static <K extends Task<?>> Coroutine<Waited<K>> waitTasks(
      Collection<? extends K> tasks, ReturnWhen returnWhen) {
    return new TaskWait<>(tasks, returnWhen, null);
  }

  /**
   * The same for a time at most; when it is up, the result says what is done by then.
   *
   * @throws IllegalArgumentException if there are no tasks
   */
  public static <K extends Task<?>> Coroutine<Waited<K>> waitTasks(
      Collection<? extends K> tasks, ReturnWhen returnWhen, Duration limit) {
    return new TaskWait<>(tasks, returnWhen, Objects.requireNonNull(limit, "limit"));
  }

  /**
   * Runs all as tasks, at once, and hands out as many coroutines: the first results in what the
   * first that is done results in, or throws what it failed with, and so on. To be iterated once.
   *
   * <p>Cancellation: ends the wait for that one; the tasks go on.
   *
   * <p>asyncio: {@code as_completed}.
   *
   * @throws IllegalStateException if no loop runs on this thread
   */
  public static <T extends @Nullable Object> Iterable<Coroutine<T>> asCompleted(
      Collection<? extends Awaitable<? extends T>> awaitables) {
    AsCompleted<T> all = new AsCompleted<>(EventLoop.current(), awaitables, null);
    return () -> all;
  }

  /**
   * The same with a limit, counted from now: when it is up, each that is left throws {@link
   * TimedOutException}. The tasks go on.
   *
   * @throws IllegalStateException if no loop runs on this thread
   */
  public static <T extends @Nullable Object> Iterable<Coroutine<T>> asCompleted(
      Collection<? extends Awaitable<? extends T>> awaitables, Duration limit) {
    AsCompleted<T> all =
        new AsCompleted<>(EventLoop.current(), awaitables, Objects.requireNonNull(limit, "limit"));
    return () -> all;
  }

  /**
   * Awaits with a limit. When the time is up, what is awaited is cancelled and waited for; then
   * {@link TimedOutException} is thrown, unless it returned or failed all the same. A coroutine
   * runs in the current task. With no time left, only what is done already has a result.
   *
   * <p>asyncio: {@code wait_for} of Python 3.12.
   */
  public static <T extends @Nullable Object> Coroutine<T> waitFor(
      Awaitable<T> awaitable, Duration limit) {
    Objects.requireNonNull(awaitable, "awaitable");
    long nanos = Sleep.nanos(limit);
    return nanos <= 0
        ? new CancelAndWait<>(awaitable)
        : new TimeoutScope<>("waitFor", nanos, timeout -> awaitable);
  }

  /**
   * A scope with a limit. When the time is up, what the body awaits is cancelled, and the scope
   * throws {@link TimedOutException} when the body was left by that cancellation. Scopes nest.
   *
   * <p>asyncio: {@code timeout}.
   */
  public static <T extends @Nullable Object> Coroutine<T> withTimeout(
      Duration limit, Timeout.Body<T> body) {
    Objects.requireNonNull(body, "body");
    return new TimeoutScope<>("withTimeout", Sleep.nanos(limit), body::run);
  }

  /**
   * Awaits something that goes on when the awaiting task is cancelled. A coroutine is made a task,
   * at once if a loop runs on this thread, else when awaited.
   *
   * <p>asyncio: {@code shield}.
   */
  public static <T extends @Nullable Object> Coroutine<T> shield(Awaitable<T> awaitable) {
    Objects.requireNonNull(awaitable, "awaitable");
    EventLoop loop = EventLoop.currentOrNull();
    if (loop == null) {
      return DeferredAwait.future("shield", () -> Shield.around(EventLoop.current(), awaitable));
    }
    Awaitable<T> shielded = Shield.around(loop, awaitable);
    return DeferredAwait.future("shield", () -> shielded);
  }

  /**
   * Runs blocking code off the loop when this is awaited: on virtual threads where the JVM has
   * them, else on a pool.
   *
   * <p>Cancellation: ends the await at once; code that has begun goes on and its result is dropped.
   *
   * <p>asyncio: {@code to_thread}.
   */
  public static <T extends @Nullable Object> Coroutine<T> toThread(Callable<T> work) {
    Objects.requireNonNull(work, "work");
    return DeferredAwait.call("toThread", () -> EventLoop.current().blockingWork.start(work));
  }

  /** As {@link #toThread(Callable)}, for code without a result. */
  public static Coroutine<Void> toThread(BlockingAction work) {
    Objects.requireNonNull(work, "work");
    return toThread(
        () -> {
          work.run();
          return null;
        });
  }
}
