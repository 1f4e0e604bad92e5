package io.fermata;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Warns of a thread that waits for a loop on an executor of which nothing has run yet: it may be
 * the very thread that the executor needs, which nobody can know before.
 *
 * <p>Thread: {@link #run} the shared timer's; the rest the one that waits.
 */
final class FirstBatchWatch implements Runnable {
  private final Host host;
  private final Duration patience;
  private final Thread waiting = Thread.currentThread();
  private final Future<?> alarm;

  FirstBatchWatch(Host host, Duration patience) {
    this.host = host;
    this.patience = patience;
    this.alarm = Alarm.shared().schedule(this, patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** The wait is over. */
  void end() {
    alarm.cancel(false);
  }

  @Override
  public void run() {
    if (!host.hasBegun()) {
      Failures.log(
          host.loop
              + " has run nothing yet, and "
              + waiting.getName()
              + (" waits for it in run since " + patience.toMillis() + " ms. ")
              + "If that is the executor's own thread, it waits for itself: use submit there",
          new DebugWarning("waits here", List.of(waiting.getStackTrace())));
    }
  }
}
