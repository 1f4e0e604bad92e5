package io.fermata.benchmarks.limit;

import org.jspecify.annotations.Nullable;

/** The calls of one machine that wait for each other. */
final class CallStack {
  /** Whether the last of the calls is to wait. */
  final boolean waits;

  /** Whether the call that just returned has to wait; its result means nothing then. */
  boolean suspended;

  /** What the call that waits gave, when it goes on. */
  int result;

  private @Nullable Saved innermost;
  private @Nullable Saved outermost;

  /** One call that waits, its caller behind it. */
  abstract static class Saved {
    final int x;
    @Nullable Saved caller;

    Saved(int x) {
      this.x = x;
    }

    abstract int resume(CallStack stack);
  }

  CallStack(boolean waits) {
    this.waits = waits;
  }

  /** A call that has to wait saves what it needs; the innermost comes first. */
  int save(Saved call) {
    suspended = true;
    Saved last = outermost;
    if (last == null) {
      innermost = call;
    } else {
      last.caller = call;
    }
    outermost = call;
    return 0;
  }

  /** Goes on with the calls that wait, from the innermost outward; none of them waits again. */
  int resume() {
    Saved call = innermost;
    innermost = null;
    outermost = null;
    for (; call != null; call = call.caller) {
      result = call.resume(this);
    }
    return result;
  }
}
