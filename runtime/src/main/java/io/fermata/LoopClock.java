package io.fermata;

/**
 * A loop's time in nanoseconds from zero: that of the machine, or one that moves only when told.
 */
final class LoopClock {
  private final boolean virtual;
  private final long origin = System.nanoTime();

  /** Written by the loop, read by anyone. */
  private volatile long virtualNow;

  LoopClock(boolean virtual) {
    this.virtual = virtual;
  }

  boolean isVirtual() {
    return virtual;
  }

  long time() {
    return virtual ? virtualNow : System.nanoTime() - origin;
  }

  /** The deadline of a timer that starts now; one that does not fit into a long is the last. */
  long after(long nanos) {
    long now = time();
    long sum = now + nanos;
    return nanos > 0 && sum < 0 ? Long.MAX_VALUE : sum;
  }

  void jumpTo(long deadline) {
    virtualNow = Math.max(virtualNow, deadline);
  }
}
