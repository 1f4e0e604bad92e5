package io.fermata;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What code that runs later, or elsewhere, takes along from the moment when it is handed over: the
 * task-locals and the carried state.
 *
 * @param loop for its carriers
 */
record Context(
    EventLoop loop, @Nullable TaskLocalValues locals, @Nullable Object @Nullable [] carried) {

  /** A callback that will run in a loop. */
  static Runnable carriedBy(EventLoop loop, Runnable callback) {
    TaskLocalValues locals = TaskLocalValues.current();
    @Nullable Object[] carried = carried(loop);
    if (locals == null && carried == null) {
      return callback;
    }
    Context context = new Context(loop, locals, carried);
    return () -> context.run(callback);
  }

  /** Work that will run on a thread of its own. */
  static <T extends @Nullable Object> Callable<T> carriedBy(EventLoop loop, Callable<T> work) {
    @Nullable Object[] carried = carried(loop);
    if (!TaskLocalValues.used && carried == null) {
      return work;
    }
    Context context = new Context(loop, TaskLocalValues.current(), carried);
    return () -> context.call(work);
  }

  private static @Nullable Object @Nullable [] carried(EventLoop loop) {
    Carriers carriers = loop.carriers;
    return carriers == null ? null : carriers.capture();
  }

  private void run(Runnable callback) {
    @Nullable Object[] outer = carriedHere();
    try {
      restore(carried);
      TaskLocalValues.setCurrent(locals); // the loop clears it before the next callback
      callback.run();
    } finally {
      restore(outer);
    }
  }

  /** An executor may run the work on the thread of a loop, within a step: of this or of another. */
  private <T extends @Nullable Object> T call(Callable<T> work) throws Exception {
    @Nullable Object[] outer = carriedHere();
    TaskLocalValues outerLocals = TaskLocalValues.current();
    try {
      restore(carried);
      TaskLocalValues.setCurrent(locals);
      return work.call();
    } finally {
      TaskLocalValues.setCurrent(outerLocals);
      restore(outer);
    }
  }

  private @Nullable Object @Nullable [] carriedHere() {
    return carried == null ? null : carried(loop);
  }

  private void restore(@Nullable Object @Nullable [] state) {
    Carriers carriers = loop.carriers;
    if (carriers != null && state != null) {
      carriers.restore(state);
    }
  }
}
