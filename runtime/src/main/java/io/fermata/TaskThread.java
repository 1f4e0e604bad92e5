package io.fermata;

import io.fermata.frame.Frame;
import io.fermata.frame.StackFrame;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The thread of one task, and the turn that it gets and gives back: one thread of a loop runs at
 * any time, all others are blocked here.
 *
 * <pre>
 *   loop's thread:  runStep ----------.                .---> goes on
 *   this thread:                       '--> the step --'  blocked, or ended
 * </pre>
 *
 * <p>An interrupt goes along with the turn, as if there were one thread.
 *
 * <p>Thread: {@link #runStep} whichever has the turn; the rest this one.
 */
final class TaskThread extends Thread {
  /**
   * Calls that the hand-over may need; a stack that overflows half way would let two threads run.
   */
  private static final int ROOM = 500;

  /** How often a body may catch what ends it and await again. */
  private static final int REFUSALS = 100;

  /** What a step begins with. */
  record Step(
      Frame<?> from,
      @Nullable Object value,
      @Nullable Throwable thrown,
      @Nullable Task<?> failed) {}

  /** The bodies on this stack. */
  final StackFrame stack = new StackFrame(this);

  final Task<?> task;
  private final ThreadedStepper stepper;
  private final Coroutine<?> body;
  private final Semaphore turn = new Semaphore(0);
  private final Semaphore turnIsBack = new Semaphore(0);

  /** Null for the first step, and when there will be none any more. */
  private @Nullable Step step;

  private boolean interrupted;
  private boolean ended;
  private @Nullable Object result;
  private @Nullable Throwable failure;
  private int refusals;

  TaskThread(ThreadedStepper stepper, Task<?> task, Coroutine<?> body) {
    super(task.name());
    setDaemon(true);
    this.task = task;
    this.stepper = stepper;
    this.body = body;
  }

  /** Gives this thread the turn until it is blocked in an await, or has ended. */
  void runStep(@Nullable Step next) {
    requireRoom(ROOM);
    step = next;
    if (Thread.interrupted()) {
      interrupt();
    }
    if (getState() == State.NEW) {
      start();
    } else {
      turn.release();
    }
    while (true) {
      try {
        turnIsBack.acquire();
        break;
      } catch (InterruptedException e) {
        if (turnIsBack.tryAcquire()) {
          interrupted = true;
          break;
        }
        interrupt();
      }
    }
    if (interrupted) {
      interrupted = false;
      Thread.currentThread().interrupt();
    }
  }

  boolean hasEnded() {
    return ended;
  }

  /** What the body has returned, or failed with. */
  @Nullable Object result() throws Throwable {
    if (failure != null) {
      throw failure;
    }
    return result;
  }

  @Override
  public void run() {
    Stepper.enter(stepper);
    try {
      result = stepper.run(task, body);
    } catch (Throwable t) {
      failure = t;
    }
    ended = true;
    giveBack();
  }

  /**
   * Gives the turn back, and waits for the next step.
   *
   * @throws CancelledError if there will be none
   */
  Step nextStep() {
    if (refusals > 0) {
      throw refusal();
    }
    requireRoom(ROOM);
    giveBack();
    turn.acquireUninterruptibly();
    if (step == null) {
      Stepper.enter(null);
      throw refusal();
    }
    return step;
  }

  private void giveBack() {
    interrupted = Thread.interrupted();
    turnIsBack.release();
  }

  /** What lets the body end; one that will not is left alone. */
  private CancelledError refusal() {
    if (++refusals > REFUSALS) {
      giveBack();
      turn.acquireUninterruptibly(); // nobody gives it any more
    }
    return new CancelledError("the event loop was closed");
  }

  /** Fails here and now if the stack is nearly full. */
  private static int requireRoom(int calls) {
    return calls == 0 ? 0 : requireRoom(calls - 1) + 1;
  }
}
