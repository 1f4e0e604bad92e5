package io.fermata.benchmarks.future;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * A loop written by hand that completes futures: a ring of those that are next, a heap of those
 * that sleep. One thread, no cancellation. EA Async and the chains of futures run on it.
 */
public final class FutureLoop {
  private CompletableFuture<?>[] ring = new CompletableFuture<?>[64];
  private Object[] values = new Object[64];
  private int head;
  private int ready;
  private Timer[] heap = new Timer[16];
  private int asleep;

  private static final class Timer {
    final CompletableFuture<Void> future;
    final long deadline;

    Timer(CompletableFuture<Void> future, long deadline) {
      this.future = future;
      this.deadline = deadline;
    }
  }

  /** A future that is completed when everything that is ready now has gone first. */
  public CompletableFuture<Void> yieldNow() {
    CompletableFuture<Void> turn = new CompletableFuture<>();
    completeSoon(turn, null);
    return turn;
  }

  public CompletableFuture<Void> sleep(int millis) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    add(new Timer(end, System.nanoTime() + 1_000_000L * millis));
    return end;
  }

  /** Completes the future at its turn. */
  public <T> void completeSoon(CompletableFuture<T> future, T value) {
    if (ready == ring.length) {
      grow();
    }
    int tail = (head + ready++) & (ring.length - 1);
    ring[tail] = future;
    values[tail] = value;
  }

  /** Runs until nothing is ready and nothing sleeps. */
  public void run() {
    do {
      runReady();
      long now = System.nanoTime();
      while (asleep > 0 && heap[0].deadline <= now) {
        take().future.complete(null);
      }
      if (ready == 0 && asleep > 0 && heap[0].deadline > now) {
        LockSupport.parkNanos(this, heap[0].deadline - now);
      }
    } while (ready + asleep > 0);
  }

  /** Completes what is ready, and what becomes ready by that, until nothing is. */
  @SuppressWarnings("unchecked")
  public void runReady() {
    while (ready > 0) {
      CompletableFuture<Object> next = (CompletableFuture<Object>) ring[head];
      Object value = values[head];
      ring[head] = null;
      values[head] = null;
      head = (head + 1) & (ring.length - 1);
      ready--;
      next.complete(value);
    }
  }

  private void grow() {
    CompletableFuture<?>[] largerRing = new CompletableFuture<?>[ring.length * 2];
    Object[] largerValues = new Object[ring.length * 2];
    int tail = ring.length - head;
    System.arraycopy(ring, head, largerRing, 0, tail);
    System.arraycopy(ring, 0, largerRing, tail, head);
    System.arraycopy(values, head, largerValues, 0, tail);
    System.arraycopy(values, 0, largerValues, tail, head);
    ring = largerRing;
    values = largerValues;
    head = 0;
  }

  private void add(Timer timer) {
    if (asleep == heap.length) {
      Timer[] larger = new Timer[asleep + (asleep >> 1)];
      System.arraycopy(heap, 0, larger, 0, asleep);
      heap = larger;
    }
    int hole = asleep++;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (heap[parent].deadline <= timer.deadline) {
        break;
      }
      heap[hole] = heap[parent];
      hole = parent;
    }
    heap[hole] = timer;
  }

  private Timer take() {
    Timer top = heap[0];
    Timer last = heap[--asleep];
    heap[asleep] = null;
    int hole = 0;
    for (; ; ) {
      int child = 2 * hole + 1;
      if (child >= asleep) {
        break;
      }
      if (child + 1 < asleep && heap[child + 1].deadline < heap[child].deadline) {
        child++;
      }
      if (last.deadline <= heap[child].deadline) {
        break;
      }
      heap[hole] = heap[child];
      hole = child;
    }
    if (asleep > 0) {
      heap[hole] = last;
    }
    return top;
  }
}
