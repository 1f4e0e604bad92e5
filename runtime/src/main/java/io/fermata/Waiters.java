package io.fermata;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Who is woken when a task or promise is done: nobody (null), one waiter (itself), or several (an
 * object of this class), in order of registration. A waiter is a task of the same loop, or a
 * callback; either is an entry of the ready queue as it is.
 *
 * <p>A callback that may be taken back is a {@link Handle}: cancelled, it stays in its place until
 * most are. To look for each would take n squared steps when n waiters give up together.
 *
 * <p>Thread: the loop's.
 */
final class Waiters {
  private final ArrayList<Object> all = new ArrayList<>(4);

  /** How many handles were cancelled since the cancelled ones were dropped. */
  private int cancelled;

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

  /** The field's new content without that waiter, if it is there. Fast for those added last. */
  static @Nullable Object remove(@Nullable Object waiters, Object waiter) {
    if (waiters instanceof Waiters several) {
      int place = several.all.lastIndexOf(waiter);
      if (place >= 0) {
        several.all.remove(place);
      }
      return several;
    }
    return waiter.equals(waiters) ? null : waiters;
  }

  /** The field's new content when that handle, if it is there, was cancelled. */
  static @Nullable Object cancelled(@Nullable Object waiters, Handle handle) {
    if (waiters instanceof Waiters several) {
      several.cancelled++;
      return several.cancelled * 2 <= several.all.size() || several.dropCancelled()
          ? several
          : null;
    }
    return waiters == handle ? null : waiters;
  }

  /** Returns whether any are left. */
  private boolean dropCancelled() {
    all.removeIf(waiter -> waiter instanceof Handle handle && handle.isCancelled());
    cancelled = 0;
    return !all.isEmpty();
  }

  /** How many places are taken. */
  static int size(@Nullable Object waiters) {
    return waiters instanceof Waiters several ? several.all.size() : waiters == null ? 0 : 1;
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
        loop.enqueue(waiter);
      }
    } else if (waiters != null) {
      loop.enqueue(waiters);
    }
  }
}
