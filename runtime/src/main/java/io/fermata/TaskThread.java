package io.fermata;

import io.fermata.frame.Frame;
import io.fermata.frame.StackFrame;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The thread that has the bodies of one task on its stack: one of the task's own, or the one that
 * called {@code run}. And the turn that it gets and gives back: one thread of a loop runs at any
 * time, all others are blocked here.
 *
 * <pre>
 *   loop's thread:  giveTurn ---------.                .---> goes on
 *   this thread:    serve, nextStep    '--> the step --'  blocked, or ended
 * </pre>
 *
 * <p>An interrupt of a thread that is blocked goes to the one that has the turn, and along with the
 * turn, as if there were one thread.
 *
 * <p>Thread: {@link #giveTurn}, {@link #dismiss} and what tells of the end the loop's, the rest
 * this thread's.
 */
final class TaskThread {
  /**
   * What a turn is given for. A first step has a body and no frame.
   *
   * @param failed the task that {@code thrown} comes from, if it comes from one
   */
  record Step(
      @Nullable Coroutine<?> body,
      @Nullable Frame<?> from,
      @Nullable Object value,
      @Nullable Throwable thrown,
      @Nullable Task<?> failed) {
    /** The bodies are to leave this stack, each into its frame. */
    static final Step LEAVE = new Step(null, null, null, null, null);

    boolean isLeave() {
      return body == null && from == null;
    }
  }

  final Task<?> task;
  final Thread thread;
  final StackFrame stack;
  private final ThreadedStepper stepper;
  private final Semaphore turn = new Semaphore(0);
  private final Semaphore turnIsBack = new Semaphore(0);

  /** What the turn was given for last. */
  private Step step = Step.LEAVE;

  /** Whoever gives the turn was interrupted meanwhile, or the step has left an interrupt. */
  private boolean interrupted;

  private boolean ended;
  private @Nullable Object result;
  private @Nullable Throwable failure;

  private TaskThread(ThreadedStepper stepper, Task<?> task, @Nullable Thread caller) {
    this.stepper = stepper;
    this.task = task;
    this.thread = caller == null ? new Thread(this::serve, task.name()) : caller;
    this.stack = new StackFrame(thread);
  }

  /** The thread that calls this, which has to {@link #serve}. */
  static TaskThread here(ThreadedStepper stepper, Task<?> task) {
    return new TaskThread(stepper, task, Thread.currentThread());
  }

  /** A new thread; null if there is none to be had. */
  static @Nullable TaskThread onNewThread(ThreadedStepper stepper, Task<?> task) {
    TaskThread made = new TaskThread(stepper, task, null);
    return start(made.thread) ? made : null;
  }

  /** Starts a daemon; false if there is no thread to be had. */
  static boolean start(Thread thread) {
    thread.setDaemon(true);
    try {
      thread.start();
      return true;
    } catch (OutOfMemoryError e) {
      return false;
    }
  }

  /** Gives this thread the turn until it is blocked in an await, or has ended. */
  void giveTurn(Step next) {
    step = next;
    interrupted = Thread.interrupted();
    turn.release();
    if (await(turnIsBack, thread)) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets a thread go that has ended its bodies and waits for this. */
  void dismiss() {
    interrupted = Thread.interrupted();
    turn.release();
  }

  /** Whether no body is on this stack any more; those that had to wait are in their frames. */
  boolean hasEnded() {
    return ended;
  }

  /** What the step has returned, or failed with, that ended here. */
  @Nullable Object result() throws Throwable {
    if (failure != null) {
      throw failure;
    }
    return result;
  }

  /** Waits for the first turn, and keeps this thread until the bodies have left it. */
  void serve() {
    Stepper outer = Stepper.here();
    Stepper.enter(stepper);
    Step first = awaitTurn();
    if (!first.isLeave()) {
      try {
        result = stepper.begin(this, first);
      } catch (Throwable t) {
        failure = t;
      }
    }
    ended = true;
    Stepper.enter(outer);
    giveBack();
  }

  /** Waits until the loop has stopped. */
  void awaitDismissal() {
    var unused = awaitTurn();
  }

  /** Gives the turn back, and waits for the next step. */
  Step nextStep() {
    giveBack();
    return awaitTurn();
  }

  /** Whether the bodies on this stack are to leave it. */
  boolean isLeaving() {
    return step.isLeave();
  }

  private void giveBack() {
    interrupted = Thread.interrupted();
    turnIsBack.release();
  }

  private Step awaitTurn() {
    if (await(turn, null)) {
      Thread.currentThread().interrupt();
    }
    return step;
  }

  /**
   * Waits for the turn.
   *
   * @param holder who has it meanwhile; null for whoever runs the loop
   * @return whether an interrupt came along
   */
  private boolean await(Semaphore mine, @Nullable Thread holder) {
    boolean late = false;
    while (true) {
      try {
        mine.acquire();
        break;
      } catch (InterruptedException e) {
        if (mine.tryAcquire()) {
          late = true;
          break;
        }
        late |= !pass(holder == null ? stepper.runner() : holder);
      }
    }
    boolean interrupt = interrupted || late;
    interrupted = false;
    return interrupt;
  }

  /** Interrupts another thread instead of this; false if there is none. */
  private static boolean pass(@Nullable Thread holder) {
    if (holder == null || holder == Thread.currentThread()) {
      return false;
    }
    holder.interrupt();
    return true;
  }
}
