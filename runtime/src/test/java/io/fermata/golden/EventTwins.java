package io.fermata.golden;

import static io.fermata.Fermata.waitTasks;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.ReturnWhen.ALL_COMPLETED;
import static io.fermata.Script.script;

import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.Script;
import io.fermata.sync.AsyncEvent;
import java.util.List;

final class EventTwins extends Twins {
  private AsyncEvent event;

  EventTwins() {
    twin("event_set_and_clear", this::setAndClear);
    twin("event_already_set", this::alreadySet);
    twin("event_cancel_waiter", this::cancelWaiter);
  }

  private Script<Object> main() {
    event = new AsyncEvent();
    return script("main");
  }

  private Script<Object> waiter(String name) {
    return script("waiter")
        .then(() -> print(name, "waits"))
        .await(() -> event.await())
        .then(() -> print(name, "goes on, set", event.isSet()));
  }

  private Coroutine<?> setAndClear() {
    return startEach(main(), this::waiter, "a", "b", "c")
        .await(() -> yieldNow())
        .then(() -> event.set())
        .then(() -> event.clear())
        .then(start(waiter("late")))
        .await(() -> waitTasks(tasks.subList(0, 3), ALL_COMPLETED))
        .then(() -> print("late done", tasks.get(3).isDone()))
        .then(() -> event.set())
        .await(() -> tasks.get(3));
  }

  private Coroutine<?> alreadySet() {
    return main()
        .then(() -> event.set())
        .then(start(script("spinner").then(() -> print("spun"))))
        .await(() -> event.await())
        .then(() -> print("did not wait"))
        .await(() -> tasks.get(0))
        .then(() -> event.set())
        .then(() -> print("set", event.isSet()));
  }

  private Coroutine<?> cancelWaiter() {
    Script<Object> main = main();
    for (String name : List.of("a", "b", "c")) {
      main.then(
          start(
              script("waiter")
                  .await(() -> event.await(), unused -> print(name, "goes on"))
                  .caught(
                      CancelledError.class, e -> print(name, "cancelled, set", event.isSet()))));
    }
    return main.await(() -> yieldNow())
        .then(() -> tasks.get(1).cancel())
        .then(() -> event.set())
        .then(() -> tasks.get(2).cancel())
        .await(this::allDone);
  }
}
