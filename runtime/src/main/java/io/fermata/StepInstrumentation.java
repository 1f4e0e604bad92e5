package io.fermata;

import org.jspecify.annotations.Nullable;

/**
 * Runs a step that is measured, for debug mode or a flight recording. All others never come here.
 *
 * <p>Thread: the loop's.
 */
final class StepInstrumentation {
  private StepInstrumentation() {}

  /**
   * @param slow null if slow steps are not reported
   * @param recorded whether a flight recording runs
   */
  static void run(EventLoop loop, Object entry, @Nullable StepWatch slow, boolean recorded) {
    if (slow != null) {
      slow.begin(entry);
    }
    try {
      if (recorded) {
        FlightEvents.step(loop, entry, () -> loop.turns.runEntry(entry));
      } else {
        loop.turns.runEntry(entry);
      }
    } finally {
      if (slow != null) {
        slow.end();
      }
    }
  }
}
