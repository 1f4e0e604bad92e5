package io.fermata.golden;

import static io.fermata.Fermata.allTasks;
import static io.fermata.Fermata.asCompleted;
import static io.fermata.Fermata.await;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.gather;
import static io.fermata.Fermata.gatherSettled;
import static io.fermata.Fermata.shield;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.waitFor;
import static io.fermata.Fermata.waitTasks;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.ReturnWhen.ALL_COMPLETED;
import static java.time.Duration.ZERO;

import io.fermata.Async;
import io.fermata.Awaitable;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.Outcome;
import io.fermata.Task;
import io.fermata.TimedOutException;
import java.util.ArrayList;
import java.util.List;

/** {@code gather} and {@code shield} among the arguments: they are futures there, no coroutines. */
final class NestedTwins extends Twins {

  @Async
  private Coroutine<Void> ticker() {
    for (int turn = 0; turn < 6; turn++) {
      print("tick", turn);
      await(yieldNow());
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Object> value(int number) {
    return Coroutine.of(number);
  }

  private static List<Integer> numbers() {
    return allTasks().stream()
        .map(task -> Integer.valueOf(task.name().substring("Task-".length())))
        .sorted()
        .toList();
  }

  private static Object[] flat(Object result, Object... more) {
    List<Object> words = new ArrayList<>();
    for (Object one : result instanceof List<?> several ? several : List.of(result)) {
      words.addAll(List.of(one instanceof List<?> ? flat(one) : new Object[] {one}));
    }
    words.addAll(List.of(more));
    return words.toArray();
  }

  @Async
  Coroutine<Void> gatherOfGathers() {
    Task<Void> ticking = createTask(ticker());
    int first = numbers().get(0);
    Coroutine<List<Object>> gathering =
        gather(gather(value(1), value(2)), gather(value(3)), shield(value(4)));
    print(numbers().stream().map(number -> number - first).toArray());
    print(flat(await(gathering)));
    await(ticking);
    Task<Object> done = createTask(value(5));
    await(done);
    ticking = createTask(ticker());
    print(flat(await(gather(gather(done), shield(done))), "no turn yet"));
    await(ticking);
    return Coroutine.done();
  }

  @Async
  private Coroutine<Object> sleeper(String name) {
    try {
      await(sleep(ms(1000)));
    } catch (CancelledError e) {
      print(name, "cancelled");
      throw e;
    }
    return Coroutine.of(name);
  }

  @Async
  private Coroutine<Void> waits() {
    try {
      await(
          gather(
              gather(sleeper("a"), sleeper("b")),
              shield(sleeper("shielded")),
              gatherSettled(sleeper("c"))));
    } catch (CancelledError e) {
      print("awaiter cancelled");
      throw e;
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> gatherOfGathersCancelled() {
    for (int turns = 0; turns < 3; turns++) {
      print("after", turns);
      Task<Void> task = createTask(waits());
      await(turns(turns));
      task.cancel();
      await(waitTasks(List.of(task), ALL_COMPLETED));
      print(task.isCancelled());
      await(turns(3));
    }
    print("main ends");
    return Coroutine.done();
  }

  @Async
  private Coroutine<Object> fails(String message, int turns) {
    await(turns(turns));
    throw error(message);
  }

  @Async
  private Coroutine<Object> counts(String name, int count) {
    for (int turn = 0; turn < count; turn++) {
      print(name, turn);
      await(yieldNow());
    }
    return Coroutine.of(name);
  }

  @Async
  Coroutine<Void> gatherOfGathersFails() {
    Task<Object> ticking = createTask(counts("tick", 8));
    try {
      await(gather(gather(fails("late", 3), counts("a", 5)), gather(fails("soon", 1))));
    } catch (IllegalArgumentException e) {
      print("caught", e);
    }
    List<Outcome<Object>> outcomes =
        await(
            gatherSettled(
                gather(fails("settled", 1), counts("b", 2)), gatherSettled(fails("shielded", 0))));
    List<?> second = (List<?>) outcomes.get(1).get();
    print(outcomes.get(0).failure(), ((Outcome<?>) second.get(0)).failure());
    await(ticking);
    return Coroutine.done();
  }

  @Async
  private Coroutine<Object> work(String name, int turns) {
    await(turns(turns));
    print(name, "ends");
    return Coroutine.of(name);
  }

  @Async
  Coroutine<Void> asCompletedOfGathers() {
    Task<Void> ticking = createTask(ticker());
    Coroutine<List<Object>> several = gather(work("a", 0), work("b", 1));
    Coroutine<Object> shielded = shield(work("c", 0));
    Task<Object> task = createTask(work("d", 2));
    List<Awaitable<?>> all = List.of(several, shielded, task);
    for (Coroutine<Object> next : asCompleted(all)) {
      Object[] result = flat(await(next));
      print(flat(List.of("next"), result));
    }
    await(ticking);
    try {
      for (Coroutine<List<Object>> next : asCompleted(List.of(gather(work("e", 9))), ZERO)) {
        await(next);
      }
    } catch (TimedOutException e) {
      print("timed out");
    }
    print(allTasks().size());
    await(sleep(ms(10)));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Object> slow(String name) {
    print(name, "begins");
    try {
      await(sleep(ms(1000)));
      print(name, "ends");
    } catch (CancelledError e) {
      print(name, "cancelled");
      throw e;
    }
    return Coroutine.of(name);
  }

  @Async
  private Coroutine<Void> timesOut(Awaitable<?> several) {
    try {
      await(waitFor(several, ZERO));
    } catch (TimedOutException e) {
      print("timed out", allTasks().size());
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> waitForNoTimeForSeveral() {
    Task<Object> done = createTask(value(7));
    await(done);
    print(flat(await(waitFor(gather(done), ZERO))));
    print(await(waitFor(shield(done), ZERO)));
    print(flat(await(waitFor(gather(gather(done), shield(done)), ZERO))));
    await(timesOut(gather(slow("a"), gather(slow("b")))));
    Coroutine<List<Object>> begun = gather(slow("c"), slow("d"));
    await(yieldNow());
    await(timesOut(begun));
    await(timesOut(shield(slow("e"))));
    await(sleep(ms(2000)));
    return Coroutine.done();
  }
}
