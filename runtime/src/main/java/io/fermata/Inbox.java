package io.fermata;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What other threads hand to a loop: a lock-free stack that the loop takes whole and turns round,
 * so that it comes out in the order it was put in. The loop sleeps here when it has nothing to do.
 *
 * <p>Thread: {@link #put} any; the rest the loop's.
 */
final class Inbox {
  private static final Entry CLOSED = new Entry(new Nothing());

  private final AtomicReference<@Nullable Entry> last = new AtomicReference<>();

  /** The loop's thread while it sleeps or is about to: who puts something in has to wake it. */
  private volatile @Nullable Thread sleeper;

  /** The loop's thread was interrupted while it slept. */
  private boolean interrupted;

  /** Runs the loop, if it does not sleep here but runs on somebody else's thread. */
  private final @Nullable Host host;

  Inbox(@Nullable Host host) {
    this.host = host;
  }

  /** Returns false if the inbox is closed; what was handed in is dropped then. */
  boolean put(Runnable callback) {
    return put(new Entry(callback));
  }

  /** The same without a need for memory. An entry is put into one inbox, once. */
  boolean put(Entry entry) {
    for (; ; ) {
      Entry previous = last.get();
      if (previous == CLOSED) {
        return false;
      }
      entry.next = previous;
      if (last.compareAndSet(previous, entry)) {
        if (previous == null) { // else whoever put the first one in wakes the loop
          if (host == null) {
            LockSupport.unpark(sleeper);
          } else {
            host.send();
          }
        }
        return true;
      }
    }
  }

  /** Sleeps until there is something, for at most that long; it may wake for no reason. */
  void awaitEntry(Object blocker, long nanos) {
    sleeper = Thread.currentThread();
    if (last.get() == null) {
      if (nanos == Long.MAX_VALUE) {
        LockSupport.park(blocker);
      } else {
        LockSupport.parkNanos(blocker, nanos);
      }
    }
    sleeper = null;
    // An interrupted thread does not park: left set, the flag would make the loop spin.
    interrupted |= Thread.interrupted();
  }

  /** Gives the thread back the interrupt that came while it slept. */
  void restoreInterrupt() {
    if (interrupted) {
      interrupted = false;
      Thread.currentThread().interrupt();
    }
  }

  boolean isEmpty() {
    return last.get() == null;
  }

  void drainTo(ReadyQueue ready) {
    if (last.get() != null) {
      addAll(last.getAndSet(null), ready);
    }
  }

  /** The same for the last time: from now on everything is refused. */
  void closeTo(ReadyQueue ready) {
    addAll(last.getAndSet(CLOSED), ready);
  }

  private static void addAll(@Nullable Entry newest, ReadyQueue ready) {
    for (Entry entry = reversed(newest); entry != null; entry = entry.next) {
      ready.add(entry.callback);
    }
  }

  private static @Nullable Entry reversed(@Nullable Entry newest) {
    Entry done = null;
    for (Entry entry = newest; entry != null; ) {
      Entry older = entry.next;
      entry.next = done;
      done = entry;
      entry = older;
    }
    return done;
  }

  static final class Entry {
    private final Runnable callback;
    private @Nullable Entry next;

    Entry(Runnable callback) {
      this.callback = callback;
    }
  }

  /** What nobody runs; not a lambda, as the first one of a program takes milliseconds. */
  private static final class Nothing implements Runnable {
    @Override
    public void run() {}
  }
}
