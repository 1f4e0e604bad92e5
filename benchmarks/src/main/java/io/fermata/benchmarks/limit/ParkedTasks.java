package io.fermata.benchmarks.limit;

import io.fermata.benchmarks.Sleepers;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntUnaryOperator;

/** E and F: task, frame and timer are one object in a heap by deadline. */
public final class ParkedTasks implements Sleepers {
  private Sleeper[] heap = new Sleeper[16];
  private int size;

  private static final class Sleeper {
    final String name;
    final int number;
    final long total;
    final long deadline;

    Sleeper(String name, int number, long total, long deadline) {
      this.name = name;
      this.number = number;
      this.total = total;
      this.deadline = deadline;
    }
  }

  @Override
  public long run(int tasks, IntUnaryOperator millis, Runnable whenAsleep) {
    size = 0;
    for (int i = 0; i < tasks; i++) {
      add(new Sleeper("name", i, 2L * i, System.nanoTime() + 1_000_000L * millis.applyAsInt(i)));
    }
    whenAsleep.run();
    long sum = 0;
    while (size > 0) {
      long now = System.nanoTime();
      while (size > 0 && heap[0].deadline <= now) {
        Sleeper woken = take();
        sum += woken.name.length() + woken.number + woken.total;
      }
      if (size > 0) {
        LockSupport.parkNanos(this, heap[0].deadline - now);
      }
    }
    return sum;
  }

  private void add(Sleeper sleeper) {
    if (size == heap.length) {
      Sleeper[] larger = new Sleeper[size + (size >> 1)];
      System.arraycopy(heap, 0, larger, 0, size);
      heap = larger;
    }
    int hole = size++;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (heap[parent].deadline <= sleeper.deadline) {
        break;
      }
      heap[hole] = heap[parent];
      hole = parent;
    }
    heap[hole] = sleeper;
  }

  @SuppressWarnings("NullAway") // behind the last slot there is nothing
  private Sleeper take() {
    Sleeper top = heap[0];
    Sleeper last = heap[--size];
    heap[size] = null;
    int hole = 0;
    for (; ; ) {
      int child = 2 * hole + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && heap[child + 1].deadline < heap[child].deadline) {
        child++;
      }
      if (last.deadline <= heap[child].deadline) {
        break;
      }
      heap[hole] = heap[child];
      hole = child;
    }
    if (size > 0) {
      heap[hole] = last;
    }
    return top;
  }
}
