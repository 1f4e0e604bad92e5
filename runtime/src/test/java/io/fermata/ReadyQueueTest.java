package io.fermata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The ring beside a queue of the JDK, under random turns whose entries come back or do not. */
class ReadyQueueTest {
  private static final int RUNS = 200;
  private static final int TURNS = 300;

  @Test
  void handsOutInOrderWhatCameInWhoeverComesBack() {
    for (int seed = 0; seed < RUNS; seed++) {
      Random random = new Random(seed);
      ReadyQueue ready = new ReadyQueue();
      Queue<Object> expected = new ArrayDeque<>();
      int most = 1 + random.nextInt(100);
      add("entry", ready, expected);
      for (int turn = 0; turn < TURNS; turn++) {
        for (int left = ready.size(); left > 0; left--) {
          Object entry = ready.take();
          assertThat(entry).as("seed %d", seed).isSameAs(expected.remove());
          if (random.nextInt(8) == 0) { // before the step is over
            add(entry, ready, expected);
          }
          ready.stepIsOver();
          int more = random.nextInt(3);
          for (int i = 0; i < more && ready.size() < most; i++) {
            add(i == 0 ? entry : new Object(), ready, expected);
          }
        }
        ready.nothingRuns();
        assertThat(ready.size()).as("seed %d", seed).isEqualTo(expected.size());
        if (ready.size() == 0) {
          add(new Object(), ready, expected);
        }
      }
    }
  }

  private static void add(Object entry, ReadyQueue ready, Queue<Object> expected) {
    ready.add(entry);
    expected.add(entry);
  }
}
