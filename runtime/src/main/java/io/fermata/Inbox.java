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
  private static final Letter CLOSED = new Letter(new Nothing());

  private final AtomicReference<@Nullable Letter> last = new AtomicReference<>();

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
    return put(new Letter(callback));
  }

  /** The same without a need for memory. A letter is put into one inbox, once. */
  boolean put(Letter letter) {
    for (; ; ) {
      Letter previous = last.get();
      if (previous == CLOSED) {
        return false;
      }
      letter.next = previous;
      if (last.compareAndSet(previous, letter)) {
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
  void waitForMail(Object blocker, long nanos) {
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

  private static void addAll(@Nullable Letter newest, ReadyQueue ready) {
    for (Letter letter = reversed(newest); letter != null; letter = letter.next) {
      ready.add(letter.callback);
    }
  }

  private static @Nullable Letter reversed(@Nullable Letter newest) {
    Letter done = null;
    for (Letter letter = newest; letter != null; ) {
      Letter older = letter.next;
      letter.next = done;
      done = letter;
      letter = older;
    }
    return done;
  }

  static final class Letter {
    private final Runnable callback;
    private @Nullable Letter next;

    Letter(Runnable callback) {
      this.callback = callback;
    }
  }

  /** What nobody runs; not a lambda, as the first one of a program takes milliseconds. */
  private static final class Nothing implements Runnable {
    @Override
    public void run() {}
  }
}
