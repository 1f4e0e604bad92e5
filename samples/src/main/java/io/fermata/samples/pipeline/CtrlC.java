package io.fermata.samples.pipeline;

import java.util.concurrent.CountDownLatch;

/**
 * Turns Ctrl-C, or a SIGTERM, into a call, and holds the JVM until {@link #close()}.
 *
 * <p>Thread: any; the call comes from a thread of its own.
 */
final class CtrlC implements AutoCloseable {
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "ctrl-c");
  private volatile Runnable action = () -> {};

  CtrlC() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** From now on Ctrl-C runs this. */
  void runs(Runnable newAction) {
    action = newAction;
  }

  private void interrupted() {
    try {
      action.run();
    } finally {
      holdTheJvm();
    }
  }

  private void holdTheJvm() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is going down already; the hook has done its work.
    }
  }
}
