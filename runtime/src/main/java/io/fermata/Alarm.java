package io.fermata;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Calls back when a hosted loop's next timer is due: through the executor if that can, else through
 * a thread that all such loops share and that ends when none needs it.
 *
 * <p>Thread: {@link #set} one at a time; the callback comes on any.
 */
final class Alarm {
  /** An alarm may come early, and is then set again; so delays need no care for what is huge. */
  private static final long LONGEST = TimeUnit.DAYS.toNanos(1);

  /** One that nobody needs any more is left alone if it is near: cancelled ones may pile up. */
  private static final long NEAR = TimeUnit.MINUTES.toNanos(1);

  private final @Nullable ScheduledExecutorService own;
  private final Runnable callback;

  /** The time it is set to; written by whoever it calls, too. */
  private volatile long time = Long.MAX_VALUE;

  private @Nullable Future<?> pending;

  Alarm(Executor executor, Runnable callback) {
    this.own = executor instanceof ScheduledExecutorService service ? service : null;
    this.callback = callback;
  }

  /** Sets it to a deadline of the loop's clock; {@link Long#MAX_VALUE} if there is none. */
  void set(long deadline, long now) {
    if (deadline == Long.MAX_VALUE ? time > now + NEAR : deadline < time) {
      Future<?> old = pending;
      if (old != null) {
        old.cancel(false);
        pending = null;
      }
      time = deadline;
      if (deadline != Long.MAX_VALUE) {
        long delay = deadline <= now ? 0 : Math.min(deadline - now, LONGEST);
        pending = (own == null ? shared() : own).schedule(this::ring, delay, TimeUnit.NANOSECONDS);
      }
    }
  }

  private void ring() {
    time = Long.MAX_VALUE;
    callback.run();
  }

  /** Whether whoever takes time here keeps the loops of others waiting. */
  static boolean isSharedThread() {
    return Shared.HERE.get() != null;
  }

  static ScheduledExecutorService shared() {
    return Shared.TIMER;
  }

  /** Made when it is first needed. */
  private static final class Shared {
    static final ThreadLocal<@Nullable Boolean> HERE = new ThreadLocal<>();
    static final ScheduledThreadPoolExecutor TIMER = timer();

    private static ScheduledThreadPoolExecutor timer() {
      ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, Shared::thread);
      timer.setRemoveOnCancelPolicy(true);
      timer.setKeepAliveTime(10, TimeUnit.SECONDS);
      timer.allowCoreThreadTimeOut(true);
      return timer;
    }

    private static Thread thread(Runnable work) {
      return DaemonThreads.make(
          () -> {
            HERE.set(true);
            work.run();
          },
          "fermata-timer");
    }
  }
}
