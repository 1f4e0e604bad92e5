package io.fermata;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Says which loop of an {@link EventLoopGroup} gets what is handed to the group. It is asked once
 * for each task; a task never changes its loop.
 *
 * <p>Thread: any, several at once.
 */
@FunctionalInterface
public interface Placement {
  /**
   * Chooses a loop.
   *
   * @param loops all of the group, always in the same order
   * @return one of them
   */
  EventLoop choose(List<EventLoop> loops);

  /** Each loop in its turn, whoever asks. */
  static Placement inTurn() {
    AtomicInteger turn = new AtomicInteger();
    return loops -> loops.get(Math.floorMod(turn.getAndIncrement(), loops.size()));
  }
}
