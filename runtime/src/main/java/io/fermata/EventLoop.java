package io.fermata;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks and callbacks, one at a time, on the thread that calls {@link #run} or {@link
 * #runForever}; or, see {@link #on}, on an executor's.
 *
 * <p>The ready queue is first in, first out. Each turn of the loop takes in what other threads
 * handed over, waits if nothing is ready, puts the timers that are due behind what is ready (by
 * deadline, ties in order of creation), and runs what is then in the queue; what those schedule
 * runs in the next turn.
 *
 * <p>Thread: {@link #submit}, {@link #execute}, {@link #stop}, {@link #isRunning}, {@link #time},
 * {@link #dump}, {@link #dumpAll} and {@link #on} may be called from any thread; everything else
 * belongs to the thread that runs the loop, or to any single thread while it does not run. A call
 * then first does what other threads have asked for, such as cancels.
 *
 * <p>asyncio: the event loop, and {@code Runner}.
 */
public final class EventLoop implements Executor, AutoCloseable {
  static final String HOW_TO_GET_ONE =
      "use Fermata.run(coroutine), or EventLoop.submit from outside";

  private final String name;
  final Failures failures;
  final LoopClock clock;
  final BlockingWork blockingWork;

  /** Null if there is nothing to carry. */
  final @Nullable Carriers carriers;

  /** Null if it was not asked for. */
  final @Nullable LoopBean bean;

  /** Null for a loop on its own. */
  final @Nullable EventLoopGroup group;

  /** Null unless a test runs this loop. */
  final @Nullable TestHooks testHooks;

  /** Null unless this runs on somebody else's thread. */
  final @Nullable Host host;

  /** Whether a debugger steps through its tasks, which takes the time that it takes. */
  final boolean stepping;

  final Stepper stepper;
  final ReadyQueue ready = new ReadyQueue();
  final Timers timers;
  final TaskList tasks = new TaskList();
  final Inbox inbox;
  final Turns turns;
  final Runner coroutines = new Runner(this);
  private final AtomicInteger submitted = new AtomicInteger();

  /** The thread that runs this loop now; {@link Turns} says when that begins and ends. */
  volatile @Nullable Thread runner;

  private volatile boolean closed;

  EventLoop(EventLoopBuilder builder, @Nullable Host host) {
    this.name = builder.name(host);
    this.group = builder.group;
    this.failures = new Failures(builder.exceptionHandler, builder.debug);
    this.clock = new LoopClock(builder.virtualTime);
    this.timers = new Timers(builder.virtualTime, this::requireThread);
    this.blockingWork = new BlockingWork(this, builder.executor);
    this.carriers = builder.carriers.isEmpty() ? null : new Carriers(builder.carriers);
    this.testHooks = builder.testHooks;
    this.host = host;
    this.inbox = new Inbox(host);
    this.stepping = host == null && builder.isStepping(); // an executor's thread is asked for
    this.stepper = stepping ? ThreadedStepper.of(this) : new Stepper(this);
    this.turns = new Turns(this, builder.stepWatch(failures, stepping));
    OpenLoops.opened(this);
    this.bean = builder.jmx ? LoopBean.register(this) : null;
  }

  /** A loop that runs in real time. */
  public static EventLoop create() {
    return builder().build();
  }

  /** For a loop that is anything but ordinary. */
  public static EventLoopBuilder builder() {
    return new EventLoopBuilder();
  }

  /**
   * The loop that runs on the single thread of an executor that exists already, such as {@code
   * SwingUtilities::invokeLater} or a Vert.x context. All such loops share a thread for timers.
   *
   * <p>Tasks go in by {@link #submit}, callbacks by {@link #execute}, also on the executor's thread
   * itself; {@link #run} there would wait for itself, which is refused, or, if nothing has run yet,
   * logged after five seconds. {@link #current} and what needs it hold there while the loop runs
   * steps, in batches, between which the executor does other things. {@link #close} ends the tasks
   * and leaves the executor alone. {@link #runForever} and {@link #stop} are refused. A loop that
   * is to be anything but ordinary is made by {@link EventLoopBuilder#on} first.
   *
   * <p>If the executor refuses to run a batch, is shut down, or runs batches on several threads,
   * the tasks that are not done fail and the loop is closed.
   *
   * @return the same loop for the same executor, while it is open and somebody has it or its tasks
   *     wait; {@code ctx::run} written twice is two executors, hence two loops on one thread
   */
  public static EventLoop on(Executor executor) {
    return HostedLoops.loopOn(Objects.requireNonNull(executor, "executor"));
  }

  /** As {@link #on(Executor)}; the executor also runs the loop's timers. */
  public static EventLoop on(ScheduledExecutorService executor) {
    return on((Executor) executor);
  }

  /**
   * The loop that runs on this thread.
   *
   * @throws IllegalStateException if there is none
   */
  public static EventLoop current() {
    EventLoop loop = currentOrNull();
    if (loop == null) {
      throw new IllegalStateException("no event loop runs on this thread: " + HOW_TO_GET_ONE);
    }
    return loop;
  }

  static @Nullable EventLoop currentOrNull() {
    Stepper here = Stepper.here();
    return here == null ? null : here.loop;
  }

  // Running.

  /**
   * Runs a coroutine as a task until it is done. Other tasks that are not done then go on at the
   * next run; {@link #close} ends them.
   *
   * <p>On the program's main thread the first Ctrl-C (SIGINT) meanwhile cancels the task, and the
   * second ends the JVM. A program that has a handler of its own for it keeps that.
   *
   * @return the coroutine's result
   * @throws IllegalStateException if the loop is closed or runs, if another loop runs on this
   *     thread, or if {@link #stop} came first; the coroutine's own exception is thrown as it is,
   *     checked or not
   */
  public <T extends @Nullable Object> T run(Coroutine<T> main) {
    Objects.requireNonNull(main, "coroutine");
    if (host != null) {
      Checks.requireNoneHere();
      return host.run(main);
    }
    Checks.requireCanRun(this);
    return coroutines.run(main);
  }

  /**
   * Runs until {@link #stop}. An interrupt of the thread while the loop sleeps does not end it; the
   * caller gets the interrupt back.
   *
   * @throws IllegalStateException if the loop is closed or runs, or if another loop runs on this
   *     thread
   */
  public void runForever() {
    Checks.requireOwnThread(this);
    Checks.requireCanRun(this);
    turns.untilHalted();
  }

  /**
   * Makes {@link #runForever} return after the turn that is running; what is scheduled meanwhile
   * stays for the next run. On a loop that does not run, the next run makes one turn.
   *
   * @throws IllegalStateException if the loop runs on an executor, or belongs to a group
   */
  public void stop() {
    Checks.requireOwnThread(this);
    Checks.requireNoGroup(this);
    turns.halt();
  }

  // Scheduling.

  /**
   * Puts a callback at the end of the ready queue.
   *
   * @throws IllegalStateException if the loop is closed, or runs on another thread
   */
  public Handle callSoon(Runnable callback) {
    return soonUncarried(Context.carriedBy(this, Objects.requireNonNull(callback, "callback")));
  }

  /**
   * Calls back after a delay; a delay of zero or less is a timer that is due at once.
   *
   * @throws IllegalStateException if the loop is closed, or runs on another thread
   */
  public Handle callLater(Duration delay, Runnable callback) {
    return callAt(clock.after(Sleep.nanos(delay)), callback);
  }

  /**
   * Calls back when {@link #time} reaches a value.
   *
   * @param nanos in nanoseconds, on the scale of {@link #time}
   * @throws IllegalStateException if the loop is closed, or runs on another thread
   */
  public Handle callAt(long nanos, Runnable callback) {
    return atUncarried(
        nanos, Context.carriedBy(this, Objects.requireNonNull(callback, "callback")));
  }

  /**
   * Puts a callback at the end of the ready queue; from another thread through the inbox.
   *
   * @throws RejectedExecutionException if the loop is closed
   */
  @Override
  public void execute(Runnable callback) {
    postOrThrow(Context.carriedBy(this, Objects.requireNonNull(callback, "callback")));
  }

  /**
   * Makes a coroutine a task of this loop, from any thread. On a loop that does not run, its first
   * step has its place in the ready queue now.
   *
   * @return the task; another thread may block on it
   * @throws RejectedExecutionException if the loop is closed
   */
  public <T extends @Nullable Object> Task<T> submit(Coroutine<T> coroutine) {
    Task<T> task = new Task<>(this, Objects.requireNonNull(coroutine, "coroutine"));
    task.number = TaskNumbers.submitted(submitted);
    postOrThrow(new Submission(this, task));
    return task;
  }

  void postOrThrow(Runnable entry) {
    if (!post(entry)) {
      throw new RejectedExecutionException(
          "the event loop is closed: " + this, host == null ? null : host.failure());
    }
  }

  /** A promise of this loop, to be completed by hand. */
  public <T extends @Nullable Object> Promise<T> createPromise() {
    return new Promise<>(this);
  }

  /**
   * Nanoseconds since the loop was made; it never goes back. In virtual time it moves only while
   * the loop has nothing to run.
   */
  public long time() {
    return clock.time();
  }

  /** Whether some thread runs this loop now; on an executor, whether it is not closed. */
  public boolean isRunning() {
    return host == null ? runner != null : !host.hasEnded();
  }

  // Ending.

  /**
   * Ends everything: cancels the tasks that are left and runs the loop until they have ended,
   * reports those that failed meanwhile, waits for the work of {@code toThread}, and refuses
   * whatever comes later. Work that is not back after five minutes of real time is given up and
   * reported. Tasks that are created by the ending ones are not cancelled in turn; they stay
   * pending for ever. A task that is submitted too late for its first step, or for its last, is
   * cancelled; so is any that another thread or loop waits for. A closed loop stays as it is.
   *
   * @throws IllegalStateException if the loop runs, belongs to a group, or has tasks left and
   *     another loop runs on this thread; one on an executor runs always, and is closed from any
   *     other thread
   */
  @Override
  public void close() {
    if (host != null) {
      host.close();
      return;
    }
    Checks.requireNoGroupElsewhere(this);
    if (closed) {
      return;
    }
    if (isRunning()) {
      throw new IllegalStateException("a running event loop cannot be closed: " + this);
    }
    LoopShutdown.close(this);
  }

  /** From now on whatever is handed in is refused; what was before is in the ready queue. */
  void refuseMore() {
    closed = true;
    inbox.closeTo(ready);
  }

  boolean isClosed() {
    return closed;
  }

  /**
   * What every task does and waits for, as text; for people. A tree: below a task stand those that
   * it waits for and those of its groups. Tasks that wait for each other in a circle are named as a
   * deadlock, also through locks: it is taken for granted that a lock is released by the task that
   * has acquired it. Of very many tasks a thousand are shown, and the others counted by where they
   * wait.
   *
   * <p>Thread: any. A loop that runs on another thread makes the dump between two steps; if a step
   * blocks it for more than a second, the dump begins with the stack of that step.
   */
  public String dump() {
    return CrossThreadDump.of(this);
  }

  /** The {@link #dump} of every loop in this JVM that is not closed. Any thread. */
  public static String dumpAll() {
    return Dump.ofAll();
  }

  String name() {
    return name;
  }

  /** The thread that runs it, or null. */
  @Nullable Thread thread() {
    return host == null ? runner : host.thread();
  }

  @Override
  public String toString() {
    return name + (closed ? " [closed]" : isRunning() ? " [running]" : " [idle]");
  }

  // The side of tasks and promises; the loop's thread only.

  /** Puts a task or a callback at the end of the ready queue. */
  void enqueue(Object entry) {
    ready.add(entry);
  }

  /** As {@link #execute}, but says whether the loop takes it. */
  boolean post(Runnable callback) {
    if (isOnThread()) {
      ready.add(callback);
      return true;
    }
    return inbox.put(callback) && (host == null || host.failure() == null);
  }

  // For callbacks of the runtime's own, which take nothing along.

  Handle soonUncarried(Runnable callback) {
    Handle handle = new Handle(callback, timers);
    Checks.requireOpen(this);
    requireThread();
    ready.add(handle);
    return handle;
  }

  Handle laterUncarried(Duration delay, Runnable callback) {
    return atUncarried(clock.after(Sleep.nanos(delay)), callback);
  }

  private Handle atUncarried(long nanos, Runnable callback) {
    Handle handle = new Handle(callback);
    Checks.requireOpen(this);
    requireThread();
    // In virtual time others of this very deadline may be still to come: this one goes before them.
    boolean dueAtOnce = clock.isVirtual() && nanos == clock.time();
    timers.add(dueAtOnce ? nanos - 1 : nanos, handle);
    return handle;
  }

  boolean isOnThread() {
    return runner == Thread.currentThread();
  }

  /** Whether whoever blocks here keeps the loop from running. */
  boolean mustNotBlockHere() {
    return isOnThread() || (host != null && host.isHere());
  }

  void requireThread() {
    if (runner != Thread.currentThread()) {
      Checks.requireNoOtherThread(this);
      turns.takeIn();
    }
  }
}
