package io.fermata;

/** What loops refuse: each check returns, or says what is wrong and what to do instead. */
final class Checks {
  private Checks() {}

  static void requireCanRun(EventLoop loop) {
    requireNoGroupElsewhere(loop);
    requireOpen(loop);
    if (loop.isRunning()) {
      throw new IllegalStateException("this event loop is running already: " + loop);
    }
    requireNoneHere();
  }

  /** No loop runs on this thread. */
  static void requireNoneHere() {
    EventLoop other = EventLoop.currentOrNull();
    if (other != null) {
      throw new IllegalStateException(
          "an event loop runs on this thread already (" + other + "): use await instead of run");
    }
  }

  /** Tasks of the loop have to be run to their end, and no other loop runs on this thread. */
  static void requireNoneHereToClose(EventLoop loop) {
    EventLoop other = EventLoop.currentOrNull();
    if (other != null) {
      throw new IllegalStateException(
          loop
              + " has tasks to be ended, and another event loop runs on this thread ("
              + other
              + "): close it elsewhere, or by await(toThread(() -> loop.close()))");
    }
  }

  static void requireOpen(EventLoop loop) {
    if (loop.isClosed()) {
      throw new IllegalStateException("the event loop is closed: " + loop);
    }
  }

  /** The loop is not an executor's. */
  static void requireOwnThread(EventLoop loop) {
    if (loop.host != null) {
      throw new IllegalStateException(
          loop + " runs whenever there is something to do, until it is closed");
    }
  }

  static void requireNoGroup(EventLoop loop) {
    if (loop.group != null) {
      throw new IllegalStateException(
          loop + " belongs to " + loop.group + ", which alone runs it and ends it");
    }
  }

  /** If the loop belongs to a group, this is its thread there. */
  static void requireNoGroupElsewhere(EventLoop loop) {
    if (loop.group != null && !loop.group.isThreadOf(loop)) {
      requireNoGroup(loop);
    }
  }

  /**
   * As {@link EventLoop#requireThread}, for what follows that: nothing that was asked for meanwhile
   * is done here, between reading and writing.
   */
  static void requireNoOtherThread(EventLoop loop) {
    Thread here = loop.runner;
    if (here != Thread.currentThread() && (here != null || loop.host != null)) {
      throw wrongThread(loop);
    }
  }

  /** For a call on another thread of what belongs to the loop's. */
  static IllegalStateException wrongThread(EventLoop loop) {
    return new IllegalStateException(
        loop.host != null && loop.host.isHere()
            ? loop + " has no step now: use execute or submit, also on its own thread"
            : loop + " runs on another thread: use execute or submit from this one");
  }
}
