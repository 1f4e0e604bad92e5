package io.fermata;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What other threads hand to a loop: a lock-free stack that the loop takes whole and turns round,
 * so that it comes out in the order it was put in.
 *
 * <p>Thread: {@link #put} any; the rest the loop's.
 */
final class Inbox {
  private static final Letter CLOSED = new Letter(() -> {}, null);

  private final AtomicReference<@Nullable Letter> last = new AtomicReference<>();

  /** Returns false if the inbox is closed; what was handed in is dropped then. */
  boolean put(Runnable callback) {
    for (; ; ) {
      Letter previous = last.get();
      if (previous == CLOSED) {
        return false;
      }
      if (last.compareAndSet(previous, new Letter(callback, previous))) {
        return true;
      }
    }
  }

  boolean isEmpty() {
    return last.get() == null;
  }

  void drainTo(ReadyQueue ready) {
    Letter letter = last.get() == null ? null : reversed(last.getAndSet(null));
    for (; letter != null; letter = letter.next) {
      ready.add(letter.callback);
    }
  }

  /** Refuses everything from now on. What is inside and was never taken is dropped. */
  void close() {
    last.set(CLOSED);
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

  private static final class Letter {
    final Runnable callback;
    @Nullable Letter next;

    Letter(Runnable callback, @Nullable Letter next) {
      this.callback = callback;
      this.next = next;
    }
  }
}
