package io.fermata.benchmarks;

import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How thorough a run is. */
enum Effort {
  QUICK(1, 4, 300),
  NORMAL(2, 4, 700),
  LONG(5, 6, 1_000);

  private final int forks;
  private final int iterations;
  private final int millis;

  Effort(int forks, int iterations, int millis) {
    this.forks = forks;
    this.iterations = iterations;
    this.millis = millis;
  }

  /** {@code -Dquick} or {@code -Dlong}. */
  static Effort fromProperties() {
    return System.getProperty("quick") != null
        ? QUICK
        : System.getProperty("long") != null ? LONG : NORMAL;
  }

  void applyTo(ChainedOptionsBuilder options) {
    TimeValue time = TimeValue.milliseconds(millis);
    options.forks(forks);
    // A loop lives long, and to store what is young in what is old costs a fence.
    options.shouldDoGC(true);
    options.warmupIterations(iterations).warmupTime(time);
    options.measurementIterations(iterations).measurementTime(time);
  }

  /** How often a program is started that measures its start. */
  int starts() {
    return this == QUICK ? 3 : this == NORMAL ? 9 : 25;
  }

  @Override
  public String toString() {
    return String.format(
        "%d forks, %d iterations of %d ms each (and as many before)", forks, iterations, millis);
  }
}
