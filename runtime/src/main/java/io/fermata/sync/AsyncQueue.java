package io.fermata.sync;

import io.fermata.Coroutine;
import io.fermata.frame.Driver;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Hands items from tasks to tasks; a task that finds it empty, or full, waits.
 *
 * <p>Tasks that wait are woken in the order in which they began to. Being woken reserves nothing:
 * if another task takes the item, or the free place, before the woken one has its turn, that one
 * waits again, behind the others. Items are never lost or handed out twice, whoever is cancelled
 * when.
 *
 * <p>Thread: one loop's.
 *
 * <p>asyncio: {@code Queue}, {@code PriorityQueue} and {@code LifoQueue}.
 *
 * @param <T> the type of the items; null is none
 */
public final class AsyncQueue<T> {
  private final Queue<T> items;
  private final int capacity;
  final WaitList getters = new WaitList();
  final WaitList putters = new WaitList();
  private final WaitList joiners = new WaitList();

  /** A frame in which nobody waits any more, for the next that has to. */
  QueuePut.@Nullable Wait<T> idlePut;

  QueueGet.@Nullable Wait<T> idleGet;

  /** Items that were put and not yet reported with {@link #taskDone}. */
  private int unfinished;

  private boolean shutDown;

  private AsyncQueue(Queue<T> items, int capacity) {
    this.items = items;
    this.capacity = capacity == 0 ? Integer.MAX_VALUE : capacity;
  }

  /** A queue, first in, first out, that is never full. */
  public static <T> AsyncQueue<T> unbounded() {
    return new AsyncQueue<>(new ArrayDeque<>(), 0);
  }

  /**
   * A queue, first in, first out.
   *
   * @param capacity at how many items it is full
   * @throws IllegalArgumentException if the capacity is less than one
   */
  public static <T> AsyncQueue<T> bounded(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("a bounded queue cannot have a capacity of " + capacity);
    }
    return new AsyncQueue<>(new ArrayDeque<>(), capacity);
  }

  /**
   * A queue that hands out the least item first; among equal ones, any.
   *
   * @param capacity at how many items it is full; 0 for no limit
   * @throws IllegalArgumentException if the capacity is negative
   */
  public static <T> AsyncQueue<T> priority(int capacity, Comparator<? super T> order) {
    Objects.requireNonNull(order, "order");
    return new AsyncQueue<>(new PriorityQueue<>(order), requireLimit(capacity));
  }

  /**
   * A queue that hands out the newest item first.
   *
   * @param capacity at how many items it is full; 0 for no limit
   * @throws IllegalArgumentException if the capacity is negative
   */
  public static <T> AsyncQueue<T> lifo(int capacity) {
    return new AsyncQueue<>(Collections.asLifoQueue(new ArrayDeque<>()), requireLimit(capacity));
  }

  private static int requireLimit(int capacity) {
    if (capacity < 0) {
      throw new IllegalArgumentException("a queue cannot have a capacity of " + capacity);
    }
    return capacity;
  }

  /**
   * Adds an item.
   *
   * <p>Suspends only while the queue is full. Cancellation: the item is not added; if a place had
   * become free for it, the next task that waits is woken. Fails with a {@link
   * QueueShutDownException} if the queue is shut down, or is meanwhile.
   */
  public Coroutine<Void> put(T item) {
    return new QueuePut<>(this, Objects.requireNonNull(item, "item"));
  }

  /**
   * Takes an item.
   *
   * <p>Suspends only while the queue is empty. Cancellation: no item is taken; if it had been woken
   * for one, the next task that waits is woken. Fails with a {@link QueueShutDownException} if the
   * queue is empty and shut down, or is meanwhile.
   */
  public Coroutine<T> get() {
    return new QueueGet<>(this);
  }

  /**
   * Adds an item if there is room, without waiting.
   *
   * <p>asyncio: {@code put_nowait}.
   *
   * @return false if the queue is full
   * @throws QueueShutDownException if it is shut down
   */
  public boolean offer(T item) {
    Objects.requireNonNull(item, "item");
    getters.requireThread();
    if (shutDown) {
      throw new QueueShutDownException();
    }
    if (isFull()) {
      return false;
    }
    items.add(item);
    unfinished++;
    getters.takeNext();
    return true;
  }

  /**
   * Takes an item if there is one, without waiting.
   *
   * <p>asyncio: {@code get_nowait}.
   *
   * @return null if the queue is empty
   * @throws QueueShutDownException if it is empty and shut down
   */
  public @Nullable T poll() {
    putters.requireThread();
    T item = items.poll();
    if (item != null) {
      putters.takeNext();
    } else if (shutDown) {
      throw new QueueShutDownException();
    }
    return item;
  }

  /** How many items are in. */
  public int size() {
    return items.size();
  }

  /** Whether {@link #get} would have to wait. */
  public boolean isEmpty() {
    return items.isEmpty();
  }

  /** Whether {@link #put} would have to wait. */
  public boolean isFull() {
    return items.size() >= capacity;
  }

  /**
   * Reports that an item that was taken has been dealt with; once for each item.
   *
   * @throws IllegalStateException if it is called more often than items were put
   */
  public void taskDone() {
    joiners.requireThread();
    if (unfinished == 0) {
      throw new IllegalStateException("taskDone was called more often than items were put");
    }
    unfinished--;
    if (unfinished == 0) {
      joiners.wakeAll();
    }
  }

  /**
   * Waits until every item that was put has been reported with {@link #taskDone}.
   *
   * <p>Suspends only if one has not. Cancellation: the wait ends, nothing else.
   */
  public Coroutine<Void> join() {
    return new Join(this);
  }

  /**
   * Refuses new items. Tasks that wait to put fail with a {@link QueueShutDownException}; what is
   * in the queue can still be taken, after that {@link #get} fails likewise.
   */
  public void shutdown() {
    getters.requireThread();
    refuse();
  }

  private void refuse() {
    shutDown = true;
    getters.takeAll();
    putters.takeAll();
  }

  /** The same, and drops what is in the queue, as if it had been dealt with. */
  public void shutdownNow() {
    joiners.requireThread();
    unfinished -= Math.min(unfinished, items.size());
    items.clear();
    if (unfinished == 0) {
      joiners.wakeAll();
    }
    refuse();
  }

  /** Comes before a wait of any kind. */
  void bind(Driver driver) {
    getters.bind(driver, this);
    putters.bind(driver, this);
    joiners.bind(driver, this);
  }

  @Override
  public String toString() {
    return "queue ["
        + items.size()
        + (items.size() == 1 ? " item" : " items")
        + (shutDown ? ", shut down]" : "]");
  }

  private static final class Join extends Waiter<Void> {
    private final AsyncQueue<?> queue;

    Join(AsyncQueue<?> queue) {
      this.queue = queue;
    }

    @Override
    WaitList list() {
      return queue.joiners;
    }

    @Override
    protected @Nullable Object start(Driver driver) {
      if (queue.unfinished == 0) {
        return null;
      }
      queue.bind(driver);
      return waitHere(driver, 0);
    }

    @Override
    protected @Nullable Object resume(Driver driver, @Nullable Object value) throws Throwable {
      queue.joiners.remove(this);
      return driver.resumed(value);
    }

    @Override
    protected String source() {
      return source(AsyncQueue.class, "join");
    }
  }
}
