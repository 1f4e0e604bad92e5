package io.fermata;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs a loop on a thread that belongs to somebody else: batch by batch, each a task of the
 * executor. A batch has a limited number of steps, so that the executor's own tasks get their turn;
 * a turn of the loop may take several batches.
 *
 * <pre>
 *   idle --something is handed in, the alarm--> sent to the executor --> running a batch --> idle
 *                                                      '<-- more is ready --'
 * </pre>
 *
 * <p>The loop fails if the executor refuses a batch or is gone, runs two batches at once, or runs
 * one on another thread while the first is alive: then all its tasks fail, because nothing can run
 * their steps any more.
 *
 * <p>Thread: {@link #send} and what ends the loop any; the rest whoever holds {@link #running}, one
 * at a time.
 */
final class Host implements Runnable {
  private static final int STEPS_IN_A_BATCH = 256;
  private static final int RETRY_MILLIS = 100;

  private final Executor executor;
  private final Alarm alarm;

  /** Set once, before anybody else has it. */
  @Nullable EventLoop loop;

  /** A batch is on its way. */
  private final AtomicBoolean sent = new AtomicBoolean();

  /** Held while a batch runs, and while the loop is ended. */
  private final AtomicBoolean running = new AtomicBoolean();

  /** An {@link ExecutorWatch} looks after the executor. */
  private final AtomicBoolean watched = new AtomicBoolean();

  private volatile boolean hasTasks;

  /** The executor's thread, as far as is known. */
  private volatile @Nullable Thread home;

  /** How long a first run waits for its executor before it warns. */
  Duration patience = Duration.ofSeconds(5);

  /** Why the loop cannot go on, if it cannot. */
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  /** Done when the loop has ended, one way or the other. */
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

  /** How many entries of the ready queue belong to the turn that has begun. */
  private int left;

  /** Tasks have been asked to end. */
  private boolean askedToClose;

  /** All tasks have ended, and the loop is to be closed after this batch. */
  private boolean closing;

  Host(Executor executor) {
    this.executor = executor;
    this.alarm = new Alarm(executor, this::send);
  }

  String executorName() {
    return executor.getClass().getSimpleName();
  }

  private EventLoop loop() {
    return Objects.requireNonNull(loop);
  }

  boolean hasEnded() {
    return ended.isDone() || failure.get() != null;
  }

  @Nullable RuntimeException failure() {
    return failure.get();
  }

  /** Whether anything has run on the executor's thread. */
  boolean hasBegun() {
    return home != null;
  }

  /** Whether this is the executor's thread; false as long as nothing has run on it. */
  boolean isHere() {
    return Thread.currentThread() == home;
  }

  /** The executor's thread; null if it is not known, or has no loop any more. */
  @Nullable Thread thread() {
    return hasEnded() ? null : home;
  }

  /** There is something to do. */
  void send() {
    if (!hasEnded() && sent.compareAndSet(false, true)) {
      if (executor instanceof ExecutorService service && watched.compareAndSet(false, true)) {
        ExecutorWatch.begin(this, service);
      }
      try {
        executor.execute(this);
      } catch (RuntimeException e) {
        executorIsGone(e);
      } catch (Error e) { // such as no thread to be had, or a full stack here
        sent.set(false);
        sendAgain(e);
        throw e;
      }
    }
  }

  /** Nobody else would: what is handed in now finds the inbox not empty. */
  private void sendAgain(Error failure) {
    try {
      var unused = Alarm.shared().schedule(this::send, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    } catch (Throwable t) {
      failure.addSuppressed(t);
    }
  }

  @Override
  public void run() {
    if (!running.compareAndSet(false, true)) {
      fail(
          new IllegalStateException(
              "EventLoop.on needs an executor that runs one thing at a time, on one thread; this one"
                  + " runs several at once: "
                  + executor));
      return;
    }
    try {
      sent.set(false);
      if (!hasEnded() && isOnItsThread()) {
        batch();
      }
    } finally {
      endIfDue();
      running.set(false);
    }
    endIfFailed();
  }

  private boolean isOnItsThread() {
    Thread here = Thread.currentThread();
    Thread known = home;
    if (known != here) {
      if (known != null && known.isAlive()) {
        var unused =
            failure.compareAndSet(
                null,
                new IllegalStateException(
                    "EventLoop.on needs an executor that runs everything on one thread; this one"
                        + (" runs on " + known.getName() + " and on " + here.getName() + ": ")
                        + executor));
        return false;
      }
      home = here; // the first; or the one before has died and was replaced
    }
    return true;
  }

  private void batch() {
    EventLoop running = loop();
    Stepper outer = running.turns.enter();
    try {
      for (int budget = STEPS_IN_A_BATCH; budget > 0; ) {
        if (left == 0) {
          left = running.turns.beginTurn();
          if (left == 0) {
            break;
          }
        }
        int count = Math.min(left, budget);
        left -= count;
        budget -= count;
        running.turns.runReady(count);
      }
    } finally {
      running.turns.leave(outer);
      prepareNext();
    }
  }

  private void prepareNext() {
    if (closing) {
      return;
    }
    EventLoop loop = loop();
    hasTasks = !loop.tasks.isEmpty();
    if (loop.ready.size() > 0) {
      send();
      return;
    }
    loop.ready.trim();
    try {
      alarm.set(loop.timers.earliest(), loop.time());
    } catch (RejectedExecutionException e) {
      executorIsGone(e);
    }
  }

  /** Whether somebody has to go on looking after the executor. */
  boolean stillNeedsWatch() {
    if (hasEnded()) {
      return false;
    }
    if (hasTasks || sent.get()) {
      return true;
    }
    watched.set(false);
    return (hasTasks || sent.get()) && watched.compareAndSet(false, true);
  }

  // Ending.

  void executorIsGone(@Nullable RuntimeException refusal) {
    fail(
        new RejectedExecutionException(
            "the executor of "
                + loop()
                + (refusal == null ? " was shut down" : " takes nothing any more"),
            refusal));
  }

  private void fail(RuntimeException cause) {
    var unused = failure.compareAndSet(null, cause);
    if (Alarm.isSharedThread()) {
      endElsewhere();
    } else {
      endIfFailed();
    }
  }

  /** Who is told of the end may take long, or block. */
  private void endElsewhere() {
    try {
      DaemonThreads.make(this::endIfFailed, "fermata-end").start();
    } catch (OutOfMemoryError e) { // no thread to be had
      endIfFailed();
    }
  }

  /** Only one thread ends it: the one that runs a batch when that is over, or whoever comes. */
  private void endIfFailed() {
    while (failure.get() != null && !ended.isDone() && running.compareAndSet(false, true)) {
      try {
        endIfDue();
      } finally {
        running.set(false);
      }
    }
  }

  private void endIfDue() {
    RuntimeException cause = failure.get();
    if (ended.isDone() || (cause == null && !closing)) {
      return;
    }
    try {
      if (cause != null) {
        LoopShutdown.abandon(loop(), cause);
      }
      LoopShutdown.end(loop());
    } finally {
      ended.complete(null);
    }
  }

  /** Cancels and awaits all tasks, and ends the loop. Waits for that. */
  void close() {
    if (isHere() && !ended.isDone()) {
      throw new IllegalStateException(
          "close waits for tasks that run on this thread: call it on another one");
    }
    if (loop().post(this::beginClosing) || !ended.isDone()) {
      ended.join();
    }
  }

  private void beginClosing() {
    if (askedToClose) {
      return; // by another thread too: cancelled again, the tasks' cleanup would be interrupted
    }
    askedToClose = true;
    EventLoop loop = loop();
    List<Task<?>> tasks = LoopShutdown.cancel(loop);
    new Completion(Gathering.settled(loop, tasks))
        .addWaiter(
            (Runnable)
                () -> {
                  LoopShutdown.reportFailures(loop, tasks);
                  loop.blockingWork.shutDownThen(() -> closing = true);
                });
  }

  /** Runs a coroutine from another thread. */
  <T extends @Nullable Object> T run(Coroutine<T> main) {
    if (isHere()) {
      throw new IllegalStateException(
          loop() + " runs on this thread: use submit, or await instead of run");
    }
    if (home != null) {
      return loop().submit(main).awaitFromOutside();
    }
    FirstBatchWatch watch = new FirstBatchWatch(this, patience);
    try {
      return loop().submit(main).awaitFromOutside();
    } finally {
      watch.end();
    }
  }
}
