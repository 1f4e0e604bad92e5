package io.fermata;

import io.fermata.access.LoopWatch;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What the testing kit puts into the loop of a test: who is told when nothing is ready, and a
 * random order of what is.
 *
 * <p>Thread: the loop's.
 */
final class TestHooks {
  final LoopWatch watch;
  private final @Nullable Random random;

  TestHooks(LoopWatch watch, @Nullable Random random) {
    this.watch = watch;
    this.random = random;
  }

  /**
   * Puts what is ready into a random order. Callbacks keep theirs among each other: they are the
   * order in which something happened.
   */
  void shuffle(ReadyQueue ready) {
    if (random == null || ready.size() < 2) {
      return;
    }
    Object[] entries = new Object[ready.size()];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = ready.take();
    }
    ready.nothingRuns();
    Object[] shuffled = entries.clone();
    for (int i = entries.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      Object entry = shuffled[i];
      shuffled[i] = shuffled[other];
      shuffled[other] = entry;
    }
    int callback = 0;
    for (Object entry : shuffled) {
      if (entry instanceof Task) {
        ready.add(entry);
      } else {
        while (entries[callback] instanceof Task) {
          callback++;
        }
        ready.add(entries[callback++]);
      }
    }
  }
}
