package io.fermata;

import org.jspecify.annotations.Nullable;

/**
 * What is ready to run, first in, first out: a ring of tasks (to be stepped), handles and
 * runnables. Nothing is allocated for an entry.
 *
 * <p>Thread: the loop's.
 */
final class ReadyQueue {
  /** Its length is a power of two. */
  private @Nullable Object[] ring = new Object[64];

  private int head;
  private int size;

  int size() {
    return size;
  }

  void add(Object entry) {
    if (size == ring.length) {
      grow();
    }
    ring[(head + size++) & (ring.length - 1)] = entry;
  }

  /** Takes the first entry; there must be one. */
  @SuppressWarnings("NullAway") // the slots between head and head + size are filled
  Object take() {
    Object entry = ring[head];
    ring[head] = null;
    head = (head + 1) & (ring.length - 1);
    size--;
    return entry;
  }

  private void grow() {
    @Nullable Object[] larger = new Object[ring.length * 2];
    int tail = ring.length - head;
    System.arraycopy(ring, head, larger, 0, tail);
    System.arraycopy(ring, 0, larger, tail, head);
    ring = larger;
    head = 0;
  }
}
