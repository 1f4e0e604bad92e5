package io.fermata;

import io.fermata.frame.Attempt;
import io.fermata.frame.Frame;
import io.fermata.frame.StackFrame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Runs each task on a thread of its own, one at a time, for debuggers: an await that has to wait
 * blocks that thread instead of returning through the bodies, so a step over it ends on the next
 * line, and the stack has all callers. What is ready when, and what is waited for, is as ever.
 *
 * <p>The runtime's own frames suspend as ever, too: the body that awaits one blocks, and goes on
 * with it when the step comes.
 *
 * <p>Thread: whichever has the turn, see {@link TaskThread}.
 */
final class ThreadedStepper extends Stepper {
  /** About as many eager calls within each other as one stack has room for. */
  private static final int MAX_DEPTH = 1000;

  private final EventLoop home;
  private final Map<Task<?>, TaskThread> threads = new HashMap<>();

  /** Whether the running code belongs to a frame of the runtime's own, and not to a body. */
  private boolean inOwnFrame;

  /** How many steps run within each other. */
  private int depth;

  private ThreadedStepper(EventLoop loop) {
    super(loop);
    this.home = loop;
  }

  /** Only a program that wants such a stepper loads this class. */
  static Stepper of(EventLoop loop) {
    return new ThreadedStepper(loop);
  }

  // Where the turn is given away.

  @Override
  @Nullable Object first(Task<?> task, Coroutine<?> body) throws Throwable {
    if (depth >= MAX_DEPTH) {
      throw new StackOverflowError(depth + " eager calls within each other, a thread for each");
    }
    TaskThread thread = new TaskThread(this, task, body);
    threads.put(task, thread);
    return runStep(task, thread, null);
  }

  @Override
  @Nullable Object later(
      Task<?> task,
      Frame<?> from,
      @Nullable Object value,
      @Nullable Throwable thrown,
      @Nullable Task<?> failed)
      throws Throwable {
    TaskThread thread = Objects.requireNonNull(threads.get(task));
    return runStep(task, thread, new TaskThread.Step(from, value, thrown, failed));
  }

  private @Nullable Object runStep(Task<?> task, TaskThread thread, TaskThread.@Nullable Step step)
      throws Throwable {
    try {
      giveTurn(thread, step);
    } finally {
      if (thread.hasEnded() || !thread.isAlive()) {
        threads.remove(task);
      }
    }
    return thread.hasEnded() ? thread.result() : null;
  }

  private void giveTurn(TaskThread thread, TaskThread.@Nullable Step step) {
    Thread here = home.runner;
    boolean outer = inOwnFrame;
    home.runner = thread;
    inOwnFrame = false;
    depth++;
    try {
      thread.runStep(step);
    } finally {
      depth--;
      home.runner = here;
      inOwnFrame = outer;
    }
  }

  /** Tasks that were left pending: their threads end, and the bodies on them. */
  @Override
  void close() {
    for (TaskThread thread : List.copyOf(threads.values())) {
      giveTurn(thread, null);
    }
    threads.clear();
  }

  // Where it is given back.

  /** A task's first step, on its thread. */
  @Nullable Object run(Task<?> task, Coroutine<?> body) throws Throwable {
    if (home.carriers != null) {
      home.carriers.restore(Objects.requireNonNull(task.extras().carried));
    }
    return launch(body);
  }

  @Override
  public @Nullable Object awaitRaw(@Nullable Awaitable<?> awaitable) throws Throwable {
    StackFrame stack = thread().stack;
    boolean outer = inOwnFrame;
    Frame<?> own = awaitable instanceof Frame<?> frame && !isBody(frame) ? frame : null;
    inOwnFrame =
        own != null || awaitable instanceof Attempt<?> || (outer && !(awaitable instanceof Frame));
    if (own != null) {
      stack.opened(own);
    }
    try {
      Object result = super.awaitRaw(awaitable);
      return suspended && !outer ? block() : result;
    } finally {
      inOwnFrame = outer;
      if (own != null) {
        stack.closed();
      }
    }
  }

  @Override
  protected @Nullable Object awaitStage(CompletionStage<?> stage) throws Throwable {
    Object result = super.awaitStage(stage);
    return suspended && !inOwnFrame ? block() : result;
  }

  /** Also after the loop was closed, while the body ends. */
  @Override
  public Task<?> currentTask() {
    return Thread.currentThread() instanceof TaskThread here ? here.task : super.currentTask();
  }

  /** Only what the transformer makes is synthetic. */
  private static boolean isBody(Frame<?> frame) {
    return frame.getClass().isSynthetic();
  }

  private static TaskThread thread() {
    return (TaskThread) Thread.currentThread();
  }

  /** The running body has to wait: it does so here, and goes on with what the step brings. */
  private @Nullable Object block() throws Throwable {
    TaskThread thread = thread();
    while (true) {
      TaskThread.Step step = nextStep(thread);
      if (step.from() == thread.stack) {
        if (step.thrown() != null) {
          throw awaited(step.thrown(), step.failed());
        }
        return step.value();
      }
      inOwnFrame = true;
      try {
        Object result =
            super.later(thread.task, step.from(), step.value(), step.thrown(), step.failed());
        if (!suspended) {
          return result;
        }
      } catch (Throwable t) {
        var unused = takeInnermost(); // as below
        throw awaited(t, t == step.thrown() ? step.failed() : null);
      } finally {
        inOwnFrame = false;
      }
    }
  }

  private TaskThread.Step nextStep(TaskThread thread) {
    try {
      thread.stack.attach(this);
      TaskThread.Step step = thread.nextStep();
      thread.stack.detach(step.from());
      return step;
    } catch (Throwable t) {
      // The stack is full, or there is no next step: then there is nothing to wait for.
      var unused = takeInnermost();
      throw t;
    }
  }
}
