package io.fermata;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cancel on its way through gathers, depth first: it goes to each that was gathered, and those
 * may wait for other gathers. By hand, because the nesting may be deep.
 *
 * <p>Nothing that it changes ends a gather at once, but for a circle: a gather that the walk meets
 * inside itself is ended there.
 *
 * <p>Thread: the loop's.
 */
final class CancelWalk {
  private final @Nullable String message;
  private final Deque<Stop> path = new ArrayDeque<>();
  private final Set<Gathering<?>> onPath = Collections.newSetFromMap(new IdentityHashMap<>());

  private CancelWalk(@Nullable String message) {
    this.message = message;
  }

  /** Cancels what was gathered, there and below; returns whether anything was cancelled. */
  static boolean cancelAll(Gathering<?> first, @Nullable String message) {
    CancelWalk walk = new CancelWalk(message);
    boolean any = walk.into(first, null);
    for (Stop stop; (stop = walk.path.peek()) != null; ) {
      if (stop.children.hasNext()) {
        stop.any |= walk.cancel(stop.children.next().awaitable());
      } else {
        any = walk.leave(stop);
      }
    }
    return any;
  }

  /** Whether it was cancelled; false for now if that shows only when a gather is left. */
  private boolean cancel(Awaitable<?> child) {
    if (child instanceof Gathering<?> gathering) {
      return into(gathering, null);
    }
    if (child instanceof Promise<?> promise) {
      return promise.cancel(message);
    }
    Task<?> task = (Task<?>) child;
    if (task.isDone()) {
      return false;
    }
    Task<?> last = Cancellation.lastOfChain(task, message);
    if (last == null) {
      return true;
    }
    if (last.awaiting instanceof Gathering<?> gathering) {
      return into(gathering, last);
    }
    Cancellation.cancelWaitOrLeavePending(last, message);
    return true;
  }

  /**
   * @param awaiter the task through which the walk came, if it came through one
   */
  private boolean into(Gathering<?> gathering, @Nullable Task<?> awaiter) {
    if (gathering.isDone()) {
      return cameBack(awaiter, false);
    }
    if (!onPath.add(gathering)) {
      gathering.end(message);
      return true;
    }
    path.push(new Stop(gathering, awaiter));
    return false;
  }

  private boolean leave(Stop stop) {
    path.pop();
    onPath.remove(stop.gathering);
    if (stop.any) {
      stop.gathering.cancelRequested(message);
    }
    boolean cancelled = cameBack(stop.awaiter, stop.any);
    Stop outer = path.peek();
    if (outer != null) {
      outer.any |= cancelled;
    }
    return cancelled;
  }

  /** A task is cancelled in any case: at its next await if nothing was that it waits for. */
  private boolean cameBack(@Nullable Task<?> awaiter, boolean any) {
    if (awaiter == null) {
      return any;
    }
    if (!any) {
      Cancellation.leavePending(awaiter, message);
    }
    return true;
  }

  /** A gather that the walk is in. */
  private static final class Stop {
    final Gathering<?> gathering;
    final @Nullable Task<?> awaiter;
    final Iterator<Completion> children;
    boolean any;

    Stop(Gathering<?> gathering, @Nullable Task<?> awaiter) {
      this.gathering = gathering;
      this.awaiter = awaiter;
      this.children = gathering.children().iterator();
    }
  }
}
