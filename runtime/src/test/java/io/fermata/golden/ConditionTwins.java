package io.fermata.golden;

import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;

import io.fermata.Coroutine;
import io.fermata.Script;
import io.fermata.Task;
import io.fermata.sync.AsyncCondition;
import io.fermata.sync.AsyncLock;
import java.util.List;

final class ConditionTwins extends Twins {
  private AsyncLock lock;
  private AsyncCondition condition;
  private int level;

  ConditionTwins() {
    twin("condition_notify", this::signal);
    twin("condition_wait_for", this::until);
    twin("condition_cancel_takes_the_lock_again", this::cancelTakesTheLockAgain);
    twin("condition_notified_and_cancelled", this::signalledAndCancelled);
    twin("condition_cancel_wakes_another", this::cancelWakesAnother);
    twin("condition_without_the_lock", this::withoutTheLock);
  }

  private Script<Object> main() {
    lock = new AsyncLock();
    condition = new AsyncCondition(lock);
    level = 0;
    return script("main");
  }

  private Coroutine<?> signal() {
    Script<Object> main = main();
    for (String name : List.of("a", "b", "c", "d")) {
      main.then(
          start(
              script("waiter")
                  .await(() -> lock.acquire())
                  .then(() -> print(name, "waits"))
                  .await(() -> condition.await())
                  .then(() -> print(name, "notified"))
                  .await(() -> yieldNow())
                  .then(() -> print(name, "leaves"))
                  .then(() -> lock.release())));
    }
    return main.await(() -> yieldNow())
        .await(() -> lock.acquire())
        .then(() -> condition.signal())
        .then(() -> print("notified one"))
        .then(() -> lock.release())
        .await(() -> sleep(ms(10)))
        .await(() -> lock.acquire())
        .then(() -> condition.signal(2))
        .then(() -> print("notified two"))
        .then(() -> lock.release())
        .await(() -> sleep(ms(10)))
        .await(() -> lock.acquire())
        .then(() -> condition.signalAll())
        .then(() -> condition.signal(3))
        .then(() -> print("notified all"))
        .then(() -> lock.release())
        .await(this::allDone);
  }

  private Script<Object> atLevel(String name, int wanted) {
    return script("waiter")
        .await(() -> lock.acquire())
        .await(() -> condition.await(() -> level >= wanted))
        .then(() -> print(name, "at level", level))
        .then(() -> lock.release());
  }

  private Coroutine<?> until() {
    Script<Object> main =
        main()
            .then(start(atLevel("two", 2)))
            .then(start(atLevel("one", 1)))
            .then(start(atLevel("three", 3)))
            .then(start(atLevel("zero", 0)))
            .await(() -> yieldNow());
    for (int i = 1; i <= 3; i++) {
      int step = i;
      main.await(() -> lock.acquire())
          .then(() -> level = step)
          .then(() -> condition.signalAll())
          .then(() -> lock.release())
          .await(() -> sleep(ms(10)))
          .then(() -> print("after", step));
    }
    return main.await(this::allDone);
  }

  private Coroutine<?> cancelTakesTheLockAgain() {
    Script<Object> waiter =
        script("waiter")
            .await(() -> lock.acquire())
            .await(() -> condition.await())
            .onCancel(
                e -> {
                  print("cancelled, locked", lock.isLocked());
                  lock.release();
                });
    Script<Object> main =
        main().then(start(waiter)).await(() -> yieldNow()).await(() -> lock.acquire());
    for (int i = 0; i < 2; i++) {
      main.then(() -> tasks.get(0).cancel())
          .await(() -> yieldNow())
          .await(() -> yieldNow())
          .await(() -> yieldNow())
          .then(() -> print("done", tasks.get(0).isDone()));
    }
    return main.then(() -> lock.release())
        .await(this::allDone)
        .then(() -> print("cancelled", tasks.get(0).isCancelled(), "locked", lock.isLocked()));
  }

  private Script<Object> waiter(String name, String woken) {
    return script("waiter")
        .await(() -> lock.acquire())
        .await(() -> condition.await(), unused -> print(name, woken))
        .onCancel(
            e -> {
              print(name, "cancelled");
              lock.release();
            })
        .then(() -> lock.release());
  }

  private Coroutine<?> signalledAndCancelled() {
    return startEach(main(), name -> waiter(name, "notified"), "a", "b", "c")
        .await(() -> yieldNow())
        .await(() -> lock.acquire())
        .then(() -> condition.signal())
        .then(() -> lock.release())
        .then(() -> tasks.get(0).cancel())
        .await(() -> sleep(ms(10)))
        .then(() -> print(tasks.stream().map(Task::isDone).map(Twins::text).toList()))
        .then(() -> tasks.get(2).cancel())
        .await(this::allDone);
  }

  private Coroutine<?> cancelWakesAnother() {
    return main()
        .then(start(waiter("a", "woken")))
        .then(start(waiter("b", "woken")))
        .await(() -> yieldNow())
        .then(() -> tasks.get(1).cancel())
        .await(this::allDone);
  }

  private Coroutine<?> withoutTheLock() {
    return main()
        .await(() -> condition.await())
        .caught(IllegalStateException.class, e -> print("cannot wait"))
        .then(() -> condition.signal())
        .caught(IllegalStateException.class, e -> print("cannot notify"))
        .await(() -> lock.acquire())
        .then(() -> condition.signalAll())
        .then(() -> print("nobody waits"))
        .then(() -> lock.release());
  }
}
