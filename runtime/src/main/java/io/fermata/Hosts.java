package io.fermata;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Which loop runs on which executor. Neither is kept: a loop is found as long as somebody has it,
 * and whatever will wake one of its tasks does.
 */
final class Hosts {
  private static final Map<Executor, WeakReference<EventLoop>> LOOPS = new WeakHashMap<>();

  private Hosts() {}

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
      LOOPS.put(executor, new WeakReference<>(loop));
      return loop;
    }
  }

  private static @Nullable EventLoop openOn(Executor executor) {
    WeakReference<EventLoop> known = LOOPS.get(executor);
    EventLoop loop = known == null ? null : known.get();
    return loop != null && loop.isRunning() ? loop : null;
  }
}
