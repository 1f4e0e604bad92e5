package io.fermata.golden;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.currentTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;

import io.fermata.Async;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.Task;
import io.fermata.TaskGroup;
import java.util.ArrayList;
import java.util.List;

final class GroupTwins extends Twins {

  @Async
  private Coroutine<Void> fail() {
    await(sleep(ms(10)));
    throw error("child");
  }

  @Async
  private Coroutine<Void> slow() {
    try {
      await(sleep(ms(1000)));
    } finally {
      print("slow cancelled");
      await(yieldNow());
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> bodyLeaves(TaskGroup group) {
    group.createTask(fail());
    group.createTask(slow());
    await(yieldNow());
    print("body left");
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> groupChildFailsWhileBodyFinishes() {
    try {
      await(TaskGroup.run(this::bodyLeaves));
    } catch (IllegalArgumentException e) {
      print(e, cancelling());
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> suicide() {
    currentTask().cancel();
    await(yieldNow());
    print("never");
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> work() {
    await(sleep(ms(10)));
    print("work ends");
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> bodyAwaitsTheSuicide(TaskGroup group) {
    Task<Void> task = group.createTask(suicide());
    group.createTask(work());
    try {
      await(task);
    } catch (CancelledError e) {
      print("body sees", cancelling(), task.isCancelled());
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> groupChildCancelsItself() {
    await(TaskGroup.run(this::bodyAwaitsTheSuicide));
    print("group is fine");
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> late(String name) {
    print(name, "runs");
    await(yieldNow());
    print(name, "ends");
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> creator(TaskGroup group) {
    await(sleep(ms(10)));
    group.createTask(late("created after the body"));
    print("created");
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> bodyCreates(TaskGroup group) {
    group.createTask(creator(group));
    print("body left");
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> tries(TaskGroup group) {
    try {
      await(sleep(ms(1000)));
    } finally {
      printIfRefused(() -> group.createTask(late("never")));
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> bodyFails(TaskGroup group) {
    group.createTask(tries(group));
    await(yieldNow());
    throw error("body");
  }

  @Async
  Coroutine<Void> groupTasksWhileClosing() {
    await(TaskGroup.run(this::bodyCreates));
    print("group left");
    try {
      await(TaskGroup.run(this::bodyFails));
    } catch (IllegalArgumentException e) {
      print(e);
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> stubborn() {
    try {
      await(sleep(ms(1000)));
    } finally {
      print("cleans up");
      try {
        await(sleep(ms(10)));
      } finally {
        print("cleaned up");
      }
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> bodyStarts(TaskGroup group) {
    group.createTask(stubborn());
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> groupCancelledTwice() {
    Task<Void> task = createTask(TaskGroup.run(this::bodyStarts));
    await(yieldNow());
    await(yieldNow());
    task.cancel();
    await(yieldNow());
    await(yieldNow());
    print(task.cancel(), task.isDone());
    await(ended(task));
    print(task.isCancelled(), task.cancelling());
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> fails(String message) {
    throw error(message);
  }

  @Async
  @SuppressWarnings("finally")
  private Coroutine<Void> failsWhenCancelled(String message, int millis) {
    try {
      await(sleep(ms(1000)));
    } finally {
      await(sleep(ms(millis)));
      throw error(message);
    }
  }

  private Coroutine<Void> inTheSameTurn() {
    return TaskGroup.run(
        group -> {
          group.createTask(fails("child"));
          await(yieldNow());
          throw error("body");
        });
  }

  @SuppressWarnings("finally")
  private Coroutine<Void> whileItIsCancelled(int millis) {
    return TaskGroup.run(
        group -> {
          group.createTask(failsWhenCancelled("cleanup", millis));
          group.createTask(fails("child"));
          try {
            await(sleep(ms(1000)));
          } finally {
            throw error("body");
          }
        });
  }

  @Async
  Coroutine<Void> groupBodyFailsToo() {
    for (Coroutine<Void> each :
        List.of(inTheSameTurn(), whileItIsCancelled(0), whileItIsCancelled(10))) {
      try {
        await(each);
      } catch (IllegalArgumentException e) {
        List<Object> failures = new ArrayList<>(List.of(e.getSuppressed()));
        failures.add(0, e);
        print(failures.toArray());
      }
    }
    return Coroutine.done();
  }
}
