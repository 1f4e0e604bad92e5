package io.fermata;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;

/**
 * Which loop runs on which executor. Neither is kept: a loop is found as long as somebody has it,
 * and whatever will wake one of its tasks does.
 */
final class Hosts {
  private static final Map<Executor, WeakReference<EventLoop>> LOOPS = new WeakHashMap<>();

  private Hosts() {}

  static EventLoop loopOn(Executor executor) {
    synchronized (LOOPS) {
      WeakReference<EventLoop> known = LOOPS.get(executor);
      EventLoop loop = known == null ? null : known.get();
      if (loop == null || !loop.isRunning()) {
        loop = loopWith(new Host(executor));
        LOOPS.put(executor, new WeakReference<>(loop));
      }
      return loop;
    }
  }

  private static EventLoop loopWith(Host host) {
    EventLoopBuilder builder = EventLoop.builder();
    builder.name += " on " + host.executorName();
    builder.host = host;
    EventLoop loop = builder.build();
    host.loop = loop;
    return loop;
  }
}
