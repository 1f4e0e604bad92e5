package io.fermata.golden;

import static io.fermata.Fermata.gather;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;

import io.fermata.Coroutine;
import io.fermata.Script;
import io.fermata.Task;
import io.fermata.sync.AsyncLock;
import java.util.List;

final class LockTwins extends Twins {
  private AsyncLock lock;

  LockTwins() {
    twin("lock_fifo", this::fifo);
    twin("lock_no_barging", this::noBarging);
    twin("lock_cancel_waiter", this::cancelWaiter);
    twin("lock_cancel_woken", this::cancelWoken);
    twin("lock_cancel_then_release", this::cancelThenRelease);
    twin("lock_all_waiters_cancelled", this::allWaitersCancelled);
    twin("lock_uncontended", this::uncontended);
  }

  private Script<Object> main() {
    lock = new AsyncLock();
    return script("main");
  }

  private Coroutine<?> fifo() {
    return main().await(() -> gather(fifoWorker("a"), fifoWorker("b"), fifoWorker("c")));
  }

  private Script<Object> fifoWorker(String name) {
    return script("worker")
        .then(() -> print(name, "waits"))
        .await(() -> lock.acquire())
        .then(() -> print(name, "holds"))
        .await(() -> yieldNow())
        .then(() -> lock.release())
        .then(() -> print(name, "released"));
  }

  private Coroutine<?> noBarging() {
    Script<Object> main = main();
    Script<Object> first =
        script("first")
            .await(() -> lock.acquire())
            .then(() -> print("first holds"))
            .await(() -> yieldNow())
            .then(() -> lock.release())
            .then(() -> print("locked", lock.isLocked()))
            .await(() -> lock.acquire())
            .then(() -> print("first again"))
            .then(() -> lock.release());
    Script<Object> second =
        script("second")
            .await(() -> lock.acquire())
            .then(() -> print("second holds"))
            .then(() -> lock.release());
    return main.await(() -> gather(first, second)).then(() -> print("locked", lock.isLocked()));
  }

  private Coroutine<?> cancelWaiter() {
    Script<Object> main = main();
    for (String name : List.of("a", "b", "c", "d")) {
      main.then(
          start(
              script("worker")
                  .await(() -> lock.acquire())
                  .onCancel(e -> print(name, "cancelled"))
                  .then(() -> print(name, "holds"))
                  .await(() -> sleep(ms(10)))
                  .then(() -> lock.release())));
    }
    return main.await(() -> yieldNow())
        .then(() -> tasks.get(1).cancel())
        .await(() -> yieldNow())
        .then(() -> print("one turn later"))
        .await(this::allDone)
        .then(() -> print(tasks.stream().map(Task::isCancelled).map(Twins::text).toList()));
  }

  private Script<Object> worker(String name) {
    return script("worker")
        .await(() -> lock.acquire())
        .onCancel(e -> print(name, "cancelled", lock.isLocked()))
        .then(() -> print(name, "holds"))
        .then(() -> lock.release());
  }

  private Script<Object> mainWithWorkers(String... names) {
    return startEach(main().await(() -> lock.acquire()), this::worker, names)
        .await(() -> yieldNow());
  }

  private Coroutine<?> cancelWoken() {
    return mainWithWorkers("a", "b", "c")
        .then(() -> lock.release())
        .then(() -> tasks.get(0).cancel())
        .then(() -> print("released and cancelled"))
        .await(this::allDone)
        .then(() -> print("locked", lock.isLocked()));
  }

  private Coroutine<?> cancelThenRelease() {
    return mainWithWorkers("a", "b")
        .then(() -> tasks.get(0).cancel())
        .then(() -> lock.release())
        .then(() -> print("locked", lock.isLocked()))
        .then(start(worker("c")))
        .await(this::allDone);
  }

  private Coroutine<?> allWaitersCancelled() {
    return mainWithWorkers("a", "b")
        .then(() -> tasks.get(0).cancel())
        .then(() -> tasks.get(1).cancel())
        .then(() -> lock.release())
        .await(() -> lock.acquire())
        .then(() -> print("main did not wait"))
        .await(this::allDone)
        .then(() -> lock.release())
        .then(() -> print("locked", lock.isLocked()));
  }

  private Coroutine<?> uncontended() {
    Script<Object> spinner = script("spinner");
    for (int i = 0; i < 3; i++) {
      int turn = i;
      spinner.then(() -> print("turn", turn)).await(() -> yieldNow());
    }
    Script<Object> main = main().then(start(spinner));
    for (int i = 0; i < 5; i++) {
      main.await(() -> lock.acquire()).then(() -> lock.release());
    }
    return main.then(() -> print("no turn yet"))
        .await(() -> tasks.get(0))
        .then(() -> lock.release())
        .caught(IllegalStateException.class, e -> print("refused"));
  }
}
