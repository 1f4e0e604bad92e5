package io.fermata;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What code that runs later, or elsewhere, takes along from the moment when it is handed over: the
 * task-locals and the carried state.
 *
 * @param loop for its carriers
 */
record Context(EventLoop loop, @Nullable Locals locals, @Nullable Object @Nullable [] carried) {

  /** Null if there is nothing to take along. */
  private static @Nullable Context capture(EventLoop loop) {
    Locals locals = Locals.current();
    Carriers carriers = loop.carriers;
    @Nullable Object[] carried = carriers == null ? null : carriers.capture();
    return locals == null && carried == null ? null : new Context(loop, locals, carried);
  }

  /** A callback that will run in a loop. */
  static Runnable carriedBy(EventLoop loop, Runnable callback) {
    Context context = capture(loop);
    return context == null ? callback : () -> context.run(callback);
  }

  /** Work that will run on a thread of its own. */
  static <T extends @Nullable Object> Callable<T> carriedBy(EventLoop loop, Callable<T> work) {
    Context context = capture(loop);
    return context == null ? work : () -> context.call(work);
  }

  private void run(Runnable callback) {
    @Nullable Object[] outer = install();
    Locals.setCurrent(locals); // the loop clears it before the next callback
    try {
      callback.run();
    } finally {
      restore(outer);
    }
  }

  private <T extends @Nullable Object> T call(Callable<T> work) throws Exception {
    @Nullable Object[] outer = install();
    Locals.setThreads(locals);
    try {
      return work.call();
    } finally {
      Locals.setThreads(null);
      restore(outer);
    }
  }

  private @Nullable Object @Nullable [] install() {
    Carriers carriers = loop.carriers;
    if (carriers == null || carried == null) {
      return null;
    }
    @Nullable Object[] outer = carriers.capture();
    carriers.restore(carried);
    return outer;
  }

  private void restore(@Nullable Object @Nullable [] outer) {
    Carriers carriers = loop.carriers;
    if (carriers != null && outer != null) {
      carriers.restore(outer);
    }
  }
}
