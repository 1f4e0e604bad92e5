package io.fermata;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The loops of this JVM that are not closed, for those who look at them from outside. One that was
 * forgotten instead of closed goes with the garbage.
 *
 * <p>Thread: any.
 */
final class OpenLoops {
  private static final Set<EventLoop> OPEN = Collections.newSetFromMap(new WeakHashMap<>());

  private OpenLoops() {}

  static void opened(EventLoop loop) {
    synchronized (OPEN) {
      OPEN.add(loop);
    }
  }

  static void closed(EventLoop loop) {
    synchronized (OPEN) {
      OPEN.remove(loop);
      if (!OPEN.isEmpty()) {
        return;
      }
    }
    FlightRecording.listenNoMore();
  }

  /** By name. */
  static List<EventLoop> all() {
    List<EventLoop> all;
    synchronized (OPEN) {
      all = new ArrayList<>(OPEN);
    }
    all.sort(Comparator.comparing(EventLoop::name));
    return all;
  }
}
