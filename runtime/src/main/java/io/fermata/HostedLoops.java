package io.fermata;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The loops on executors, and which runs on which. Neither is kept: a loop is found as long as
 * somebody has it, and whatever will wake one of its tasks does.
 */
final class HostedLoops {
  private static final Map<Key, WeakReference<EventLoop>> LOOPS = new HashMap<>();
  private static final ReferenceQueue<Executor> COLLECTED = new ReferenceQueue<>();

  private HostedLoops() {}

  /** The one that there is, or a new one that is like any. */
  static EventLoop loopOn(Executor executor) {
    synchronized (LOOPS) {
      EventLoop open = openOn(executor);
      return open == null ? newLoopOn(executor, EventLoop.builder()) : open;
    }
  }

  /** A new one. */
  static EventLoop newLoopOn(Executor executor, EventLoopBuilder builder) {
    synchronized (LOOPS) {
      EventLoop open = openOn(executor);
      if (open != null) {
        throw new IllegalStateException(
            "this executor has a loop already, "
                + open
                + ": build it before anybody asks for it with EventLoop.on, or close it first");
      }
      Host host = new Host(executor);
      EventLoop loop = new EventLoop(builder, host);
      host.loop = loop;
      LOOPS.put(new Key(executor), new WeakReference<>(loop));
      return loop;
    }
  }

  private static @Nullable EventLoop openOn(Executor executor) {
    for (Reference<?> gone; (gone = COLLECTED.poll()) != null; ) {
      LOOPS.remove(gone);
    }
    WeakReference<EventLoop> known = LOOPS.get(new Key(executor));
    EventLoop loop = known == null ? null : known.get();
    return loop != null && loop.isRunning() ? loop : null;
  }

  /** An executor itself, whatever it says that it is equal to: that would be the user's code. */
  private static final class Key extends WeakReference<Executor> {
    private final int hash;

    Key(Executor executor) {
      super(executor, COLLECTED);
      hash = System.identityHashCode(executor);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other || (other instanceof Key key && get() != null && get() == key.get());
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
