package io.fermata;

import org.jspecify.annotations.Nullable;

/**
 * Runs coroutines on a loop, one after the other; each begins with the task-locals that the one
 * before has left.
 *
 * <p>asyncio: {@code Runner.run}.
 *
 * <p>Thread: the one that runs the loop.
 */
final class Runner {
  private final EventLoop loop;

  /** The task-locals that the last run has left for the next. */
  private @Nullable TaskLocalValues locals;

  private boolean hasRun;

  Runner(EventLoop loop) {
    this.loop = loop;
  }

  /** Whether any coroutine was run. */
  boolean hasRun() {
    return hasRun;
  }

  <T extends @Nullable Object> T run(Coroutine<T> main) {
    hasRun = true;
    loop.turns.takeIn();
    Task<T> task = TaskStarter.start(loop, main, null);
    if (locals != null) {
      task.rareState().locals = locals;
    }
    CtrlC ctrlC = CtrlC.install(task);
    try {
      runUntilDone(new Completion(task), task);
    } finally {
      if (ctrlC != null) {
        ctrlC.restore();
      }
    }
    if (ctrlC != null) {
      ctrlC.mainIsDone();
    }
    locals = TaskLocalValues.of(task);
    return task.resultUnchecked();
  }

  /**
   * Runs the loop.
   *
   * @param main the task that belongs to this thread; null if it is none
   */
  void runUntilDone(Completion completion, @Nullable Task<?> main) {
    Handle stop = new Handle(new LoopStop(loop));
    completion.addWaiter(stop);
    try {
      if (main == null) {
        loop.runForever();
      } else {
        loop.stepper.runLoopFor(main);
      }
    } finally {
      completion.removeWaiter(stop);
      stop.cancel(); // it may be in the ready queue, and must not stop the next run
    }
    if (!completion.isDone()) {
      throw new IllegalStateException("the event loop was stopped before the coroutine was done");
    }
  }
}
