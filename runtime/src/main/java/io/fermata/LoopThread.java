package io.fermata;

import org.jspecify.annotations.Nullable;

/**
 * The thread that turns a loop while the one that called {@code run} has its task's bodies on its
 * stack; see {@link ThreadedStepper}.
 *
 * <p>Thread: {@link #run} its own, the rest the caller's.
 */
final class LoopThread implements Runnable {
  private final EventLoop loop;
  private final ThreadedStepper stepper;

  /** What has ended the loop, if it was not a stop. */
  private @Nullable Throwable failure;

  LoopThread(EventLoop loop, ThreadedStepper stepper) {
    this.loop = loop;
    this.stepper = stepper;
  }

  /** Returns false if there is no thread to be had. */
  boolean start() {
    return TaskThread.start(new Thread(this, loop.name()));
  }

  @Override
  public void run() {
    try {
      loop.turns.untilHalted();
    } catch (Throwable t) {
      failure = t;
    }
    stepper.dismissCaller();
  }

  /** The caller has its thread back: it gets what an ordinary run would have thrown. */
  void end() {
    if (failure != null) {
      throw Throwables.unchecked(failure);
    }
  }
}
