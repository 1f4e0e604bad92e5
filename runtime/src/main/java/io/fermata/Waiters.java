package io.fermata;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Who is woken when a task or promise is done: nobody (null), one waiter (itself), or several (an
 * object of this class), in order of registration. A waiter is a task of the same loop, or a
 * callback; either is an entry of the ready queue as it is.
 *
 * <p>Thread: the loop's.
 */
final class Waiters {
  private final ArrayList<Object> all = new ArrayList<>(4);

  private Waiters() {}

  /** The field's new content. */
  static Object add(@Nullable Object waiters, Object waiter) {
    if (waiters == null) {
      return waiter;
    }
    if (waiters instanceof Waiters several) {
      several.all.add(waiter);
      return several;
    }
    Waiters several = new Waiters();
    several.all.add(waiters);
    several.all.add(waiter);
    return several;
  }

  /** The field's new content without that waiter, if it is there. */
  static @Nullable Object remove(@Nullable Object waiters, Object waiter) {
    if (waiters instanceof Waiters several) {
      several.all.removeIf(waiter::equals);
      return several;
    }
    return waiter.equals(waiters) ? null : waiters;
  }

  /** Whether any of them is a task. */
  static boolean hasTask(@Nullable Object waiters) {
    return waiters instanceof Task
        || (waiters instanceof Waiters several
            && several.all.stream().anyMatch(Task.class::isInstance));
  }

  static void wake(@Nullable Object waiters, EventLoop loop) {
    if (waiters instanceof Waiters several) {
      for (Object waiter : several.all) {
        loop.soon(waiter);
      }
    } else if (waiters != null) {
      loop.soon(waiters);
    }
  }
}
