package io.fermata.sync;

import static io.fermata.sync.Schedule.check;
import static io.fermata.sync.Schedule.checkCancelled;

import io.fermata.Awaitable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * Queues under random schedules and cancellations: nothing lost, nothing handed out twice, always
 * the right item, never too many, nobody waits for what is there, and join knows when all is done.
 */
class QueuePropertyTest {

  @Test
  void fifo() {
    Schedule.runMany(
        schedule ->
            new Market(
                schedule,
                limit -> limit == 0 ? AsyncQueue.unbounded() : AsyncQueue.bounded(limit),
                content -> content.get(0)));
  }

  @Test
  void lifo() {
    Schedule.runMany(
        schedule ->
            new Market(schedule, AsyncQueue::lifo, content -> content.get(content.size() - 1)));
  }

  @Test
  void priority() {
    Schedule.runMany(
        schedule ->
            new Market(
                schedule,
                limit -> AsyncQueue.priority(limit, Comparator.naturalOrder()),
                Collections::min));
  }

  private static final class Market {
    private final Schedule schedule;
    private final int limit;
    private final AsyncQueue<Integer> queue;
    private final Function<List<Integer>, Integer> nextOf;

    /** What has to be in the queue, in the order in which it came. */
    private final List<Integer> content = new ArrayList<>();

    private int working;
    private int items;
    private final List<Actor> putting = new ArrayList<>();
    private final List<Actor> getting = new ArrayList<>();
    private int joining;

    Market(
        Schedule schedule,
        IntFunction<AsyncQueue<Integer>> factory,
        Function<List<Integer>, Integer> nextOf) {
      this.schedule = schedule;
      this.limit = schedule.random.nextInt(4);
      this.queue = factory.apply(limit);
      this.nextOf = nextOf;
      // Short and lopsided, because a lost wake-up goes unnoticed where others follow.
      int length = 1 + schedule.random.nextInt(4);
      for (int i = 1 + schedule.random.nextInt(4); i > 0; i--) {
        schedule.add(consumer(1 + schedule.random.nextInt(length)));
      }
      for (int i = 1 + schedule.random.nextInt(4); i > 0; i--) {
        schedule.add(producer(1 + schedule.random.nextInt(length)));
      }
      Collections.shuffle(schedule.actors, schedule.random);
      if (schedule.random.nextBoolean()) {
        schedule.add(joiner());
      }
      schedule.cancels(1 + schedule.random.nextInt(length));
      schedule.disturb(this::disturb);
      schedule.whenQuiet(this::closeDown);
    }

    private void arrived(Integer item) {
      content.add(item);
      check(content.size() == queue.size(), "the size is wrong");
      check(limit == 0 || queue.size() <= limit, "more items than allowed");
    }

    private void left(Integer item) {
      check(!content.isEmpty() && nextOf.apply(content).equals(item), "the wrong item");
      content.remove(item);
    }

    /** Takes or adds an item under the noses of those who were woken for it. */
    private void disturb() {
      if (schedule.random.nextBoolean()) {
        Integer item = queue.poll();
        check((item == null) == content.isEmpty(), "poll is wrong");
        if (item != null) {
          left(item);
          queue.taskDone();
        }
      } else {
        Integer item = newItem();
        boolean full = limit > 0 && content.size() >= limit;
        check(queue.offer(item) != full, "offer is wrong");
        if (!full) {
          arrived(item);
        }
      }
    }

    private Integer newItem() {
      items++;
      return items * 7919 % 1009; // all different, and in no order
    }

    private void closeDown() {
      check(content.size() == queue.size(), "items were lost");
      check(getting.isEmpty() || queue.isEmpty(), "somebody waits for an item that is there");
      check(putting.isEmpty() || queue.isFull(), "somebody waits for room that is there");
      check(working == 0, "work was not reported");
      check(joining == 0 || !content.isEmpty(), "somebody waits for the end of what is done");
      if (schedule.random.nextBoolean()) {
        queue.shutdown();
        for (Integer item; !content.isEmpty(); ) {
          item = queue.poll();
          left(item);
          queue.taskDone();
        }
      } else {
        queue.shutdownNow();
        content.clear();
      }
    }

    private Actor producer(int count) {
      return new Actor() {
        private int left = count;
        private Integer item;

        @Override
        Awaitable<?> next(Object value, Throwable failure) {
          if (item != null) {
            putting.remove(this);
            if (failure == null) {
              arrived(item);
              schedule.maybeCancelFirst(getting);
            }
            item = null;
          }
          if (failure instanceof QueueShutDownException) {
            return null;
          }
          if (failure != null) {
            checkCancelled(failure);
          }
          if (left-- == 0) {
            return null;
          }
          if (schedule.random.nextInt(3) == 0) {
            return schedule.pause();
          }
          item = newItem();
          putting.add(this);
          return queue.put(item);
        }
      };
    }

    private Actor consumer(int count) {
      return new Actor() {
        private int left = count;
        private boolean waiting;
        private boolean busy;

        @Override
        Awaitable<?> next(Object value, Throwable failure) {
          if (busy) {
            busy = false;
            working--;
            queue.taskDone();
          }
          if (waiting) {
            waiting = false;
            getting.remove(this);
            if (failure == null) {
              left((Integer) value);
              schedule.maybeCancelFirst(putting);
              working++;
              busy = true;
              return schedule.pause();
            }
          }
          if (failure instanceof QueueShutDownException) {
            return null;
          }
          if (failure != null) {
            checkCancelled(failure);
          }
          if (left-- == 0) {
            return null;
          }
          waiting = true;
          getting.add(this);
          return queue.get();
        }
      };
    }

    private Actor joiner() {
      return new Actor() {
        private boolean begun;

        @Override
        Awaitable<?> next(Object value, Throwable failure) {
          if (begun) {
            joining--;
            return null;
          }
          begun = true;
          joining++;
          return queue.join();
        }
      };
    }
  }
}
