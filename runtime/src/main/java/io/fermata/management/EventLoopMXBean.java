package io.fermata.management;

/**
 * One event loop, registered as {@code io.fermata:type=EventLoop,name=...} while it is open.
 *
 * <p>What has to be asked of the loop is answered between two of its steps; where that takes longer
 * than a second the loop is blocked.
 *
 * <p>Thread: any.
 */
public interface EventLoopMXBean {
  /** The loop's name. */
  String getName();

  /** Whether some thread runs it. */
  boolean isRunning();

  /** How many tasks are not done; -1 if the loop is blocked. */
  int getTasks();

  /**
   * How many milliseconds a callback that is handed to the loop now waits for its turn; if the loop
   * is blocked, how long was waited. 0 for a loop that does not run.
   */
  double getLagMillis();

  /** {@link io.fermata.EventLoop#dump}. */
  String dump();
}
