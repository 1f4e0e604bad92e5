package io.fermata.golden;

import static io.fermata.Fermata.gather;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;

import io.fermata.Coroutine;
import io.fermata.Script;
import io.fermata.sync.AsyncSemaphore;

final class SemaphoreTwins extends Twins {
  private AsyncSemaphore semaphore;

  SemaphoreTwins() {
    twin("semaphore_two_at_a_time", this::twoAtATime);
    twin("semaphore_handover", this::handover);
    twin("semaphore_cancel_woken", this::cancelWoken);
    twin("semaphore_many_releases", this::manyReleases);
    twin("semaphore_bounded", this::bounded);
  }

  private Script<Object> main(int permits) {
    semaphore = new AsyncSemaphore(permits);
    return script("main");
  }

  private Script<Object> timed(String name, int millis) {
    return script("worker")
        .await(() -> semaphore.acquire())
        .then(() -> print(name, "in"))
        .await(() -> sleep(ms(millis)))
        .then(() -> semaphore.release())
        .then(() -> print(name, "out"));
  }

  private Coroutine<?> twoAtATime() {
    return main(2)
        .await(() -> gather(timed("a", 50), timed("b", 10), timed("c", 60), timed("d", 30)));
  }

  private Script<Object> waiter(String name) {
    return script("waiter")
        .await(() -> semaphore.acquire())
        .onCancel(e -> print(name, "cancelled"))
        .then(() -> print(name, "got it"));
  }

  private Coroutine<?> handover() {
    return main(1)
        .await(() -> semaphore.acquire())
        .then(start(waiter("a")))
        .await(() -> yieldNow())
        .then(() -> semaphore.release())
        .then(() -> print("locked", semaphore.isLocked()))
        .then(start(waiter("b")))
        .await(() -> yieldNow())
        .then(() -> print("locked", semaphore.isLocked()))
        .then(() -> semaphore.release())
        .then(() -> semaphore.release())
        .then(() -> print("locked", semaphore.isLocked()))
        .await(() -> yieldNow())
        .then(() -> print("locked", semaphore.isLocked()))
        .await(this::allDone);
  }

  private Script<Object> mainWithWaiters() {
    return startEach(main(0), this::waiter, "a", "b", "c").await(() -> yieldNow());
  }

  private Coroutine<?> cancelWoken() {
    return mainWithWaiters()
        .then(() -> semaphore.release())
        .then(() -> tasks.get(0).cancel())
        .await(() -> yieldNow())
        .then(() -> print("a turn"))
        .await(() -> yieldNow())
        .then(() -> print("b done", tasks.get(1).isDone(), "c done", tasks.get(2).isDone()))
        .then(() -> tasks.get(2).cancel())
        .await(this::allDone)
        .then(() -> print("locked", semaphore.isLocked()));
  }

  private Coroutine<?> manyReleases() {
    Script<Object> main = mainWithWaiters();
    for (int i = 0; i < 5; i++) {
      main.then(() -> semaphore.release());
    }
    return main.then(() -> print("locked", semaphore.isLocked()))
        .then(start(waiter("late")))
        .await(() -> semaphore.acquire())
        .then(() -> print("main got it"))
        .await(this::allDone)
        .then(() -> print("locked", semaphore.isLocked()));
  }

  private Coroutine<?> bounded() {
    AsyncSemaphore bounded = AsyncSemaphore.bounded(1);
    AsyncSemaphore loose = new AsyncSemaphore(1);
    return script("main")
        .await(() -> bounded.acquire())
        .then(() -> bounded.release())
        .then(() -> bounded.release())
        .caught(IllegalStateException.class, e -> print("refused"))
        .then(() -> loose.release())
        .await(() -> loose.acquire())
        .await(() -> loose.acquire())
        .then(() -> print("locked", loose.isLocked()))
        .then(() -> new AsyncSemaphore(-1))
        .caught(IllegalArgumentException.class, e -> print("negative"));
  }
}
