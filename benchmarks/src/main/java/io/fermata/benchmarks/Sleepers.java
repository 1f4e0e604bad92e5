package io.fermata.benchmarks;

import java.util.function.IntUnaryOperator;

/** Workloads E and F: a million tasks that sleep with a String, an int and a long live. */
public interface Sleepers {
  /**
   * Starts the tasks and returns when all have ended.
   *
   * @param millis for each task how long it sleeps
   * @param whenAsleep is called when all of them sleep
   * @return a sum of what was live in each
   */
  long run(int tasks, IntUnaryOperator millis, Runnable whenAsleep);

  /** The one of a peer, by the name of its package. */
  static Sleepers of(String peer) {
    return switch (peer) {
      case "limit" -> new io.fermata.benchmarks.limit.ParkedTasks();
      case "kotlin" -> new io.fermata.benchmarks.kotlin.ParkedTasks();
      case "ea" -> new io.fermata.benchmarks.ea.ParkedTasks();
      case "future" -> new io.fermata.benchmarks.future.ParkedTasks();
      case "virtual" -> new io.fermata.benchmarks.virtual.ParkedTasks();
      case "fermata" -> new io.fermata.benchmarks.fermata.ParkedTasks();
      default -> throw new IllegalArgumentException("no such peer: " + peer);
    };
  }
}
