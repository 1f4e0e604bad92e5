package io.fermata.transform.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which handlers are told of a stretch, against the table itself. */
class StretchHandlersTest {
  private record Range(int from, int to, boolean catchesAll) {}

  /** As the JVM looks for one (JVMS 2.10), from the first to one that catches everything. */
  private static Set<Integer> over(int stretch, List<Range> table) {
    Set<Integer> found = new TreeSet<>();
    for (int i = 0; i < table.size(); i++) {
      Range range = table.get(i);
      if (range.from() <= stretch && stretch < range.to()) {
        found.add(i);
        if (range.catchesAll()) {
          break;
        }
      }
    }
    return found;
  }

  /** Each tree has another shape, as the number of stretches is no power of two. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 13, 31, 32, 33, 100})
  void thoseOverAStretchAreToldEachCount(int stretches) {
    Random random = new Random(stretches);
    for (int round = 0; round < 200; round++) {
      List<Range> table = new ArrayList<>();
      StretchHandlers handlers = new StretchHandlers(stretches, 3);
      for (int i = random.nextInt(30); i > 0; i--) {
        // some empty, some the wrong way round
        Range range =
            new Range(random.nextInt(stretches), random.nextInt(stretches), random.nextInt(4) == 0);
        table.add(range);
        handlers.add(range.from(), range.to(), range.catchesAll());
      }
      List<Set<Integer>> told = List.of(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
      for (int i = 0; i < 2 * stretches; i++) {
        int stretch = random.nextInt(stretches);
        int count = random.nextInt(3);
        Set<Integer> now = new TreeSet<>();

        handlers.tell(stretch, count, now::add);

        assertThat(over(stretch, table)).containsAll(now);
        told.get(count).addAll(now);
        assertThat(told.get(count)).containsAll(over(stretch, table));
      }
    }
  }

  /** Two thousand million pairs of a stretch and a handler over it. */
  @Test
  void fewAreToldTheSameAgain() {
    int many = 65_535;
    StretchHandlers handlers = new StretchHandlers(many, 2);
    for (int i = 0; i < many; i++) {
      handlers.add(i / 2, many - i / 2, false);
    }
    int[] told = new int[many];
    for (int stretch = 0; stretch < many; stretch++) {
      handlers.tell(stretch, 1, handler -> told[handler]++);
    }
    assertThat(told).doesNotContain(0);
    int calls = 0;
    for (int times : told) {
      calls += times;
    }
    assertThat(calls).isLessThan(32 * many);
  }
}
