package io.fermata;

import org.jspecify.annotations.Nullable;

/**
 * What is ready to run, first in, first out: a ring of tasks (to be stepped), handles and
 * runnables. Nothing is allocated for an entry.
 *
 * <p>The entry that was taken last keeps its slot while it runs: so the loop knows what is running
 * without a store of its own, which would cost a write barrier for every step. If it comes back
 * when nothing else is ready, it is still there.
 *
 * <p>Thread: the loop's.
 */
final class ReadyQueue {
  private static final int SMALLEST = 64;
  private static final int LARGE = 4096;

  /** Its length is a power of two. The slot in front of the head is that of the running entry. */
  private @Nullable Object[] ring = new Object[SMALLEST];

  private int head;
  private int size;

  /** Whether the entry in front of the head runs; if not, its slot is only not cleared yet. */
  private boolean running;

  int size() {
    return size;
  }

  void add(Object entry) {
    int before = (head - 1) & (ring.length - 1);
    if (size == 0 && !running && ring[before] == entry) {
      head = before;
      size = 1;
      return;
    }
    if (size == ring.length - 1) {
      grow();
    }
    ring[(head + size++) & (ring.length - 1)] = entry;
  }

  /** Takes the first entry, which runs from now on; there must be one. */
  @SuppressWarnings("NullAway") // the slots between head and head + size are filled
  Object take() {
    nothingRuns();
    Object entry = ring[head];
    head = (head + 1) & (ring.length - 1);
    size--;
    running = true;
    return entry;
  }

  /** What was taken last and still runs, or null. */
  private @Nullable Object runningEntry() {
    return running ? ring[(head - 1) & (ring.length - 1)] : null;
  }

  /** The task whose step the loop runs; null between steps, and while a callback runs. */
  @Nullable Task<?> stepping() {
    return runningEntry() instanceof Task<?> task ? task : null;
  }

  /** What ran has left its step; it may be added again before anything else happens. */
  void stepIsOver() {
    running = false;
  }

  /** The same, and what ran is forgotten. */
  void nothingRuns() {
    running = false;
    ring[(head - 1) & (ring.length - 1)] = null;
  }

  /** Looks at every entry: for those who look on, not for the loop. */
  boolean contains(Object entry) {
    @Nullable Object[] entries = ring;
    for (int i = 0; i < size; i++) {
      if (entries[(head + i) & (entries.length - 1)] == entry) {
        return true;
      }
    }
    return false;
  }

  /** How many entries there is room for. */
  int capacity() {
    return ring.length;
  }

  /** The queue is empty, and the loop has time: what a burst has made large gets small again. */
  void trim() {
    if (ring.length > LARGE) {
      ring = new Object[SMALLEST];
      head = 0;
    }
  }

  private void grow() {
    @Nullable Object[] larger = new Object[ring.length * 2];
    int tail = Math.min(size, ring.length - head);
    System.arraycopy(ring, head, larger, 0, tail);
    System.arraycopy(ring, 0, larger, tail, size - tail);
    larger[larger.length - 1] = runningEntry();
    ring = larger;
    head = 0;
  }
}
