package io.fermata;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The blocking work of a loop that is on other threads: where it runs, which is the executor that
 * the loop was given or one of its own, made when first needed.
 *
 * <p>Thread: the loop's.
 */
final class BlockingWork {
  /** asyncio's for the wait at the end: of real time, as the work takes that on every loop. */
  Duration shutdownLimit = Duration.ofMinutes(5);

  private final EventLoop loop;
  private @Nullable Executor executor;
  private @Nullable ExecutorService own;

  /** Work that has not come back. */
  private int pending;

  /** What to do when nothing is pending any more, if that is waited for. */
  private @Nullable Runnable whenAllCameBack;

  BlockingWork(EventLoop loop, @Nullable Executor executor) {
    this.loop = loop;
    this.executor = executor;
  }

  int pending() {
    return pending;
  }

  /** Starts the work; the promise ends when it has come back, or when it is cancelled. */
  <T extends @Nullable Object> Promise<T> start(Callable<T> work) {
    Executor target = executor;
    if (target == null) {
      own = virtualOrCached();
      target = own;
      executor = own;
    }
    ThreadWork<T> started = new ThreadWork<>(loop, Context.carriedBy(loop, work));
    target.execute(started);
    pending++; // not if it was refused; whatever comes back does so in a later step
    return started;
  }

  void cameBack() {
    pending--;
    if (whenAllCameBack != null && pending == 0) {
      whenAllCameBack.run();
    }
  }

  /** Runs the loop until all work has come back, with a limit, and ends the loop's own threads. */
  void shutDown() {
    if (pending > 0) {
      whenAllCameBack = loop.turns::halt;
      Future<?> limit =
          Alarm.shared().schedule(loop.turns::halt, shutdownLimit.toNanos(), TimeUnit.NANOSECONDS);
      try {
        loop.runForever();
      } finally {
        limit.cancel(false);
      }
    }
    endOwn();
  }

  /** The same for a loop that runs anyway; that is one of real time. */
  void shutDownThen(Runnable then) {
    if (pending == 0) {
      endOwn();
      then.run();
      return;
    }
    Handle limit =
        loop.laterUncarried(
            shutdownLimit,
            () -> {
              whenAllCameBack = null;
              endOwn();
              then.run();
            });
    whenAllCameBack =
        () -> {
          limit.cancel();
          endOwn();
          then.run();
        };
  }

  /** The loop is closed, and may be kept by one of its tasks. */
  void clear() {
    executor = null;
    own = null;
  }

  private void endOwn() {
    if (pending > 0) {
      loop.failures.report(
          "Closing " + loop,
          new IllegalStateException(pending + " calls of toThread have not come back"));
    }
    if (own != null) {
      own.shutdown();
    }
  }

  private static ExecutorService virtualOrCached() {
    try {
      // Java 21 and later; this is compiled for 17.
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (NoSuchMethodException | IllegalAccessException e) {
      return cachedPool();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof UnsupportedOperationException) {
        return cachedPool(); // a preview feature that is not enabled
      }
      throw Throwables.unchecked(Objects.requireNonNull(e.getCause()));
    }
  }

  private static ExecutorService cachedPool() {
    AtomicInteger made = new AtomicInteger();
    return Executors.newCachedThreadPool(
        work -> {
          Thread thread = new Thread(work, "fermata-thread-" + made.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }
}
