package io.fermata.harness;

import java.util.Random;

/** How the awaitables that {@link Env} hands out come to their end. */
public enum Mode {
  /** The oracle: plain Java, every await blocks. */
  BLOCKING(Completion.NOW),
  /** Everything is done before it is awaited. */
  COMPLETE(Completion.NOW),
  /** Everything ends on a later turn of the loop. */
  LATER(Completion.TURN),
  /** The same, with a thread for each task. */
  STEPPING(Completion.TURN),
  /** Everything is ended by another thread. */
  THREAD(Completion.THREAD),
  /** Each one differs, by a seed. */
  MIXED(Completion.NOW, Completion.TURN, Completion.TIMER, Completion.THREAD),
  /**
   * There is no loop; everything is ended by another thread when the case has been left waiting.
   */
  OUTSIDE(Completion.STEP);

  /** When one awaitable ends. */
  enum Completion {
    NOW,
    TURN,
    TIMER,
    THREAD,
    STEP
  }

  private final Completion[] completions;

  Mode(Completion... completions) {
    this.completions = completions;
  }

  Completion pick(Random random) {
    return completions[random.nextInt(completions.length)];
  }

  /** Whether every awaitable is still pending when it is handed out. */
  public boolean alwaysSuspends() {
    return this == LATER || this == STEPPING || this == THREAD || this == OUTSIDE;
  }
}
