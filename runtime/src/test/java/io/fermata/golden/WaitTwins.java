package io.fermata.golden;

import static io.fermata.Fermata.asCompleted;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.waitTasks;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.ReturnWhen.ALL_COMPLETED;
import static io.fermata.ReturnWhen.FIRST_COMPLETED;
import static io.fermata.ReturnWhen.FIRST_EXCEPTION;
import static io.fermata.Script.script;

import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.Script;
import io.fermata.Task;
import io.fermata.TimedOutException;
import io.fermata.Waited;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

final class WaitTwins extends Twins {
  private Waited<Task<Object>> waited;
  private Iterator<Coroutine<Object>> next;

  WaitTwins() {
    twin("wait_first_completed", this::firstCompleted);
    twin("wait_first_exception", this::firstException);
    twin("wait_with_a_limit", this::withALimit);
    twin("wait_for_what_is_done", this::forWhatIsDone);
    twin("wait_cancelled", this::cancelled);
    twin("as_completed_in_order", this::inOrder);
    twin("as_completed_failures", this::failures);
    twin("as_completed_with_a_limit", this::asCompletedWithALimit);
    twin("as_completed_starts_at_once", this::startsAtOnce);
    twin("as_completed_shared", this::shared);
  }

  private Script<Object> work(String name, int millis, String word) {
    return script("work")
        .await(() -> sleep(ms(millis)))
        .then(() -> print(name, word))
        .returns(() -> name);
  }

  private Script<Object> quiet(String name, int millis) {
    return script("work").await(() -> sleep(ms(millis))).returns(() -> name);
  }

  private static String truths(Collection<Boolean> truths) {
    return truths.stream().map(Twins::text).toList().toString();
  }

  private void printSizes() {
    print(waited.done().size(), "done", waited.pending().size(), "pending");
  }

  private Coroutine<?> firstCompleted() {
    Script<Object> main =
        script("main")
            .then(start(work("a", 110, "done")))
            .then(start(work("b", 10, "done")))
            .then(start(work("c", 60, "done")));
    main.await(
            () -> waitTasks(tasks, FIRST_COMPLETED), (Waited<Task<Object>> some) -> waited = some)
        .then(this::printSizes);
    for (int i = 0; i < 2; i++) {
      main.await(
              () -> waitTasks(waited.pending(), FIRST_COMPLETED),
              (Waited<Task<Object>> some) -> waited = some)
          .then(this::printSizes);
    }
    return main;
  }

  private Coroutine<?> firstException() {
    return script("main")
        .then(start(work("a", 10, "ends")))
        .then(start(work("b", 1000, "ends")))
        .then(start(script("c").await(() -> work("c", 50, "ends")).then(raise("c"))))
        .then(start(work("d", 90, "ends")))
        .await(() -> yieldNow())
        .then(() -> tasks.get(1).cancel())
        .await(
            () -> waitTasks(tasks, FIRST_EXCEPTION), (Waited<Task<Object>> some) -> waited = some)
        .then(() -> print(truths(tasks.stream().map(waited.done()::contains).toList())))
        .await(
            () -> waitTasks(waited.pending(), FIRST_EXCEPTION),
            (Waited<Task<Object>> some) -> waited = some)
        .then(
            () ->
                print(
                    waited.done().size(),
                    waited.pending().size(),
                    tasks.get(2).handle((value, failure) -> failure).join()));
  }

  private Coroutine<?> withALimit() {
    return script("main")
        .then(start(work("a", 10, "done")))
        .then(start(work("b", 100, "done")))
        .await(
            () -> waitTasks(tasks, ALL_COMPLETED, ms(50)),
            (Waited<Task<Object>> some) -> waited = some)
        .then(this::printSizes)
        .await(
            () -> waitTasks(tasks, ALL_COMPLETED, ms(0)),
            (Waited<Task<Object>> some) -> waited = some)
        .then(this::printSizes)
        .await(() -> tasks.get(1));
  }

