package io.fermata;

import org.jspecify.annotations.Nullable;

/**
 * What Ctrl-C (SIGINT) does while a loop runs a coroutine on the program's main thread: the first
 * cancels its task, the second ends the JVM at once, as if nobody had handled it.
 *
 * <p>Where the JVM has no {@code sun.misc.Signal}, keeps signals to itself, or the program handles
 * Ctrl-C on its own, nothing changes.
 *
 * <p>asyncio: what {@code Runner.run} does with SIGINT.
 *
 * <p>Thread: {@link #run} one of the JVM's; the rest the main thread.
 */
final class CtrlC implements Runnable {
  /** What shells expect of a program that was interrupted. */
  private static final int EXIT_STATUS = 130;

  /** How the JVM hands out signals; null if it does not. Set by the class that is loaded for it. */
  static @Nullable Signals signals;

  private static boolean sought;

  private final Task<?> main;
  private final Signals source;
  private @Nullable Object previous;
  private boolean cancelled;

  private CtrlC(Task<?> main, Signals source) {
    this.main = main;
    this.source = source;
  }

  /** From now on Ctrl-C cancels this task; null if it does not. */
  static @Nullable CtrlC install(Task<?> main) {
    if (!isMainThread(Thread.currentThread())) {
      return null;
    }
    Signals source = signals();
    return source == null ? null : new CtrlC(main, source).installed();
  }

  /** The one that the JVM has made to run the program. Its number is another on each JDK. */
  private static boolean isMainThread(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return thread.getName().equals("main") && group != null && group.getName().equals("main");
  }

  private static @Nullable Signals signals() {
    if (!sought) {
      sought = true;
      try {
        Class.forName("io.fermata.JvmSignals");
      } catch (ClassNotFoundException | LinkageError e) {
        // The JVM has no such module.
      }
    }
    return signals;
  }

  private @Nullable CtrlC installed() {
    synchronized (this) { // the signal may come at once
      try {
        previous = source.handle(this);
      } catch (IllegalArgumentException e) {
        // The JVM was told to leave signals alone (-Xrs).
      }
      return previous == null ? null : this;
    }
  }

  /** The signal arrived. */
  @Override
  public synchronized void run() {
    if (cancelled || !main.cancel("Ctrl-C")) {
      restore();
      source.raise();
    }
    cancelled = true;
  }

  /** Gives Ctrl-C back the meaning that it had. */
  void restore() {
    if (previous != null) {
      source.restore(previous);
    }
  }

  /**
   * The task is done, and its failure is about to be thrown. If that is the cancellation by Ctrl-C
   * and nobody catches it, the program's exit status will be that of an interrupted one.
   */
  synchronized void mainIsDone() {
    if (!cancelled || !main.isCancelled() || main.uncancel() > 0) {
      return;
    }
    Thread thread = Thread.currentThread();
    Thread.UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();
    boolean free = handler == thread.getThreadGroup() || handler instanceof ExitStatus;
    if (free && Thread.getDefaultUncaughtExceptionHandler() == null) {
      thread.setUncaughtExceptionHandler(new ExitStatus(main.failure()));
    }
  }

  /** Does what is done without a handler, and ends the JVM if this cancellation comes here. */
  private record ExitStatus(@Nullable Throwable cancellation)
      implements Thread.UncaughtExceptionHandler {
    @Override
    public void uncaughtException(Thread where, Throwable thrown) {
      where.getThreadGroup().uncaughtException(where, thrown);
      if (thrown == cancellation) {
        System.exit(EXIT_STATUS);
      }
    }
  }

  /** SIGINT. */
  abstract static class Signals {
    /** Handles it from now on; what did so before, or null if that stays. */
    abstract @Nullable Object handle(Runnable action);

    abstract void restore(Object previous);

    /** Sends it to this JVM. */
    abstract void raise();
  }
}
