package io.fermata.sync;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.waitTasks;
import static io.fermata.Fermata.yieldNow;

import io.fermata.Awaitable;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.EventLoopBuilder;
import io.fermata.ReturnWhen;
import io.fermata.Script;
import io.fermata.Task;
import io.fermata.access.LoopAccess;
import io.fermata.access.LoopWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * One random run of some actors, with tasks cancelled at random moments. Everything follows from
 * the seed.
 *
 * <p>{@code -Dfermata.schedules=100000} runs a campaign, {@code -Dfermata.seed=N} one seed.
 */
final class Schedule {
  private static final int RUNS = Integer.getInteger("fermata.schedules", 3_000);
  private static final Duration LONG = Duration.ofHours(1);

  final Random random;
  final List<Actor> actors = new ArrayList<>();
  private final List<Task<Void>> tasks = new ArrayList<>();
  private Runnable disturbance = () -> {};
  private Runnable whenQuiet = () -> {};
  private int cancels;

  private final long seed;

  /**
   * Whether tasks that are ready take their turns in a random order. Whatever is promised of the
   * order in which tasks are woken still holds then; that they go on in that order does not.
   */
  final boolean shuffled;

  private Schedule(long seed, boolean shuffled) {
    this.seed = seed;
    this.shuffled = shuffled;
    random = new Random(seed);
  }

  /** Runs many schedules, each in the order of asyncio and in another; a failure names the seed. */
  static void runMany(Consumer<Schedule> setUp) {
    Integer only = Integer.getInteger("fermata.seed");
    int from = only == null ? 0 : only;
    int to = only == null ? RUNS : only + 1;
    for (int seed = from; seed < to; seed++) {
      runOne(setUp, seed, false);
      runOne(setUp, seed, true);
    }
  }

  private static void runOne(Consumer<Schedule> setUp, long seed, boolean shuffled) {
    try {
      Schedule schedule = new Schedule(seed, shuffled);
      setUp.accept(schedule);
      schedule.run();
    } catch (Throwable t) {
      String order = shuffled ? " (shuffled): " : ": ";
      throw new AssertionError("-Dfermata.seed=" + seed + order + t, t);
    }
  }

  void add(Actor actor) {
    actors.add(actor);
  }

  /** How many cancellations there are to be, at random moments. */
  void cancels(int count) {
    cancels = count;
  }

  /** Done at random moments. */
  void disturb(Runnable action) {
    disturbance = action;
  }

  /**
   * Now and then cancels somebody; for actors to call where others were just woken, so that it hits
   * them before they have heard of it.
   */
  void maybeCancel() {
    if (random.nextInt(6) == 0 && cancels > 0) {
      cancelOne();
    }
  }

  /** The same for the one who waits longest, and so was woken. */
  void maybeCancelFirst(List<Actor> waiting) {
    if (random.nextInt(3) == 0 && cancels > 0 && !waiting.isEmpty()) {
      cancel(waiting.get(0));
    }
  }

  private void cancelOne() {
    cancel(actors.get(random.nextInt(actors.size())));
  }

  private static void cancel(Actor actor) {
    if (actor.task.cancel()) {
      actor.doomed = true;
    }
  }

  /** Done when nothing moves any more; what is to end then has to. */
  void whenQuiet(Runnable action) {
    whenQuiet = action;
  }

  /** Nothing, some turns, or some time. */
  Awaitable<?> pause() {
    return switch (random.nextInt(4)) {
      case 0 -> Coroutine.done();
      case 1, 2 -> yieldNow();
      default -> sleep(Duration.ofNanos(1 + random.nextInt(3)));
    };
  }

  static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  /** An actor's await ended so: a cancellation is part of the game, anything else is not. */
  static void checkCancelled(Throwable failure) {
    if (!(failure instanceof CancelledError)) {
      throw new AssertionError("unexpected", failure);
    }
  }

  private void run() {
    EventLoopBuilder builder = EventLoop.builder().virtualTime();
    LoopWatch nothing = (deadline, working) -> false;
    Long order = shuffled ? seed : null;
    try (EventLoop loop = LoopAccess.get().build(builder, nothing, order)) {
      loop.run(main());
    }
    for (Task<Void> task : tasks) {
      var unused = task.isCancelled() ? null : task.join();
    }
  }

  private Coroutine<Object> main() {
    Script<Object> main = Script.script("main");
    for (Actor actor : actors) {
      main.then(
          () -> {
            Task<Void> task = createTask(actor);
            actor.task = task;
            tasks.add(task);
          });
    }
    for (int i = 0; i < cancels; i++) {
      main.await(this::pause)
          .await(this::pause)
          .then(
              () -> {
                for (int j = random.nextInt(3); j >= 0; j--) {
                  disturbance.run();
                  cancelOne();
                }
              });
    }
    return main.await(() -> waitTasks(tasks, ReturnWhen.ALL_COMPLETED, LONG))
        .then(() -> whenQuiet.run())
        .await(() -> waitTasks(tasks, ReturnWhen.ALL_COMPLETED, LONG))
        .then(() -> check(tasks.stream().allMatch(Task::isDone), "some wait for ever: " + tasks));
  }
}
