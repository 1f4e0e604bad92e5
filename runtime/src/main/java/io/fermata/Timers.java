package io.fermata;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The timers of a loop, taken by deadline, ties in order of creation. A timer's target is a
 * sleeping task or a handle.
 *
 * <p>A heap of numbers, with four children to a node, over a table. An entry of the heap is a
 * deadline and the slot of the table that has the rest. So entries move within the heap without a
 * store of a reference, which would cost a write barrier for each of them.
 *
 * <pre>
 *   next slot --add--> target --due--> empty
 *                        '--cancel--> empty, and the entry still in the heap
 * </pre>
 *
 * <p>Slots are given out in ascending order, so they tell the order of creation. When the last one
 * is taken and many are empty, the others move together.
 *
 * <p>A target knows its slot, so that a cancel finds it and leaves nothing in it. The entry stays
 * in the heap until it comes to the top, or until more than half of the entries are cancelled. A
 * heap that is left three quarters empty gives memory back.
 *
 * <p>A real loop wakes a little late, so a timer that was started after some wake-up never ends at
 * the very same time as one that was started before it. In virtual time it can; the entries then
 * also remember the moment they were started in, and of entries with one deadline only those of one
 * moment are due together. So a program prints the same lines in virtual and in real time.
 *
 * <p>Thread: the loop's.
 */
final class Timers {
  /** In {@link Task#timer}: the timer is in the heap no more, and the sleep has not ended. */
  static final int DUE = -1;

  private static final int SMALLEST = 16;
  private static final int PRUNE_FROM = 100;
  private static final int NONE = -1;

  // The heap.

  private long[] deadlines = new long[SMALLEST];
  private int[] slots = new int[SMALLEST];
  private int size;

  // The table, which is as long as the heap has room.

  private @Nullable Object[] targets = new Object[SMALLEST];
  private int nextSlot;

  /** In virtual time: how often the clock had moved when the entry was made. */
  private int @Nullable [] moments;

  /** How often the clock has moved, and the moment of the timers that it last moved for. */
  private int moment;

  private int dueMoment;

  /** Entries of the heap without a target. */
  private int cancelled;

  /** Throws on a thread that must not come here. */
  private final Runnable requireThread;

  Timers(boolean virtual, Runnable requireThread) {
    this.moments = virtual ? new int[SMALLEST] : null;
    this.requireThread = requireThread;
  }

  /** Starts a timer for a task that goes to sleep. */
  void add(long deadline, Task<?> task) {
    task.timer = insert(deadline, task);
  }

  void add(long deadline, Handle handle) {
    handle.timers = this;
    handle.timer = insert(deadline, handle);
  }

  /**
   * Comes before whatever user code does here, which may call on any thread; it may cancel some.
   */
  void requireThread() {
    requireThread.run();
  }

  /**
   * Ends a timer that is not due yet.
   *
   * @param timer what the target was given when it was added
   */
  void cancel(int timer) {
    targets[timer - 1] = null;
    if (++cancelled > PRUNE_FROM && cancelled > size / 2) {
      rebuild();
    }
  }

  /** Forgets all: the loop is closed. */
  void clear() {
    for (int slot = 0; slot < nextSlot; slot++) {
      Object target = targets[slot];
      if (target instanceof Task<?> task) {
        task.timer = DUE;
      } else if (target instanceof Handle handle) {
        handle.timers = null;
        handle.timer = 0;
      }
    }
    Arrays.fill(targets, null);
    nextSlot = 0;
    size = 0;
    cancelled = 0;
    resize(SMALLEST);
  }

