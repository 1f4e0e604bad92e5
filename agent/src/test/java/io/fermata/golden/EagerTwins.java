package io.fermata.golden;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.currentTask;
import static io.fermata.Fermata.gather;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.Task;
import java.util.List;

final class EagerTwins extends Twins {
  private Task<?> main;

  @Async
  private Coroutine<String> work(String name, int turns) {
    print(name, "begins", taskName());
    await(turns(turns));
    print(name, "ends");
    return Coroutine.of(name);
  }

  /** Eager tasks cannot be given a name here. */
  private String taskName() {
    String name = currentTask().name();
    return currentTask() == main ? "main" : name.startsWith("Task-") ? "eager" : name;
  }

  private static <T> Task<T> eager(Coroutine<T> coroutine) {
    return Task.startEagerly(coroutine);
  }

  @Async
  Coroutine<Void> eagerRunsAtOnce() {
    main = currentTask();
    Task<String> a = eager(work("a", 0));
    print("back", a.isDone(), a.join(), taskName());
    Task<String> b = eager(work("b", 1));
    print("back", b.isDone());
    Task<String> c = createTask(work("c", 0), "c");
    Task<String> d = eager(work("d", 1));
    print(await(gather(a, b, c, d)).toArray());
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> fails(String message, int turns) {
    await(turns(turns));
    throw error(message);
  }

  @Async
  Coroutine<Void> eagerFailureStaysInside() {
    Task<Void> a = eager(fails("at once", 0));
    Task<Void> b = eager(fails("later", 1));
    print(a.isDone(), b.isDone());
    for (Task<Void> task : List.of(a, b)) {
      try {
        await(task);
      } catch (IllegalArgumentException e) {
        print(e);
      }
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Integer> value(int number) {
    return Coroutine.of(number);
  }

  @Async
  private Coroutine<Integer> nested(int levels) {
    if (levels == 0) {
      return Coroutine.of(0);
    }
    return Coroutine.of(1 + await(eager(nested(levels - 1))));
  }

  @Async
  private Coroutine<Void> spinner() {
    print("spun");
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> eagerNeedsNoTurn() {
    Task<Void> spinning = createTask(spinner());
    print(await(eager(nested(3))));
    print(await(eager(value(1))));
    print("no turn yet");
    print(await(gather(eager(value(2)), eager(value(3)))).toArray());
    await(spinning);
    return Coroutine.done();
  }

  @Async
  private Coroutine<Integer> suicide() {
    currentTask().cancel();
    return Coroutine.of(1);
  }

  @Async
  Coroutine<Void> eagerCancelled() {
    Task<Void> task = eager(sleeps());
    task.cancel();
    print("asked");
    await(ended(task));
    print(task.isCancelled());
    Task<Integer> other = eager(suicide());
    print(other.isDone(), other.isCancelled());
    return Coroutine.done();
  }
}
