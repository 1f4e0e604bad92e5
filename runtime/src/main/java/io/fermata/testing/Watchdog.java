package io.fermata.testing;

import io.fermata.EventLoop;
import io.fermata.access.LoopAccess;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stops a loop that runs for too long in real time. A loop that does not hear of it, because
 * something blocks its thread, has its thread interrupted. One that even then goes on blocking, as
 * in {@link java.util.concurrent.CompletableFuture#join}, is told of in the log.
 *
 * <p>Thread: {@link #begin} and {@link #end} the one that runs the loop; the rest is the timer's.
 */
final class Watchdog {
  private static final long PATIENCE_SECONDS = 1;
  private static final ScheduledThreadPoolExecutor TIMER = timer();

  private final EventLoop loop;
  private final Duration limit;
  private final Consumer<AssertionError> stop;

  private @Nullable Thread watched;
  private @Nullable Future<?> next;
  private boolean interrupted;

  Watchdog(EventLoop loop, Duration limit, Consumer<AssertionError> stop) {
    this.loop = loop;
    this.limit = limit;
    this.stop = stop;
  }

  static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, work -> LoopAccess.get().daemon(work, "fermata-test-limit"));
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  synchronized void begin() {
    if (LoopAccess.get().isSteppedThrough(loop)) {
      return;
    }
    watched = Thread.currentThread();
    next = TIMER.schedule(this::tooLong, LoopAccess.get().nanos(limit), TimeUnit.NANOSECONDS);
  }

  synchronized void end() {
    watched = null;
    if (next != null) {
      next.cancel(false);
    }
    if (interrupted) {
      interrupted = false;
      var unused = Thread.interrupted();
    }
  }

  private synchronized void tooLong() {
    Thread thread = watched;
    if (thread == null) {
      return;
    }
    try {
      loop.execute(() -> stopIfWatched());
    } catch (RejectedExecutionException e) {
      return; // it has just been closed
    }
    next = TIMER.schedule(this::blocked, PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private void stopIfWatched() {
    synchronized (this) {
      if (watched == null || interrupted) {
        return;
      }
    }
    stop.accept(new AssertionError("the test is not done within " + limit + "\n" + loop.dump()));
  }

  private synchronized void blocked() {
    Thread thread = watched;
    if (thread == null) {
      return;
    }
    AssertionError reason =
        new AssertionError(
            "the test is not done within " + limit + ", and blocks the thread of its loop");
    Throwable where = new Throwable("what the thread does");
    where.setStackTrace(thread.getStackTrace());
    reason.initCause(where);
    interrupted = true;
    stop.accept(reason);
    thread.interrupt();
    next = TIMER.schedule(() -> stillBlocked(reason), PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** No thread can be ended, so the test can't fail: the log is all that is left. */
  private synchronized void stillBlocked(AssertionError reason) {
    if (watched != null) {
      System.getLogger("io.fermata")
          .log(
              Level.ERROR,
              "A test hangs: no interrupt ends what blocks the thread of its loop",
              reason);
    }
  }
}
