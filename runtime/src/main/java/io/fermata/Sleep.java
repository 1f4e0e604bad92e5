package io.fermata;

import io.fermata.frame.CoroutineWatch;
import io.fermata.frame.Frame;
import java.time.Duration;

/**
 * The wait for a timer, or for one turn of the loop. It is no frame: the task that awaits it is
 * itself the entry of the timer heap or of the ready queue.
 */
final class Sleep implements Coroutine<Void> {
  /** One turn; has no state, so all share it. */
  static final Sleep YIELD = new Sleep(0);

  private static final long USED = -1;

  private long nanos;

  private Sleep(long nanos) {
    this.nanos = nanos;
    if (CoroutineWatch.isOn() && nanos > 0) {
      CoroutineWatch.created(this);
    }
  }

  static Sleep of(Duration duration) {
    long nanos = nanos(duration);
    return nanos <= 0 ? YIELD : new Sleep(nanos);
  }

  /** The length in nanoseconds, once; 0 for a yield. */
  long use() {
    long length = nanos;
    if (length > 0) {
      nanos = USED;
      if (CoroutineWatch.isOn()) {
        CoroutineWatch.used(this);
      }
    } else if (length == USED) {
      throw Frame.usedBefore("sleep");
    }
    return length;
  }

  /** Nanoseconds; what does not fit into a long is as good as never. */
  static long nanos(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException e) {
      return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
  }

  @Override
  public String toString() {
    return nanos == 0 ? "coroutine yieldNow" : "coroutine sleep";
  }
}
