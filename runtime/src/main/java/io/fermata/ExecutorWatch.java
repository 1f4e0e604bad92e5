package io.fermata;

import java.lang.ref.WeakReference;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks every second whether the executor of a hosted loop is still there, as long as the loop has
 * tasks: one that was shut down tells nobody, and what waits would wait for ever.
 *
 * <p>Thread: the shared timer's.
 */
final class ExecutorWatch implements Runnable {
  private final WeakReference<Host> host;
  private final ExecutorService executor;

  private ExecutorWatch(Host host, ExecutorService executor) {
    this.host = new WeakReference<>(host);
    this.executor = executor;
  }

  static void begin(Host host, ExecutorService executor) {
    new ExecutorWatch(host, executor).again();
  }

  private void again() {
    var unused = Alarm.shared().schedule(this, 1, TimeUnit.SECONDS);
  }

  @Override
  public void run() {
    Host watched = host.get();
    if (watched == null) {
      return;
    }
    if (executor.isTerminated()) {
      watched.executorIsGone(null);
    } else if (watched.stillNeedsWatch()) {
      again();
    }
  }
}