  /** The earliest deadline, or {@link Long#MAX_VALUE} if there is no timer. */
  long earliest() {
    while (size > 0 && targets[slots[0]] == null) {
      cancelled--;
      removeTop();
    }
    return size > 0 ? deadlines[0] : Long.MAX_VALUE;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** How many timers there is room for. */
  int capacity() {
    return targets.length;
  }

  /** How many timers are callbacks, not sleeping tasks. */
  int callbacks() {
    int count = 0;
    for (Object target : targets) {
      if (target instanceof Handle) {
        count++;
      }
    }
    return count;
  }

  /** Virtual time is about to move to the deadline that {@link #earliest} has just returned. */
  void clockMoves() {
    dueMoment = momentOf(slots[0]);
    moment++;
  }

  /** Takes the earliest target that is due, or null. */
  @Nullable Object takeDue(long now) {
    long deadline = earliest();
    if (deadline > now || size == 0 || (deadline == now && !isOfThisMoment(slots[0]))) {
      return null;
    }
    Object target = targets[slots[0]];
    removeTop();
    if (target instanceof Task<?> task) {
      task.timer = DUE;
    } else if (target instanceof Handle handle) {
      handle.timer = 0;
    }
    return target;
  }

  /**
   * Whether an entry whose deadline is just now is due: what it shares the deadline with may not
   * be.
   */
  private boolean isOfThisMoment(int slot) {
    int started = momentOf(slot);
    return started == dueMoment || started == moment;
  }

  private int momentOf(int slot) {
    return moments == null ? moment : moments[slot];
  }

  /** Returns what the target has to remember: the slot, counted from one. */
  private int insert(long deadline, Object target) {
    if (nextSlot == targets.length) {
      makeRoom();
    }
    int slot = nextSlot++;
    targets[slot] = target;
    if (moments != null) {
      moments[slot] = moment;
    }
    siftUp(size++, deadline, slot);
    return slot + 1;
  }

  private void removeTop() {
    targets[slots[0]] = null;
    int last = --size;
    if (last > 0) {
      siftDown(0, deadlines[last], slots[last]);
    }
    if (size < targets.length >> 2 && targets.length > 4 * SMALLEST) {
      rebuild();
    }
  }

  private void makeRoom() {
    if (size <= targets.length - (targets.length >> 2)) {
      rebuild();
    } else {
      resize(targets.length + (targets.length >> 2));
    }
  }

  /** All or nothing: the heap may be full, and the timers are to stay as they are then. */
  private void resize(int capacity) {
    long[] newDeadlines = Arrays.copyOf(deadlines, capacity);
    int[] newSlots = Arrays.copyOf(slots, capacity);
    @Nullable Object[] newTargets = Arrays.copyOf(targets, capacity);
    if (moments != null) {
      moments = Arrays.copyOf(moments, capacity);
    }
    deadlines = newDeadlines;
    slots = newSlots;
    targets = newTargets;
  }

  /**
   * Drops what was cancelled, moves the others together in the table, and fits the room to them,
   * with half as much to spare.
   */
  private void rebuild() {
    int[] moved = moveTogether();
    int kept = 0;
    for (int i = 0; i < size; i++) {
      int slot = moved[slots[i]];
      if (slot != NONE) {
        put(kept++, deadlines[i], slot);
      }
    }
    size = kept;
    cancelled = 0;
    for (int i = (size - 2) >> 2; i >= 0; i--) {
      siftDown(i, deadlines[i], slots[i]);
    }
    resize(Math.max(SMALLEST, size + (size >> 1)));
  }

  /** Closes the gaps of the table; for each slot the new one, or {@link #NONE}. */
  private int[] moveTogether() {
    int[] moved = new int[nextSlot];
    int kept = 0;
    for (int slot = 0; slot < nextSlot; slot++) {
      Object target = targets[slot];
      moved[slot] = target == null ? NONE : kept;
      if (target != null && kept++ != slot) {
        targets[slot] = null;
        targets[kept - 1] = target;
        if (moments != null) {
          moments[kept - 1] = moments[slot];
        }
        if (target instanceof Task<?> task) {
          task.timer = kept;
        } else {
          ((Handle) target).timer = kept;
        }
      }
    }
    nextSlot = kept;
    return moved;
  }

  /** An entry that is added comes behind all of its deadline. */
  private void siftUp(int from, long deadline, int slot) {
    int hole = from;
    while (hole > 0) {
      int parent = (hole - 1) >> 2;
      if (deadlines[parent] <= deadline) {
        break;
      }
      put(hole, deadlines[parent], slots[parent]);
      hole = parent;
    }
    put(hole, deadline, slot);
  }

  private void siftDown(int from, long deadline, int slot) {
    int hole = from;
    for (; ; ) {
      int child = (hole << 2) + 1;
      if (child >= size) {
        break;
      }
      int end = Math.min(size, child + 4);
      for (int other = child + 1; other < end; other++) {
        if (isBefore(deadlines[other], slots[other], child)) {
          child = other;
        }
      }
      if (isBefore(deadline, slot, child)) {
        break;
      }
      put(hole, deadlines[child], slots[child]);
      hole = child;
    }
    put(hole, deadline, slot);
  }

  private boolean isBefore(long deadline, int slot, int entry) {
    return deadline != deadlines[entry] ? deadline < deadlines[entry] : slot < slots[entry];
  }

  private void put(int entry, long deadline, int slot) {
    deadlines[entry] = deadline;
    slots[entry] = slot;
  }
}
