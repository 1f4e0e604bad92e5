package io.fermata.benchmarks.limit;

import org.jspecify.annotations.Nullable;

/** A ring of machines that are ready. */
final class Loop {
  private @Nullable Machine[] ring = new Machine[64];
  private int head;
  private int size;

  void add(Machine machine) {
    if (size == ring.length) {
      grow();
    }
    ring[(head + size++) & (ring.length - 1)] = machine;
  }

  /** Runs until nothing is ready. */
  void run() {
    while (size > 0) {
      Machine next = ring[head];
      ring[head] = null;
      head = (head + 1) & (ring.length - 1);
      size--;
      if (next != null) {
        next.step(this);
      }
    }
  }

  private void grow() {
    @Nullable Machine[] larger = new Machine[ring.length * 2];
    int tail = ring.length - head;
    System.arraycopy(ring, head, larger, 0, tail);
    System.arraycopy(ring, 0, larger, tail, head);
    ring = larger;
    head = 0;
  }
}
