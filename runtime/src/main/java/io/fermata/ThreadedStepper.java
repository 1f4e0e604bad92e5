package io.fermata;

import io.fermata.frame.Attempt;
import io.fermata.frame.Frame;
import io.fermata.frame.StackFrame;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Gives each task a stack that stays, one of them running at a time, for debuggers: an await that
 * has to wait blocks its thread instead of returning through the bodies, so a step over it ends on
 * the next line, and the stack has all callers. What is ready when, and what is waited for, is as
 * ever.
 *
 * <p>The task that {@code run} runs has the stack of its caller, and the loop goes on beside it;
 * any other has a thread of its own, from the first step that the loop makes of it. In an eager
 * method until it has returned to its caller, and in tasks that begin where there are {@link
 * #MOST_THREADS} already or while the caller of {@code run} initialises a class, bodies suspend
 * into their frames as ever. They also do when a stack has to end before its bodies do.
 *
 * <p>The runtime's own frames suspend as ever, too: the body that awaits one blocks, and goes on
 * with it when the step comes.
 *
 * <p>Thread: whichever has the turn, see {@link TaskThread}.
 */
final class ThreadedStepper extends Stepper {
  /** More than anyone looks at, and no more than any machine has. */
  static final int MOST_THREADS = 256;

  /**
   * Calls that the hand-over may need; a stack that overflows half way would let two threads run.
   */
  private static final int ROOM = 500;

  private final EventLoop home;

  /** Those with bodies on their stacks. */
  private final Map<Task<?>, TaskThread> threads = new HashMap<>();

  /** Tasks that have begun without a thread, and stay so. */
  private final Set<Task<?>> ordinary = Collections.newSetFromMap(new WeakHashMap<>());

  /** That of the thread which called {@code run}. */
  private @Nullable TaskThread caller;

  /** Whether tasks that begin now stay without a thread, and run on that of the loop. */
  private boolean onLoopsThread;

  /** The one that has the turn; null while the loop has it, and in a step without one. */
  private @Nullable TaskThread current;

  /** Whether the running code belongs to a frame of the runtime's own, and not to a body. */
  private boolean inOwnFrame;

  private ThreadedStepper(EventLoop loop) {
    super(loop);
    this.home = loop;
  }

  /** Only a program that wants such a stepper loads this class. */
  static Stepper of(EventLoop loop) {
    return new ThreadedStepper(loop);
  }

  /** The thread that has the turn; null between two runs. */
  @Nullable Thread runner() {
    return home.runner;
  }

  // Where the turn is given away.

  @Override
  void runLoopFor(Task<?> main) {
    if (initialisesClass(Thread.currentThread())) {
      onLoopsThread = true;
      try {
        super.runLoopFor(main);
      } finally {
        onLoopsThread = false;
      }
      return;
    }
    TaskThread here = TaskThread.here(this, main);
    LoopThread loopThread = new LoopThread(home, this);
    caller = here;
    if (!loopThread.start()) {
      caller = null;
      super.runLoopFor(main);
      return;
    }
    here.serve();
    here.awaitDismissal();
    loopThread.end();
  }

  /** No other thread could run a method of that class, and a task may well have to. */
  private static boolean initialisesClass(Thread thread) {
    for (StackTraceElement call : thread.getStackTrace()) {
      if (call.getMethodName().equals("<clinit>")) {
        return true;
      }
    }
    return false;
  }

  /** The loop has stopped: whoever called {@code run} goes on. */
  void dismissCaller() {
    TaskThread here = Objects.requireNonNull(caller);
    caller = null;
    try {
      if (threads.get(here.task) == here) {
        leave(here);
      } else if (!here.hasEnded()) {
        giveTurn(here, TaskThread.Step.LEAVE); // it has not begun
      }
    } finally {
      here.dismiss();
    }
  }

  @Override
  void startEagerly(Task<?> task) {
    TaskThread outer = current;
    current = null;
    try {
      super.startEagerly(task);
    } finally {
      current = outer;
    }
  }

  @Override
  @Nullable Object firstStep(Task<?> task, Coroutine<?> body) throws Throwable {
    boolean eager = home.ready.stepping() != task;
    TaskThread thread = eager ? null : threadOf(task);
    return thread == null
        ? super.firstStep(task, body)
        : runStep(thread, new TaskThread.Step(body, null, null, null, null));
  }

  @Override
  @Nullable Object laterStep(
      Task<?> task,
      Frame<?> from,
      @Nullable Object value,
      @Nullable Throwable thrown,
      @Nullable Task<?> failed)
      throws Throwable {
    TaskThread thread = threadOf(task);
    return thread == null
        ? super.laterStep(task, from, value, thrown, failed)
        : runStep(thread, new TaskThread.Step(null, from, value, thrown, failed));
  }

  /** Null if the task has to do without. */
  private @Nullable TaskThread threadOf(Task<?> task) {
    TaskThread thread = threads.get(task);
    if (thread != null || ordinary.contains(task)) {
      return thread;
    }
    if (caller != null && caller.task == task && !caller.hasEnded()) {
      thread = caller;
    } else if (!onLoopsThread && threads.size() < MOST_THREADS) {
      thread = TaskThread.onNewThread(this, task);
    }
    if (thread == null) {
      ordinary.add(task);
    } else {
      threads.put(task, thread);
    }
    return thread;
  }

  private @Nullable Object runStep(TaskThread thread, TaskThread.Step step) throws Throwable {
    giveTurn(thread, step);
    if (!thread.hasEnded()) {
      return null;
    }
    threads.remove(thread.task);
    if (home.carriers != null) { // what the step has left, for the loop to find
      home.carriers.restore(Objects.requireNonNull(thread.task.rareState().carried));
    }
    return thread.result();
  }

  private void giveTurn(TaskThread thread, TaskThread.Step step) {
    Thread here = home.runner;
    home.runner = thread.thread;
    current = thread;
    inOwnFrame = false;
    try {
      thread.giveTurn(step);
    } finally {
      current = null;
      home.runner = here;
    }
  }

  /** The bodies of a task that waits leave their stack, each into its frame. */
  private void leave(TaskThread left) {
    giveTurn(left, TaskThread.Step.LEAVE);
    threads.remove(left.task);
    if (suspended) {
      left.task.body = takeInnermost();
      return;
    }
    try {
      left.task.end(left.result(), null);
    } catch (Throwable t) {
      left.task.end(null, t); // there was no room for a frame
    }
  }

  /** The loop is closed, and tasks were left pending. */
  @Override
  void close() {
    for (TaskThread left : List.copyOf(threads.values())) {
      leave(left);
    }
  }

  /** On a thread of its own a task may wait in the midst of a body, and has no frame then. */
  @Override
  protected void waitsIn(@Nullable Frame<?> frame) {
    innermost = frame;
  }

  @Override
  @Nullable Frame<?> takeInnermost(Task<?> task) {
    Frame<?> frame = takeInnermost();
    task.body = frame;
    return frame;
  }

  // Where it is given back.

  /** The first step on a stack; until the bodies have left it, one way or the other. */
  @Nullable Object begin(TaskThread here, TaskThread.Step step) throws Throwable {
    Carriers carriers = home.carriers;
    if (carriers == null) {
      return bodies(here, step);
    }
    @Nullable Object[] outside = carriers.capture();
    carriers.restore(Objects.requireNonNull(here.task.rareState().carried));
    Throwable fatal;
    Object result;
    try {
      result = bodies(here, step);
    } finally {
      fatal = carriers.takeBack(here.task, outside);
    }
    if (fatal != null) {
      throw fatal;
    }
    return result;
  }

  private @Nullable Object bodies(TaskThread here, TaskThread.Step step) throws Throwable {
    if (step.from() != null) {
      return super.laterStep(here.task, step.from(), step.value(), step.thrown(), step.failed());
    }
    here.stack.begins();
    return launch(Objects.requireNonNull(step.body()));
  }

  @Override
  protected @Nullable Object resume(Frame<?> frame, @Nullable Object value) throws Throwable {
    TaskThread here = current;
    if (here == null) {
      return super.resume(frame, value);
    }
    StackFrame stack = here.stack;
    boolean outermost = stack.resumes(frame);
    boolean outer = inOwnFrame;
    inOwnFrame = !isBody(frame);
    boolean open = outermost && inOwnFrame;
    if (open) {
      stack.opened(frame);
    }
    try {
      return super.resume(frame, value);
    } finally {
      inOwnFrame = outer;
      if (open) {
        stack.closed();
      }
      if (outermost) {
        stack.emptied();
      }
    }
  }

  @Override
  public @Nullable Object awaitRaw(@Nullable Awaitable<?> awaitable) throws Throwable {
    TaskThread here = current;
    if (here == null) {
      return super.awaitRaw(awaitable);
    }
    boolean outer = inOwnFrame;
    Frame<?> own = awaitable instanceof Frame<?> frame && !isBody(frame) ? frame : null;
    inOwnFrame =
        own != null || awaitable instanceof Attempt<?> || (outer && !(awaitable instanceof Frame));
    if (own != null) {
      here.stack.opened(own);
    }
    try {
      Object result = super.awaitRaw(awaitable);
      return suspended && !outer ? block(here, result) : result;
    } finally {
      inOwnFrame = outer;
      if (own != null) {
        here.stack.closed();
      }
    }
  }

  @Override
  protected @Nullable Object awaitStage(CompletionStage<?> stage) throws Throwable {
    Object result = super.awaitStage(stage);
    TaskThread here = current;
    return suspended && !inOwnFrame && here != null ? block(here, result) : result;
  }

  /** Only what the transformer makes is synthetic. */
  private static boolean isBody(Frame<?> frame) {
    return frame.getClass().isSynthetic();
  }

  /**
   * The running body has to wait: it does so here, and goes on with what the step brings. If it is
   * to leave the stack, it has to wait as ever.
   *
   * @param awaited the frame that waits, or null
   */
  private @Nullable Object block(TaskThread here, @Nullable Object awaited) throws Throwable {
    Object waits = awaited;
    while (!here.isLeaving()) {
      Frame<?> waiting = innermost;
      waits = here.stack.attach(this);
      TaskThread.Step step = nextStep(here);
      if (here.isLeaving()) {
        here.stack.detach(waiting);
        innermost = waiting;
        suspended = true;
        break;
      }
      Frame<?> from = Objects.requireNonNull(step.from());
      here.stack.detach(from);
      if (from == here.stack) {
        if (step.thrown() != null) {
          throw awaited(step.thrown(), step.failed());
        }
        return step.value();
      }
      try {
        Object result =
            super.laterStep(here.task, from, step.value(), step.thrown(), step.failed());
        if (!suspended) {
          return result;
        }
      } catch (Throwable t) {
        var unused = takeInnermost(); // as below
        throw traceStays() ? t : awaited(t, t == step.thrown() ? step.failed() : null);
      }
    }
    return waits;
  }

  private TaskThread.Step nextStep(TaskThread here) {
    try {
      requireRoom(ROOM);
      return here.nextStep();
    } catch (Throwable t) {
      // The stack is full: then there is nothing to wait for.
      var unused = takeInnermost();
      throw t;
    }
  }
}
