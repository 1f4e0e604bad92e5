package io.fermata.sync;

import static io.fermata.sync.Schedule.check;
import static io.fermata.sync.Schedule.checkCancelled;

import io.fermata.Awaitable;
import io.fermata.Coroutine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Locks and semaphores under random schedules and cancellations: never more holders than permits,
 * first come, first served, and no permit is lost.
 */
class PermitsPropertyTest {

  @Test
  void lock() {
    Schedule.runMany(
        schedule -> {
          AsyncLock lock = new AsyncLock();
          fill(schedule, 1, lock::acquire, lock::toString, "lock [free, 0 waiting]");
        });
  }

  @Test
  void semaphore() {
    Schedule.runMany(
        schedule -> {
          int permits = 1 + schedule.random.nextInt(3);
          AsyncSemaphore semaphore = AsyncSemaphore.bounded(permits);
          String before = semaphore.toString();
          fill(schedule, permits, semaphore::acquire, semaphore::toString, before);
        });
  }

  private static void fill(
      Schedule schedule,
      int permits,
      Supplier<Coroutine<Held>> acquire,
      Supplier<String> state,
      String free) {
    Room room = new Room(schedule, permits, acquire);
    int guests = 2 + schedule.random.nextInt(5);
    for (int i = 0; i < guests; i++) {
      schedule.add(room.guest(1 + schedule.random.nextInt(4)));
    }
    schedule.cancels(schedule.random.nextInt(8));
    schedule.whenQuiet(
        () -> {
          check(room.inside == 0 && room.arrivals.isEmpty(), "somebody is left over");
          check(state.get().equals(free), "a permit is lost, or a waiter left in: " + state.get());
        });
  }

  private static final class Room {
    final Schedule schedule;
    final int permits;
    final Supplier<Coroutine<Held>> acquire;
    final List<Actor> arrivals = new ArrayList<>();
    int inside;

    Room(Schedule schedule, int permits, Supplier<Coroutine<Held>> acquire) {
      this.schedule = schedule;
      this.permits = permits;
      this.acquire = acquire;
    }

    Actor guest(int visits) {
      return new Actor() {
        private int left = visits;
        private boolean acquiring;
        private Held held;

        @Override
        Awaitable<?> next(Object value, Throwable failure) {
          if (failure != null) {
            checkCancelled(failure);
          }
          if (acquiring) {
            acquiring = false;
            if (failure == null) {
              enter((Held) value);
              return schedule.pause();
            }
            arrivals.remove(this);
            return schedule.random.nextBoolean() ? null : schedule.pause();
          }
          if (held != null) {
            inside--;
            held.close();
            held.close();
            held = null;
            schedule.maybeCancel();
          }
          if (failure != null || left-- == 0) {
            return null;
          }
          acquiring = true;
          arrivals.add(this);
          return acquire.get();
        }

        private void enter(Held permit) {
          int passed = 0;
          for (Actor earlier : arrivals) {
            if (earlier == this) {
              break;
            }
            passed += earlier.doomed ? 0 : 1;
          }
          arrivals.remove(this);
          held = permit;
          inside++;
          // Permits are given in order, and several in one turn perhaps. Whom this one has passed
          // in a
          // shuffled turn has a permit all the same: with those inside they are no more than
          // permits.
          check(schedule.shuffled || passed == 0, "passed somebody who came earlier");
          check(inside + passed <= permits, "too many inside, or passed somebody without a permit");
        }
      };
    }
  }
}
