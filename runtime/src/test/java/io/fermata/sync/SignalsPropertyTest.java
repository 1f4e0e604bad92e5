package io.fermata.sync;

import static io.fermata.sync.Schedule.check;
import static io.fermata.sync.Schedule.checkCancelled;

import io.fermata.Awaitable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events, conditions and barriers under random schedules and cancellations. */
class SignalsPropertyTest {

  /** Whoever waits when the event is set goes on, in order; nobody else does. */
  @Test
  void event() {
    Schedule.runMany(
        schedule -> {
          AsyncEvent event = new AsyncEvent();
          List<Actor> waiting = new ArrayList<>();
          List<Actor> released = new ArrayList<>();
          Runnable set =
              () -> {
                released.addAll(waiting);
                waiting.clear();
                event.set();
              };
          for (int i = 2 + schedule.random.nextInt(5); i > 0; i--) {
            schedule.add(
                new Actor() {
                  private int left = 1 + schedule.random.nextInt(3);
                  private boolean begun;

                  @Override
                  Awaitable<?> next(Object value, Throwable failure) {
                    if (begun) {
                      begun = false;
                      waiting.remove(this);
                      if (failure != null) {
                        checkCancelled(failure);
                        released.remove(this);
                        return null;
                      }
                      while (!released.isEmpty() && released.get(0).doomed) {
                        released.remove(0);
                      }
                      // All are woken in one turn: in a shuffled one their order is any.
                      check(
                          event.isSet()
                              || (schedule.shuffled
                                  ? released.contains(this)
                                  : !released.isEmpty() && released.get(0) == this),
                          "went on too early, or out of order");
                      released.remove(this);
                      return schedule.pause();
                    }
                    if (failure != null || left-- == 0) {
                      return null;
                    }
                    begun = true;
                    if (!event.isSet()) {
                      waiting.add(this);
                    }
                    return event.await();
                  }
                });
          }
          schedule.cancels(schedule.random.nextInt(10));
          schedule.disturb(
              () -> {
                set.run();
                if (schedule.random.nextInt(4) > 0) {
                  event.clear();
                }
              });
          schedule.whenQuiet(
              () -> {
                check(released.isEmpty(), "somebody was not woken");
                check(
                    event.toString().endsWith(", " + waiting.size() + " waiting]"),
                    "waiters that are gone are still in: " + event);
                set.run();
              });
        });
  }

  /** One signal for each token: no consumer waits while there are tokens. */
  @Test
  void condition() {
    Schedule.runMany(
        schedule -> {
          AsyncLock lock = new AsyncLock();
          AsyncCondition condition = new AsyncCondition(lock);
          Store store = new Store();
          int consumers = 1 + schedule.random.nextInt(4);
          for (int i = 0; i < consumers; i++) {
            schedule.add(store.consumer(schedule, lock, condition));
          }
          for (int i = schedule.random.nextInt(5); i > 0; i--) {
            schedule.add(store.producer(schedule, lock, condition));
          }
          schedule.cancels(schedule.random.nextInt(8));
          schedule.whenQuiet(
              () -> {
                check(!lock.isLocked() && !store.busy, "the lock was lost");
                check(store.waiting == 0 || store.tokens == 0, "a signal was lost");
                schedule.actors.forEach(actor -> actor.task.cancel());
              });
        });
  }

  private static final class Store {
    int tokens;
    int waiting;
    boolean busy;

    private void enter() {
      check(!busy, "two hold the lock");
      busy = true;
    }

    Actor consumer(Schedule schedule, AsyncLock lock, AsyncCondition condition) {
      return new Actor() {
        private int at;

        @Override
        Awaitable<?> next(Object value, Throwable failure) {
          switch (at++) {
            case 0:
              return lock.acquire();
            case 1:
              if (failure != null) {
                return null;
              }
              enter();
              busy = false; // await gives the lock away, or goes on at once
              waiting++;
              return condition.await(() -> tokens > 0);
            case 2:
              waiting--;
              enter();
              if (failure == null) {
                check(tokens > 0, "went on without a token");
                tokens--;
                schedule.maybeCancel();
              } else {
                checkCancelled(failure);
              }
              return schedule.pause();
            default:
              busy = false;
              lock.release();
              return null;
          }
        }
      };
    }

    Actor producer(Schedule schedule, AsyncLock lock, AsyncCondition condition) {
      return new Actor() {
        private int at;

        @Override
        Awaitable<?> next(Object value, Throwable failure) {
          switch (at++) {
            case 0:
              return schedule.pause();
            case 1:
              return failure != null ? null : lock.acquire();
            case 2:
              if (failure != null) {
                return null;
              }
              enter();
              tokens++;
              condition.signal();
              schedule.maybeCancel();
              return schedule.pause();
            default:
              busy = false;
              lock.release();
              return null;
          }
        }
      };
    }
  }

  /** Each last arrival lets as many go on as are missing, and nobody goes on otherwise. */
  @Test
  void barrier() {
    Schedule.runMany(
        schedule -> {
          int parties = 1 + schedule.random.nextInt(4);
          AsyncBarrier barrier = new AsyncBarrier(parties);
          int[] tickets = new int[1];
          boolean calm = schedule.random.nextBoolean();
          int rounds = 1 + schedule.random.nextInt(3);
          int[] ended = new int[1];
          int[] waiting = new int[1];
          for (int i = calm ? parties : parties + schedule.random.nextInt(3); i > 0; i--) {
            schedule.add(
                new Actor() {
                  private int left = rounds;
                  private boolean begun;

                  @Override
                  Awaitable<?> next(Object value, Throwable failure) {
                    if (begun) {
                      waiting[0]--;
                    }
                    if (begun && failure == null) {
                      tickets[0] += (Integer) value == parties - 1 ? parties - 1 : -1;
                      check(tickets[0] >= 0, "went on though somebody was missing");
                    }
                    begun = false;
                    if (failure != null && !(failure instanceof BarrierBrokenException)) {
                      checkCancelled(failure);
                      return null;
                    }
                    if (schedule.random.nextInt(3) == 0) {
                      return schedule.pause();
                    }
                    if (left-- == 0) {
                      ended[0]++;
                      return null;
                    }
                    begun = true;
                    waiting[0]++;
                    return barrier.await();
                  }
                });
          }
          if (!calm) {
            schedule.cancels(schedule.random.nextInt(8));
            schedule.disturb(
                () -> {
                  switch (schedule.random.nextInt(4)) {
                    case 0 -> barrier.abort();
                    case 1, 2 -> barrier.reset();
                    default -> {}
                  }
                });
          }
          schedule.whenQuiet(
              () -> {
                if (calm) {
                  check(ended[0] == parties && tickets[0] == 0, "somebody was left behind");
                }
                check(waiting[0] == barrier.waiting(), "the barrier has lost count: " + barrier);
                check(waiting[0] < parties, "enough have arrived and wait");
                barrier.abort();
              });
        });
  }
}
