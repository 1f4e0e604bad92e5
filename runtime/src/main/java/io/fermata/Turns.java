package io.fermata;

import org.jspecify.annotations.Nullable;

/**
 * Turns a loop on the thread that has entered it. A turn takes in what other threads handed over,
 * waits if nothing is ready, puts the timers that are due behind what is ready, and runs what is
 * then in the ready queue.
 *
 * <p>Thread: {@link #halt} any; the rest the loop's.
 */
final class Turns {
  private final EventLoop loop;
  private final Stepper stepper;
  private final ReadyQueue ready;
  private final Timers timers;
  private final Inbox inbox;
  private final LoopClock clock;
  private final Failures failures;

  /** Null if slow steps are nobody's concern. */
  private final @Nullable StepWatch slow;

  private boolean stopping;

  Turns(EventLoop loop, @Nullable StepWatch slow) {
    this.loop = loop;
    this.stepper = loop.stepper;
    this.ready = loop.ready;
    this.timers = loop.timers;
    this.inbox = loop.inbox;
    this.clock = loop.clock;
    this.failures = loop.failures;
    this.slow = slow;
  }

  /** From now on this thread runs this loop; returns what it ran before. */
  @Nullable Stepper enter() {
    Stepper outer = Stepper.here();
    Stepper.enter(stepper);
    loop.runner = Thread.currentThread();
    return outer;
  }

  void leave(@Nullable Stepper outer) {
    nothingRuns(); // after a fatal error
    loop.runner = null;
    Stepper.enter(outer);
  }

  /**
   * For a loop that does not run: what was handed in so far comes before what follows, and a
   * command of the runtime is done as on the loop's thread.
   */
  void takeIn() {
    if (loop.group != null || loop.isClosed() || inbox.isEmpty()) {
      return;
    }
    ReadyQueue handedIn = new ReadyQueue();
    inbox.drainTo(handedIn);
    Stepper outer = enter();
    try {
      while (handedIn.size() > 0) {
        Object entry = handedIn.take();
        if (entry instanceof LoopCommand) {
          runEntry(entry);
        } else {
          ready.add(entry);
        }
      }
    } finally {
      while (handedIn.size() > 0) { // after a fatal error
        ready.add(handedIn.take());
      }
      leave(outer);
    }
  }

  /** Turn by turn until {@link #halt}. */
  void untilHalted() {
    takeIn();
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

  /** The turn that is running is the last; without one, the next. */
  void halt() {
    if (loop.isOnThread()) {
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
    if (loop.testHooks != null) {
      loop.testHooks.shuffle(ready);
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
        StepInstrumentation.run(loop, ready.take(), slow, recorded);
      }
    }
    nothingRuns();
  }

  private void nothingRuns() {
    ready.nothingRuns();
    stepper.callbackLocals = null;
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
      if (Throwables.isFatal(t)) {
        throw t;
      }
      failures.report("Exception in a callback", t);
    }
  }

  /** Waits for the next timer or the inbox; virtual time jumps to the timer instead. */
  private void waitForWork() {
    ready.trim();
    long deadline = timers.earliest();
    boolean working = loop.blockingWork.pending() > 0;
    if (loop.testHooks != null && loop.testHooks.watch.nothingIsReady(deadline, working)) {
      return;
    }
    if (deadline == Long.MAX_VALUE || (clock.isVirtual() && working)) {
      inbox.awaitEntry(loop, Long.MAX_VALUE);
    } else if (clock.isVirtual()) {
      timers.clockMoves();
      clock.jumpTo(deadline);
    } else {
      long now = clock.time();
      inbox.awaitEntry(loop, deadline <= now ? 0 : deadline - now); // it may be before any time
    }
  }

  /** The loop is closed. */
  void close() {
    if (slow != null) {
      slow.close();
    }
  }
}
