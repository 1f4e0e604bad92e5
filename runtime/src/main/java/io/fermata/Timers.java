package io.fermata;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The timers of a loop: a binary heap by deadline, ties in order of creation.
 *
 * <p>An entry is spread over three arrays instead of being an object, so a sleeping task costs 16
 * bytes here. An entry's target is a sleeping task or a handle. A cancelled entry stays where it is
 * until it comes to the top, or until more than half of the entries are cancelled. A task's entry
 * counts only while the task still remembers its sequence number.
 *
 * <p>A real loop wakes a little late, so a timer that was started after some wake-up never ends at
 * the very same time as one that was started before it. In virtual time it can; the entries then
 * also remember the moment they were started in, and of entries with one deadline only those of one
 * moment are due together. So a program prints the same lines in virtual and in real time.
 *
 * <p>Thread: the loop's.
 */
final class Timers {
  private static final int PRUNE_FROM = 100;

  private long[] deadlines = new long[16];
  private int[] sequences = new int[16];
  private @Nullable Object[] targets = new Object[16];

  /** In virtual time: how often the clock had moved when the entry was made. */
  private int @Nullable [] moments;

  /** How often the clock has moved, and the moment of the timers that it last moved for. */
  private int moment;

  private int dueMoment;

  private int size;
  private int lastSequence;
  private int cancelled;

  Timers(boolean virtual) {
    moments = virtual ? new int[deadlines.length] : null;
  }

  /** Starts a timer for a task that goes to sleep. */
  void add(long deadline, Task<?> task) {
    task.timer = insert(deadline, task);
  }

  void add(long deadline, Handle handle) {
    handle.timers = this;
    insert(deadline, handle);
  }

  /** Ends the timer of a task that sleeps. */
  void stop(Task<?> task) {
    task.timer = 0;
    entryCancelled();
  }

  /** The earliest deadline, or {@link Long#MAX_VALUE} if there is no timer. */
  long earliest() {
    while (size > 0 && !isLive(0)) {
      removeTop();
      cancelled--;
    }
    return size > 0 ? deadlines[0] : Long.MAX_VALUE;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Virtual time is about to move to the earliest deadline. */
  void clockMoves() {
    dueMoment = momentOf(0);
    moment++;
  }

  /** Takes the earliest target that is due, or null. */
  @Nullable Object takeDue(long now) {
    long deadline = earliest();
    if (deadline > now || size == 0 || (deadline == now && !isOfThisMoment(0))) {
      return null;
    }
    Object target = removeTop();
    if (target instanceof Task<?> task) {
      task.timer = 0;
    } else {
      ((Handle) target).timers = null;
    }
    return target;
  }

  /** To be told when an entry has become void. */
  void entryCancelled() {
    if (++cancelled > PRUNE_FROM && cancelled > size / 2) {
      prune();
    }
  }

  /**
   * Whether an entry whose deadline is just now is due: what it shares the deadline with may not
   * be.
   */
  private boolean isOfThisMoment(int entry) {
    int started = momentOf(entry);
    return started == dueMoment || started == moment;
  }

  private int momentOf(int entry) {
    return moments == null ? moment : moments[entry];
  }

  private boolean isLive(int entry) {
    return targets[entry] instanceof Task<?> task
        ? task.timer == sequences[entry]
        : !((Handle) target(entry)).isCancelled();
  }

  @SuppressWarnings("NullAway") // the first "size" slots are filled
  private Object target(int entry) {
    return targets[entry];
  }

  private int insert(long deadline, Object target) {
    if (size == deadlines.length) {
      int larger = size + (size >> 2);
      deadlines = Arrays.copyOf(deadlines, larger);
      sequences = Arrays.copyOf(sequences, larger);
      targets = Arrays.copyOf(targets, larger);
      if (moments != null) {
        moments = Arrays.copyOf(moments, larger);
      }
    }
    if (++lastSequence == 0) {
      lastSequence++; // 0 says "no timer" in a task
    }
    siftUp(size++, deadline, lastSequence, moment, target);
    return lastSequence;
  }

  private Object removeTop() {
    Object top = target(0);
    int last = --size;
    Object moved = target(last);
    targets[last] = null;
    if (last > 0) {
      siftDown(0, deadlines[last], sequences[last], momentOf(last), moved);
    }
    return top;
  }

  private void prune() {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (isLive(i)) {
        put(kept++, deadlines[i], sequences[i], momentOf(i), target(i));
      }
    }
    Arrays.fill(targets, kept, size, null);
    size = kept;
    cancelled = 0;
    for (int i = size / 2 - 1; i >= 0; i--) {
      siftDown(i, deadlines[i], sequences[i], momentOf(i), target(i));
    }
  }

  private void siftUp(int from, long deadline, int sequence, int started, Object target) {
    int hole = from;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (!isBefore(deadline, sequence, parent)) {
        break;
      }
      move(parent, hole);
      hole = parent;
    }
    put(hole, deadline, sequence, started, target);
  }

  private void siftDown(int from, long deadline, int sequence, int started, Object target) {
    int hole = from;
    for (; ; ) {
      int child = 2 * hole + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && isBefore(deadlines[child + 1], sequences[child + 1], child)) {
        child++;
      }
      if (isBefore(deadline, sequence, child)) {
        break;
      }
      move(child, hole);
      hole = child;
    }
    put(hole, deadline, sequence, started, target);
  }

  /** Sequence numbers wrap around, so their difference decides. */
  private boolean isBefore(long deadline, int sequence, int other) {
    return deadline != deadlines[other]
        ? deadline < deadlines[other]
        : sequence - sequences[other] < 0;
  }

  private void move(int from, int to) {
    put(to, deadlines[from], sequences[from], momentOf(from), targets[from]);
  }

  private void put(int at, long deadline, int sequence, int started, @Nullable Object target) {
    deadlines[at] = deadline;
    sequences[at] = sequence;
    targets[at] = target;
    if (moments != null) {
      moments[at] = started;
    }
  }
}