  private Coroutine<?> forWhatIsDone() {
    Script<Object> spinner = script("spinner");
    for (int i = 0; i < 5; i++) {
      int turn = i;
      spinner.then(() -> print("turn", turn)).await(() -> yieldNow());
    }
    return script("main")
        .then(start(script("nothing")))
        .await(() -> tasks.get(0))
        .then(start(spinner))
        .await(() -> yieldNow())
        .then(() -> print("waits"))
        .await(() -> waitTasks(tasks.subList(0, 1), ALL_COMPLETED))
        .then(() -> print("waited"))
        .await(() -> tasks.get(1));
  }

  private Coroutine<?> cancelled() {
    Script<Object> waiter =
        script("waiter")
            .await(() -> waitTasks(tasks.subList(0, 1), ALL_COMPLETED))
            .onCancel(e -> print("wait cancelled"));
    return script("main")
        .then(start(work("work", 20, "done")))
        .then(start(waiter))
        .await(() -> sleep(ms(10)))
        .then(() -> tasks.get(1).cancel())
        .await(() -> waitTasks(tasks.subList(1, 2), ALL_COMPLETED))
        .then(() -> print(tasks.get(1).isCancelled(), tasks.get(0).isDone()))
        .await(() -> tasks.get(0))
        .then(() -> waitTasks(List.<Task<Object>>of(), ALL_COMPLETED))
        .caught(IllegalArgumentException.class, e -> print("nothing to wait for"));
  }

  private Coroutine<?> inOrder() {
    Script<Object> main =
        script("main")
            .then(start(quiet("a", 110)))
            .then(start(quiet("b", 10)))
            .then(start(quiet("c", 60)))
            .then(() -> next = asCompleted(tasks).iterator());
    for (int i = 0; i < 3; i++) {
      main.await(() -> next.next(), value -> print(value));
    }
    return main;
  }

  private Coroutine<?> failures() {
    Script<Object> main =
        script("main")
            .then(start(quiet("a", 30)))
            .then(start(script("b").await(() -> sleep(ms(10))).then(raise("b failed"))))
            .then(start(quiet("c", 20)))
            .await(() -> yieldNow())
            .then(() -> tasks.get(2).cancel())
            .then(() -> next = asCompleted(tasks).iterator());
    for (int i = 0; i < 3; i++) {
      main.await(() -> next.next(), value -> print(value))
          .caught(
              Throwable.class,
              e -> print(e instanceof CancelledError ? "cancelled" : e.getMessage()));
    }
    return main;
  }

  private Coroutine<?> asCompletedWithALimit() {
    Script<Object> main =
        script("main")
            .then(start(work("a", 100, "ends")))
            .then(start(work("b", 10, "ends")))
            .then(start(work("c", 100, "ends")))
            .then(() -> next = asCompleted(tasks, ms(50)).iterator());
    for (int i = 0; i < 3; i++) {
      main.await(() -> next.next(), value -> print("got", value))
          .caught(TimedOutException.class, e -> print("timed out"));
    }
    return main.await(this::allDone);
  }

  private Coroutine<?> startsAtOnce() {
    Script<Object> work = script("work").then(() -> print("a", "runs")).returns(() -> "a");
    return script("main")
        .then(() -> next = asCompleted(List.<Coroutine<Object>>of(work)).iterator())
        .await(() -> yieldNow())
        .then(() -> print("main"))
        .await(() -> next.next(), value -> print("got", value));
  }

  private Coroutine<?> shared() {
    List<Task<Object>> takers = new ArrayList<>();
    Script<Object> main =
        script("main")
            .then(start(quiet("a", 10)))
            .then(start(quiet("b", 10)))
            .then(() -> next = asCompleted(tasks).iterator());
    for (String who : List.of("x", "y")) {
      main.then(
          () -> {
            Coroutine<Object> one = next.next();
            takers.add(
                createTask(
                    script("taker")
                        .await(() -> one, value -> print(who, "got", value))
                        .caught(CancelledError.class, e -> print(who, "cancelled"))));
          });
    }
    return main.await(() -> yieldNow())
        .then(() -> takers.get(0).cancel())
        .await(() -> waitTasks(takers, ALL_COMPLETED))
        .then(() -> print(tasks.stream().map(task -> "'" + task.join() + "'").toList()));
  }
}
