package io.fermata;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One loop of a group and its thread.
 *
 * <pre>
 *   serving --group closes, or fatal error--> ending its tasks --all members have--> closed
 * </pre>
 *
 * A member whose tasks have ended goes on serving until those of all others have: their cleanup may
 * need it. Nothing that tells a member so needs memory: what ends a group may be a full heap.
 *
 * <p>Thread: {@link #askToEnd} and {@link #othersHaveEnded} any; {@link #run} its own.
 */
final class GroupMember implements Runnable {
  final EventLoop loop;
  private final EventLoopGroup group;
  private final Thread thread;
  private final Signal endAsked;
  private final Signal allEnded;

  GroupMember(EventLoopGroup group, EventLoopBuilder builder, String name, boolean daemon) {
    this.group = group;
    this.thread = new Thread(this, name); // first: what comes after the loop must not fail
    thread.setDaemon(daemon);
    builder.name(name);
    builder.group = group;
    this.loop = builder.build();
    this.endAsked = new Signal(loop);
    this.allEnded = new Signal(loop);
  }

  void start(Consumer<Thread> starter) {
    starter.accept(thread);
  }

  /** Closes the loop of a member that was never started. */
  void discard() {
    LoopShutdown.close(loop);
  }

  boolean isHere() {
    return Thread.currentThread() == thread || loop.isOnThread();
  }

  void askToEnd() {
    endAsked.give();
  }

  void othersHaveEnded() {
    allEnded.give();
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
    try {
      serveUntil(endAsked);
    } catch (Throwable t) {
      endGroup(t);
    }
    try {
      LoopShutdown.cancelTasks(loop);
    } catch (Throwable t) {
      endGroup(t);
    }
    group.hasEnded();
    try {
      serveUntil(allEnded);
    } catch (Throwable t) {
      endGroup(t);
    }
    try {
      loop.close();
    } catch (Throwable t) {
      endGroup(t);
    }
  }

  /** A fatal error ends what this loop was doing, and the group with it. */
  private void endGroup(Throwable fatal) {
    try {
      loop.failures.report("Fatal error in " + loop + ", " + group + " closes", fatal);
    } catch (Throwable t) {
      // The heap may be full. That the group closes is more important than that it says why.
    }
    group.end();
  }

  private void serveUntil(Signal end) {
    Handle stop = new Handle(new LoopStop(loop));
    end.promise.addWaiter(stop);
    try {
      while (!end.promise.isDone()) {
        loop.runForever();
      }
    } finally {
      stop.cancel(); // after a fatal error it would stop a later run
    }
  }

  /** Something that the loop is told once, by any thread. */
  private static final class Signal implements Runnable {
    private final EventLoop loop;
    final Promise<Boolean> promise;
    private final Inbox.Entry entry = new Inbox.Entry(this);
    private final AtomicBoolean given = new AtomicBoolean();

    Signal(EventLoop loop) {
      this.loop = loop;
      this.promise = loop.createPromise();
    }

    void give() {
      if (given.compareAndSet(false, true)) {
        loop.inbox.put(entry);
      }
    }

    @Override
    public void run() {
      promise.complete(true);
    }
  }
}
