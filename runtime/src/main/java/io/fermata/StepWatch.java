package io.fermata;

import io.fermata.frame.Driver;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reports steps that keep a loop's thread for too long, with the stack as it was while they did.
 *
 * <p>The loop says when a step begins and ends; a watchdog thread looks from time to time, and
 * takes the stack of the loop's thread when a step is over the threshold. The step is reported when
 * it ends; one that goes on for ten times the threshold is reported by the watchdog as well.
 *
 * <p>Thread: {@link #begin} and {@link #end} the loop's, {@link #look} the watchdog's.
 */
final class StepWatch {
  private static final int STILL_RUNNING = 10;

  private final Failures failures;
  private final long threshold;
  private final LongSupplier clock;
  private final boolean watchdog;

  // Written by the loop. The number is odd while a step runs; it is written last and read first.
  private @Nullable Object entry;
  private @Nullable Thread runner;
  private long began;
  private int count;
  private volatile int number;

  /** Written by the watchdog. */
  private volatile @Nullable Sample sample;

  private boolean started;

  /** The watchdog, once there is one. */
  volatile @Nullable Thread dog;

  private volatile boolean closed;

  /**
   * @param threshold in nanoseconds
   * @param clock of steps, in nanoseconds
   * @param watchdog false if a test looks instead
   */
  StepWatch(Failures failures, long threshold, LongSupplier clock, boolean watchdog) {
    this.failures = failures;
    this.threshold = threshold;
    this.clock = clock;
    this.watchdog = watchdog;
  }

  void begin(Object step) {
    if (watchdog && !started) {
      started = true;
      startWatchdog();
    }
    entry = step;
    runner = Thread.currentThread();
    began = clock.getAsLong();
    number = ++count;
  }

  void end() {
    long took = clock.getAsLong() - began;
    int ended = count;
    number = ++count;
    Object step = Objects.requireNonNull(entry);
    entry = null;
    if (took >= threshold) {
      Sample seen = sample;
      report(step, took, " took ", seen != null && seen.number == ended ? seen : null);
    }
  }

  /** Takes the stack of a step that is over the threshold, once. */
  void look() {
    int running = number;
    Object step = entry;
    Thread thread = runner;
    long since = began;
    VarHandle.loadLoadFence(); // what was read is of one step only if the number is still the same
    long sofar = clock.getAsLong() - since;
    if (running % 2 == 0
        || number != running
        || step == null
        || thread == null
        || sofar < threshold) {
      return;
    }
    Sample seen = sample;
    if (seen == null || seen.number != running) {
      StackTraceElement[] stack = thread.getStackTrace();
      if (number != running) {
        return; // it has ended meanwhile
      }
      seen = new Sample(running, stack);
      sample = seen;
    }
    if (sofar / STILL_RUNNING >= threshold && !seen.reported) {
      seen.reported = true;
      report(step, sofar, " still runs after ", seen);
    }
  }

  private void report(Object step, long nanos, String verb, @Nullable Sample seen) {
    String name = step instanceof Task<?> task ? task.name() : "A callback";
    String where = "";
    List<StackTraceElement> stack = List.of();
    if (seen != null) {
      stack = Driver.readable(seen.stack);
      StackTraceElement body = Driver.bodyOn(seen.stack);
      where = body != null ? " at " + body : stack.isEmpty() ? "" : " at " + stack.get(0);
    }
    failures.report(
        name + verb + nanos / 1_000_000 + " ms in one step" + where,
        new DebugWarning(seen == null ? "it was over before anyone looked" : "then", stack));
  }

  void close() {
    closed = true;
    LockSupport.unpark(dog); // it may sleep for long
  }

  private void startWatchdog() {
    Thread made =
        DaemonThreads.make(new Watchdog(new WeakReference<>(this), threshold), "fermata-watchdog");
    made.start();
    dog = made;
  }

  /** Ends with its loop, also if that was forgotten and not closed. */
  private record Watchdog(WeakReference<StepWatch> watch, long threshold) implements Runnable {
    @Override
    public void run() {
      while (true) {
        LockSupport.parkNanos(Math.max(threshold / 4, 1_000_000));
        StepWatch watched = watch.get();
        if (watched == null || watched.closed) {
          return;
        }
        watched.look();
      }
    }
  }

  private static final class Sample {
    private final int number;
    private final StackTraceElement[] stack;
    private boolean reported;

    Sample(int number, StackTraceElement[] stack) {
      this.number = number;
      this.stack = stack;
    }
  }
}
