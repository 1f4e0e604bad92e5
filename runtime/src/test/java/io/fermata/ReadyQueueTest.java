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
          for (int i = random.nextInt(3); i > 0 && ready.size() < most; i--) {
            add(entry(random), ready, expected);
          }
          assertThat(ready.stepping())
              .as("seed %d", seed)
              .isSameAs(entry instanceof Task<?> ? entry : null);
          ready.stepIsOver();
          assertThat(ready.stepping()).as("seed %d", seed).isNull();
          int more = random.nextInt(3);
          for (int i = 0; i < more && ready.size() < most; i++) {
            add(i == 0 ? entry : entry(random), ready, expected);
          }
        }
        ready.nothingRuns();
        assertThat(ready.size()).as("seed %d", seed).isEqualTo(expected.size());
        if (ready.size() == 0) {
          ready.trim();
          add(entry(random), ready, expected);
        }
      }
    }
  }

  @Test
  void whatABurstHasMadeLargeGetsSmallAgain() {
    ReadyQueue ready = new ReadyQueue();
    int small = ready.capacity();
    fillAndEmpty(ready, 4_000);
    ready.trim();
    assertThat(ready.capacity()).isBetween(4_000, 10_000); // that much is kept
    fillAndEmpty(ready, 5_000);
    ready.trim();
    assertThat(ready.capacity()).isEqualTo(small);
    fillAndEmpty(ready, 100);
  }

  private static void fillAndEmpty(ReadyQueue ready, int entries) {
    for (int i = 0; i < entries; i++) {
      ready.add(i);
    }
    for (int i = 0; i < entries; i++) {
      assertThat(ready.take()).isEqualTo(i);
    }
    ready.nothingRuns();
  }

  private static Object entry(Random random) {
    return random.nextBoolean() ? new Task<>(null, null) : new Object();
  }

  private static void add(Object entry, ReadyQueue ready, Queue<Object> expected) {
    ready.add(entry);
    expected.add(entry);
  }
}
