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
 * <p>Thread: {@link #submit}, {@link #execute}, {@link #stop}, {@link #isRunning} and {@link #time}
 * may be called from any thread; everything else belongs to the thread that runs the loop, or to
 * any single thread while it does not run.
 *
 * <p>asyncio: the event loop, and {@code Runner}.
 */
public final class EventLoop implements Executor, AutoCloseable {
  static final String HOW_TO_GET_ONE =
      "use Fermata.run(coroutine), or EventLoop.submit from outside";

  private final String name;
  final Failures failures;
  private final LoopClock clock;
  final Threads threads;

  /** Null if there is nothing to carry. */
  final @Nullable Carriers carriers;

  /** Null if it was not asked for. */
  private final @Nullable LoopBean bean;

  /** Null if slow steps are nobody's concern. */
  private final @Nullable StepWatch slow;

  /** Null for a loop on its own. */
  final @Nullable EventLoopGroup group;

  /** Null unless a test runs this loop. */
  final @Nullable Probe probe;

  /** Null unless this runs on somebody else's thread. */
  final @Nullable Host host;

  private final Stepper stepper;
  final ReadyQueue ready = new ReadyQueue();
  final Timers timers;
  final TaskList tasks = new TaskList();
  private final Inbox inbox;
  private final AtomicInteger submitted = new AtomicInteger();

  /** The thread that runs this loop now. */
  private volatile @Nullable Thread thread;

  /** The task-locals that the last run has left for the next. */
  private @Nullable Locals runLocals;

  /** Some coroutine was run, as by asyncio's runner. */
  private boolean hasRun;

  private boolean stopping;
  private boolean closed;

  EventLoop(EventLoopBuilder builder) {
    this.name = builder.name;
    this.group = builder.group;
    this.failures = new Failures(builder.exceptionHandler, builder.debug);
    this.clock = new LoopClock(builder.virtualTime);
    this.timers = new Timers(builder.virtualTime);
    this.threads = new Threads(this, builder.executor);
    this.carriers = builder.carriers.isEmpty() ? null : new Carriers(builder.carriers);
    this.probe = builder.probe;
    this.host = builder.host;
    this.inbox = new Inbox(host);
    this.stepper = new Stepper(this);
    this.slow = builder.stepWatch(failures);
    Loops.opened(this);
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
   * SwingUtilities::invokeLater} or a Vert.x context. Its timers come from a thread that all such
   * loops share; or from the executor, if that is a {@link ScheduledExecutorService}.
   *
   * <p>Tasks go in by {@link #submit} and {@link #run}, callbacks by {@link #execute}, also on the
   * executor's thread itself. {@link #current} and what needs it hold there while the loop runs
   * steps, in batches, between which the executor does other things. {@link #close} ends the tasks
   * and leaves the executor alone. {@link #runForever} and {@link #stop} are refused.
   *
   * <p>If the executor refuses to run a batch, is shut down, or runs batches on several threads,
   * the tasks that are not done fail and the loop is closed.
   *
   * @return the same loop for the same executor, as long as it is not closed and somebody has it or
   *     its tasks wait for something
   */
  public static EventLoop on(Executor executor) {
    return Hosts.loopOn(Objects.requireNonNull(executor, "executor"));
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
      requireNoneHere();
      return host.run(main);
    }
    requireCanRun();
    hasRun = true;
    Task<T> task = start(main, null);
    if (runLocals != null) {
      task.extras().locals = runLocals;
    }
    CtrlC ctrlC = CtrlC.cancels(task);
    try {
      runUntilDone(new Completion(task));
    } finally {
      if (ctrlC != null) {
        ctrlC.restore();
      }
    }
    if (ctrlC != null) {
      ctrlC.mainIsDone();
    }
    runLocals = Locals.of(task);
    return task.resultUnchecked();
  }

  void runUntilDone(Completion completion) {
    Handle stop = new Handle(new LoopStop(this));
    completion.addWaiter(stop);
    try {
      runForever();
    } finally {
      completion.removeWaiter(stop);
      stop.cancel(); // it may be in the ready queue, and must not stop the next run
    }
    if (!completion.isDone()) {
      throw new IllegalStateException("the event loop was stopped before the coroutine was done");
    }
  }

  /**
   * Runs until {@link #stop}. An interrupt of the thread while the loop sleeps does not end it; the
   * caller gets the interrupt back.
   *
   * @throws IllegalStateException if the loop is closed or runs, or if another loop runs on this
   *     thread
   */
  public void runForever() {
    requireOwnThread();
    requireCanRun();
    Stepper outer = enter();
    try {
      do {
        turn();
      } while (!stopping);
    } finally {
      stopping = false;
      leave(outer);
      inbox.restoreInterrupt();
    }
  }

  /** From now on this thread runs this loop; returns what it ran before. */
  @Nullable Stepper enter() {
    Stepper outer = Stepper.here();
    Stepper.enter(stepper);
    thread = Thread.currentThread();
    return outer;
  }

  void leave(@Nullable Stepper outer) {
    ready.nothingRuns(); // after a fatal error
    thread = null;
    Stepper.enter(outer);
  }

  /**
   * Makes {@link #runForever} return after the turn that is running; what is scheduled meanwhile
   * stays for the next run. On a loop that does not run, the next run makes one turn.
   *
   * @throws IllegalStateException if the loop runs on an executor, or belongs to a group
   */
  public void stop() {
    requireOwnThread();
    if (group != null) {
      throw inGroup(group);
    }
    halt();
  }

  void halt() {
    if (isOnThread()) {
      stopping = true;
    } else {
      inbox.put(() -> stopping = true);
    }
  }

  private void turn() {
    inbox.drainTo(ready);
    if (ready.size() == 0) {
      waitForWork();
    }
    runReady(beginTurn());
  }

  /** Takes in what belongs to the next turn; returns how much is to be run then. */
  int beginTurn() {
    inbox.drainTo(ready);
    if (!timers.isEmpty()) {
      queueDueTimers();
    }
    failures.reportCollected();
    if (probe != null) {
      probe.shuffle(ready);
    }
    return ready.size();
  }

  void runReady(int count) {
    boolean recorded = FlightRecording.look();
    if (slow == null && !recorded) {
      for (int left = count; left > 0; left--) {
        runEntry(ready.take());
      }
    } else {
      for (int left = count; left > 0; left--) {
        Observed.step(this, ready.take(), slow, recorded);
      }
    }
    ready.nothingRuns();
  }

  private void queueDueTimers() {
    long now = clock.time();
    for (Object due; (due = timers.takeDue(now)) != null; ) {
      ready.add(due);
    }
  }

  void runEntry(Object entry) {
    if (entry instanceof Task<?> task) {
      stepper.step(task);
      return;
    }
    stepper.callbackLocals = null;
    try {
      if (entry instanceof Handle handle) {
        handle.run();
      } else {
        ((Runnable) entry).run();
      }
    } catch (Throwable t) {
      if (Throwing.isFatal(t)) {
        throw t;
      }
      failures.report("Exception in a callback", t);
    }
  }

  /** Waits for the next timer or the inbox; virtual time jumps to the timer instead. */
  private void waitForWork() {
    ready.trim();
    long deadline = timers.earliest();
    if (probe != null && probe.watch.nothingIsReady(deadline, threads.pending() > 0)) {
      return;
    }
    if (deadline == Long.MAX_VALUE || (clock.isVirtual() && threads.pending() > 0)) {
      inbox.waitForMail(this, Long.MAX_VALUE);
    } else if (clock.isVirtual()) {
      timers.clockMoves();
      clock.jumpTo(deadline);
    } else {
      inbox.waitForMail(this, deadline - clock.time());
    }
  }

  // Scheduling.

  /**
   * Puts a callback at the end of the ready queue.
   *
   * @throws IllegalStateException if the loop is closed, or runs on another thread
   */
  public Handle callSoon(Runnable callback) {
    Handle handle =
        new Handle(Context.carriedBy(this, Objects.requireNonNull(callback, "callback")));
    requireOpen();
    requireThread();
    ready.add(handle);
    return handle;
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
    Handle handle =
        new Handle(Context.carriedBy(this, Objects.requireNonNull(callback, "callback")));
    requireOpen();
    requireThread();
    // In virtual time others of this very deadline may be still to come: this one goes before them.
    boolean dueAtOnce = clock.isVirtual() && nanos == clock.time();
    timers.add(dueAtOnce ? nanos - 1 : nanos, handle);
    return handle;
  }

  /**
   * Puts a callback at the end of the ready queue; from another thread through the inbox.
   *
   * @throws RejectedExecutionException if the loop is closed
   */
  @Override
  public void execute(Runnable callback) {
    hand(Context.carriedBy(this, Objects.requireNonNull(callback, "callback")));
  }

  /**
   * Makes a coroutine a task of this loop, from any thread.
   *
   * @return the task; another thread may block on it
   * @throws RejectedExecutionException if the loop is closed
   */
  public <T extends @Nullable Object> Task<T> submit(Coroutine<T> coroutine) {
    Task<T> task = new Task<>(this, Objects.requireNonNull(coroutine, "coroutine"));
    task.number = -submitted.incrementAndGet();
    hand(new Submission(this, task));
    return task;
  }

  private void hand(Runnable entry) {
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
    return host == null ? thread != null : !host.hasEnded();
  }

  // Ending.

  /**
   * Ends everything: cancels the tasks that are left and runs the loop until they have ended,
   * reports those that failed meanwhile, waits for the work of {@code toThread}, and refuses
   * whatever comes later. Tasks that are created by the ending ones are not cancelled in turn; they
   * stay pending for ever. A task that was submitted and has not arrived is cancelled. Does nothing
   * on a loop that is closed.
   *
   * @throws IllegalStateException if the loop runs, or belongs to a group; one on an executor runs
   *     always, and is closed from any other thread
   */
  @Override
  public void close() {
    if (host != null) {
      host.close();
      return;
    }
    requireNoGroupElsewhere();
    if (closed) {
      return;
    }
    if (isRunning()) {
      throw new IllegalStateException("a running event loop cannot be closed: " + this);
    }
    try {
      Closing.cancelTasks(this);
      if (hasRun && currentOrNull() == null) {
        Closing.lastTurns(this);
      }
      threads.shutDown();
    } finally {
      end();
    }
  }

  void end() {
    closed = true;
    inbox.closeTo(ready);
    Closing.refuse(ready, host == null ? null : host.failure());
    Closing.reportPending(this);
    failures.close();
    Loops.closed(this);
    if (bean != null) {
      bean.unregister();
    }
    if (slow != null) {
      slow.close();
    }
  }

  /**
   * What every task does and waits for, as text; for people. A tree: below a task stand those that
   * it waits for and those of its groups. Tasks that wait for each other in a circle are named as a
   * deadlock. Of very many tasks a thousand are shown, and the others counted by where they wait.
   *
   * <p>Thread: any. A loop that runs on another thread makes the dump between two steps; if a step
   * blocks it for more than a second, the dump begins with the stack of that step.
   */
  public String dump() {
    return DumpFromOutside.of(this);
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
    return host == null ? thread : host.thread();
  }

  /** The task whose step runs, or null. */
  @Nullable Task<?> running() {
    return stepper.currentOrNull();
  }

  @Override
  public String toString() {
    return name + (closed ? " [closed]" : isRunning() ? " [running]" : " [idle]");
  }

  // The side of tasks and promises; the loop's thread only.

  /** A new task whose first step is at the end of the ready queue. */
  <T extends @Nullable Object> Task<T> start(Coroutine<T> coroutine, @Nullable String taskName) {
    requireOpen();
    Task<T> task = new Task<>(this, Objects.requireNonNull(coroutine, "coroutine"));
    if (taskName != null) {
      task.extras().name = taskName;
    }
    adopt(task);
    return task;
  }

  void adopt(Task<?> task) {
    tasks.add(task);
    ready.add(task);
  }

  <T extends @Nullable Object> Task<T> startEagerly(Coroutine<T> coroutine) {
    Task<T> task = new Task<>(this, coroutine);
    tasks.add(task);
    if (FlightRecording.on) {
      FlightEvents.started(this, task);
    }
    try {
      stepper.startEagerly(task);
      if (FlightRecording.on) {
        FlightEvents.left(this, task);
      }
    } catch (Throwable t) {
      // The stack overflowed even while the task ended: nobody will ever hold or end it.
      tasks.remove(task);
      throw t;
    }
    return task;
  }

  /** The task whose step this loop runs; null between steps, and while a callback runs. */
  @Nullable Task<?> stepping() {
    return ready.running() instanceof Task<?> task ? task : null;
  }

  /** The body of that task was left. */
  void stepIsOver() {
    ready.nothingRuns();
  }

  /** Puts a task or a callback at the end of the ready queue. */
  void soon(Object entry) {
    ready.add(entry);
  }

  void startTimer(Task<?> task, long nanos) {
    timers.add(clock.after(nanos), task);
  }

  boolean isAnythingReady() {
    return ready.size() > 0;
  }

  /** As {@link #execute}, but says whether the loop takes it. */
  boolean post(Runnable callback) {
    if (isOnThread()) {
      ready.add(callback);
      return true;
    }
    return inbox.put(callback) && (host == null || host.failure() == null);
  }

  boolean isOnThread() {
    return thread == Thread.currentThread();
  }

  /** Whether whoever blocks here keeps the loop from running. */
  boolean mustNotBlockHere() {
    return isOnThread() || (host != null && host.isHere());
  }

  private void requireOwnThread() {
    if (host != null) {
      throw new IllegalStateException(
          this + " runs whenever there is something to do, until it is closed");
    }
  }

  private void requireNoGroupElsewhere() {
    if (group != null && !group.isThreadOf(this)) {
      throw inGroup(group);
    }
  }

  private IllegalStateException inGroup(EventLoopGroup owner) {
    return new IllegalStateException(
        this + " belongs to " + owner + ", which alone runs it and ends it");
  }

  private void requireCanRun() {
    requireNoGroupElsewhere();
    requireOpen();
    if (isRunning()) {
      throw new IllegalStateException("this event loop is running already: " + this);
    }
    requireNoneHere();
  }

  static void requireNoneHere() {
    EventLoop other = currentOrNull();
    if (other != null) {
      throw new IllegalStateException(
          "an event loop runs on this thread already (" + other + "): use await instead of run");
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the event loop is closed: " + this);
    }
  }

  void requireThread() {
    Thread runner = thread;
    if ((runner != null || host != null) && runner != Thread.currentThread()) {
      throw new IllegalStateException(
          host != null && host.isHere()
              ? this + " has no step now: use execute or submit, also on its own thread"
              : this + " runs on another thread: use execute or submit from this one");
    }
  }
}
