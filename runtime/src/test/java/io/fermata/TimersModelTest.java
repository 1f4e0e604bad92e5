package io.fermata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random schedules of adding, cancelling and taking, held to a list that is searched. */
class TimersModelTest {
  /** A timer as the model has it. */
  private static final class Entry {
    final Object target;
    final long deadline;
    final int moment;

    Entry(Object target, long deadline, int moment) {
      this.target = target;
      this.deadline = deadline;
      this.moment = moment;
    }
  }

  /** In order of creation; what is not live is gone. */
  private final List<Entry> model = new ArrayList<>();

  /** What other threads have asked for on a loop that does not run: done at the next cancel. */
  private final Deque<Runnable> errands = new ArrayDeque<>();

  private boolean errandsRun;

  private long now;
  private int moment;
  private int dueMoment;

  @ParameterizedTest
  @CsvSource({"false,1", "false,20", "false,3000", "true,1", "true,20", "true,3000"})
  void comesOutAsTheModelSays(boolean virtual, int spread) {
    for (int seed = 0; seed < 60; seed++) {
      model.clear();
      now = 0;
      moment = 0;
      dueMoment = 0;
      play(new Random(seed), virtual, spread, "seed " + seed);
    }
  }

  private void play(Random random, boolean virtual, int spread, String seed) {
    Timers timers = new Timers(virtual, this::runErrands);
    int phases = 4 + random.nextInt(8);
    for (int phase = 0; phase < phases; phase++) {
      int adding = random.nextInt(10);
      int cancelling = random.nextInt(10);
      int taking = random.nextInt(10);
      for (int i = random.nextInt(600); i > 0; i--) {
        int die = random.nextInt(adding + cancelling + taking + 1);
        if (die < adding) {
          add(timers, random, spread);
        } else if (die < adding + cancelling) {
          cancel(timers, random);
        } else {
          now += random.nextInt(3);
          takeOne(timers, virtual, seed);
        }
        assertThat(timers.earliest()).as(seed).isEqualTo(earliest());
        assertThat(timers.capacity()).as(seed).isGreaterThanOrEqualTo(model.size());
        assertThat(timers.callbacks()).as(seed).isEqualTo(callbacks());
      }
    }
    while (!model.isEmpty()) {
      now = earliest();
      if (random.nextInt(3) == 0) {
        cancel(timers, random);
      }
      assertThat(timers.earliest()).as(seed).isEqualTo(earliest());
      takeOne(timers, virtual, seed);
    }
    assertThat(timers.earliest()).isEqualTo(Long.MAX_VALUE);
    assertThat(timers.isEmpty()).isTrue();
    assertThat(timers.capacity()).as(seed).isLessThanOrEqualTo(64);
  }

  private void add(Timers timers, Random random, int spread) {
    long deadline = now + random.nextInt(spread);
    if (random.nextBoolean()) {
      Task<Object> task = new Task<>(null, null);
      timers.add(deadline, task);
      model.add(new Entry(task, deadline, moment));
    } else {
      Handle handle = new Handle(() -> {});
      timers.add(deadline, handle);
      model.add(new Entry(handle, deadline, moment));
    }
  }

  private void cancel(Timers timers, Random random) {
    if (model.isEmpty()) {
      return;
    }
    Object target = model.remove(random.nextInt(model.size())).target;
    if (target instanceof Handle handle) {
      if (!errandsRun && random.nextInt(20) == 0) {
        for (int i = random.nextInt(400); i > 0; i--) {
          errands.add(() -> cancel(timers, random));
        }
        if (random.nextBoolean()) {
          errands.add(handle::cancel);
        }
      }
      handle.cancel();
      handle.cancel(); // does nothing
    } else {
      timers.cancel(((Task<?>) target).timer);
    }
  }

  private void runErrands() {
    if (!errandsRun) {
      errandsRun = true;
      for (Runnable errand; (errand = errands.poll()) != null; ) {
        errand.run();
      }
      errandsRun = false;
    }
  }

  private void takeOne(Timers timers, boolean virtual, String seed) {
    Entry expected = first();
    if (virtual && expected != null && expected.deadline <= now) {
      timers.clockMoves();
      dueMoment = expected.moment;
      moment++;
    }
    Object taken;
    do {
      expected = first();
      boolean due =
          expected != null
              && (expected.deadline < now
                  || (expected.deadline == now
                      && (!virtual || expected.moment == dueMoment || expected.moment == moment)));
      taken = timers.takeDue(now);
      assertThat(taken).as(seed).isSameAs(due ? expected.target : null);
      if (due) {
        model.remove(expected);
        if (taken instanceof Task<?> task) {
          assertThat(task.timer).isEqualTo(Timers.DUE);
        } else {
          ((Handle) taken).cancel(); // comes too late for the heap
        }
      }
    } while (taken != null);
  }

  private int callbacks() {
    int count = 0;
    for (Entry entry : model) {
      count += entry.target instanceof Handle ? 1 : 0;
    }
    return count;
  }

  private @Nullable Entry first() {
    return model.stream().min(Comparator.comparingLong(entry -> entry.deadline)).orElse(null);
  }

  private long earliest() {
    Entry first = first();
    return first == null ? Long.MAX_VALUE : first.deadline;
  }
}
