package io.fermata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimersTest {
  private final Timers timers = new Timers(false, () -> {});

  private record Entry(long deadline, int number, Handle handle) {}

  @Test
  void entriesComeByDeadlineAndThenInOrderWhateverWasCancelled() {
    Random random = new Random(7);
    List<Entry> live = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      for (int i = 0; i < 200; i++) {
        Entry entry = new Entry(random.nextInt(50), i + round * 1000, new Handle(() -> {}));
        timers.add(entry.deadline, entry.handle);
        live.add(entry);
      }
      for (int i = 0; i < 150; i++) {
        live.remove(random.nextInt(live.size())).handle.cancel();
      }
    }
    live.sort(Comparator.comparingLong(Entry::deadline).thenComparing(Entry::number));
    for (Entry expected : live) {
      assertThat(timers.earliest()).isEqualTo(expected.deadline);
      assertThat(timers.takeDue(expected.deadline - 1)).isNull();
      assertThat(timers.takeDue(expected.deadline)).isSameAs(expected.handle);
    }
    assertThat(timers.takeDue(Long.MAX_VALUE)).isNull();
    assertThat(timers.earliest()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aTaskThatSleepsAgainIsNotWokenByTheTimerThatWasCancelled() {
    Task<Object> task = new Task<>(null, null);
    timers.add(1, task);
    timers.cancel(task.timer);
    timers.add(5, task);
    assertThat(timers.earliest()).isEqualTo(5);
    assertThat(timers.takeDue(5)).isSameAs(task);
    assertThat(task.timer).isEqualTo(Timers.DUE);
  }

  @Test
  void memoryIsGivenBackAfterAPeak() {
    List<Handle> handles = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      handles.add(new Handle(() -> {}));
      timers.add(i, handles.get(i));
    }
    assertThat(timers.capacity()).isBetween(100_000, 125_000);
    handles.subList(10, 50_020).forEach(Handle::cancel);
    assertThat(timers.capacity()).isLessThanOrEqualTo(100_000);
    handles.subList(50_020, 100_000).forEach(Handle::cancel);
    assertThat(timers.capacity()).isLessThanOrEqualTo(250);
    for (int i = 0; i < 10; i++) {
      assertThat(timers.takeDue(10)).isSameAs(handles.get(i));
    }
    assertThat(timers.earliest()).isEqualTo(Long.MAX_VALUE);
    assertThat(timers.isEmpty()).isTrue();
  }

  @Test
  void whatIsForgottenKeepsNothing() {
    int small = timers.capacity();
    List<Handle> handles = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      handles.add(new Handle(() -> {}));
      timers.add(i, handles.get(i));
    }
    timers.clear();
    assertThat(timers.capacity()).isEqualTo(small);
    assertThat(timers.callbacks()).isZero();
    assertThat(timers.earliest()).isEqualTo(Long.MAX_VALUE);
    assertThat(handles).allMatch(handle -> handle.timers == null);
    handles.forEach(Handle::cancel); // does nothing
  }

  @Test
  void inVirtualTimeOnlyTimersOfOneMomentAreDueTogether() {
    Timers virtual = new Timers(true, () -> {});
    List<Handle> handles = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      handles.add(new Handle(() -> {}));
    }
    virtual.add(30, handles.get(0));
    virtual.add(10, handles.get(1));
    virtual.add(30, handles.get(2));
    virtual.clockMoves();
    assertThat(virtual.takeDue(10)).isSameAs(handles.get(1));
    virtual.add(30, handles.get(3)); // in real time this one would end a little later
    assertThat(virtual.takeDue(10)).isNull();

    virtual.clockMoves();
    assertThat(virtual.takeDue(30)).isSameAs(handles.get(0));
    assertThat(virtual.takeDue(30)).isSameAs(handles.get(2));
    assertThat(virtual.takeDue(30)).isNull();

    virtual.clockMoves();
    assertThat(virtual.takeDue(30)).isSameAs(handles.get(3));
    assertThat(virtual.takeDue(30)).isNull();
  }

  @Test
  void theReadyQueueKeepsItsOrderWhenItGrowsAroundItsEnd() {
    ReadyQueue queue = new ReadyQueue();
    int next = 0;
    int expected = 0;
    for (int round = 0; round < 200; round++) {
      for (int i = 0; i < 7; i++) {
        queue.add(next++);
      }
      for (int i = 0; i < 3; i++) {
        assertThat(queue.take()).isEqualTo(expected++);
      }
    }
    assertThat(queue.size()).isEqualTo(800);
    while (queue.size() > 0) {
      assertThat(queue.take()).isEqualTo(expected++);
    }
  }
}
