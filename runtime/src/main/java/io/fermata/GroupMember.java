package io.fermata;

import java.util.function.Consumer;

/**
 * One loop of a group and its thread.
 *
 * <pre>
 *   serving --group closes, or fatal error--> ending its tasks --all members have--> closed
 * </pre>
 *
 * A member whose tasks have ended goes on serving until those of all others have: their cleanup may
 * need it.
 *
 * <p>Thread: {@link #askToEnd} and {@link #othersHaveEnded} any; {@link #run} its own.
 */
final class GroupMember implements Runnable {
  final EventLoop loop;
  private final EventLoopGroup group;
  private final Thread thread;
  private final Promise<Boolean> endAsked;
  private final Promise<Boolean> allEnded;

  GroupMember(EventLoopGroup group, EventLoopBuilder builder, String name, boolean daemon) {
    this.group = group;
    this.thread = new Thread(this, name); // first: what comes after the loop must not fail
    thread.setDaemon(daemon);
    builder.name(name);
    builder.group = group;
    this.loop = builder.build();
    this.endAsked = loop.createPromise();
    this.allEnded = loop.createPromise();
  }

  void start(Consumer<Thread> starter) {
    starter.accept(thread);
  }

  /** Closes the loop of a member that was never started. */
  void discard() {
    Closing.close(loop);
  }

  boolean isHere() {
    return Thread.currentThread() == thread || loop.isOnThread();
  }

  void askToEnd() {
    loop.post(() -> endAsked.complete(true));
  }

  void othersHaveEnded() {
    loop.post(() -> allEnded.complete(true));
  }

  /** Waits for the thread; an interrupt of the caller comes after that. */
  void join() {
    boolean interrupted = false;
    for (; ; ) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    orEnd(() -> serveUntil(endAsked));
    orEnd(() -> Closing.cancelTasks(loop));
    group.hasEnded();
    orEnd(() -> serveUntil(allEnded));
    orEnd(loop::close);
  }

  /** A fatal error ends what this loop was doing, and the group with it. */
  private void orEnd(Runnable phase) {
    try {
      phase.run();
    } catch (Throwable t) {
      report(t);
      group.end();
    }
  }

  private void report(Throwable fatal) {
    try {
      loop.failures.report("Fatal error in " + loop + ", " + group + " closes", fatal);
    } catch (Throwable t) {
      // The heap may be full. That the group closes is more important than that it says why.
    }
  }

  private void serveUntil(Promise<?> end) {
    Handle stop = new Handle(new LoopStop(loop));
    end.addWaiter(stop);
    try {
      while (!end.isDone()) {
        loop.runForever();
      }
    } finally {
      stop.cancel(); // after a fatal error it would stop a later run
    }
  }
}
