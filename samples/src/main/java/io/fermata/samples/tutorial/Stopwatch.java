package io.fermata.samples.tutorial;

import io.fermata.EventLoop;
import java.util.Locale;

/**
 * Measures by the loop's clock, so that a program in virtual time measures virtual seconds; whole
 * ones, as loading the program's classes takes some milliseconds too.
 */
final class Stopwatch {
  private static final double NANOS_PER_SECOND = 1e9;

  private final EventLoop loop;
  private final long started;

  private Stopwatch(EventLoop loop) {
    this.loop = loop;
    this.started = loop.time();
  }

  /** Starts one by the clock of the running loop. */
  static Stopwatch start() {
    return new Stopwatch(EventLoop.current());
  }

  @Override
  public String toString() {
    double seconds = Math.rint((loop.time() - started) / NANOS_PER_SECOND);
    return String.format(Locale.ROOT, "It took %.1f second(s) to complete.", seconds);
  }
}
