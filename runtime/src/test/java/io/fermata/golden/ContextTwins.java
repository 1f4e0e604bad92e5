package io.fermata.golden;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.gather;
import static io.fermata.Fermata.shield;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.toThread;
import static io.fermata.Fermata.waitFor;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;

import io.fermata.Coroutine;
import io.fermata.Promise;
import io.fermata.Script;
import io.fermata.Task;
import io.fermata.TaskGroup;
import io.fermata.TaskLocal;

final class ContextTwins extends Twins {
  private TaskLocal<String> local;
  private Task<Object> a;
  private Task<Object> b;
  private Promise<Object> promise;

  ContextTwins() {
    twin("context_copied_at_creation", this::copiedAtCreation);
    twin("context_shared_by_await", this::sharedByAwait);
    twin("context_of_callbacks", this::ofCallbacks);
    twin("context_of_tasks_made_in_callbacks", this::ofTasksMadeInCallbacks);
    twin("context_in_threads", this::inThreads);
    twin("context_of_a_group", this::ofAGroup);
  }

  private Script<Object> main() {
    local = TaskLocal.withInitial(() -> "initial");
    return script("main");
  }

  private void see(String who) {
    print(who, "sees", local.get());
  }

  private Script.Code set(String value) {
    return () -> local.set(value);
  }

  private Coroutine<?> copiedAtCreation() {
    return main()
        .then(() -> print("main has", local.get()))
        .then(set("main"))
        .then(() -> a = createTask(starting("a")))
        .then(set("changed"))
        .then(() -> b = createTask(starting("b")))
        .await(() -> a)
        .await(() -> b)
        .then(() -> print("main has", local.get()));
  }

  private Script<Object> starting(String name) {
    return script("child")
        .then(() -> print(name, "starts with", local.get()))
        .then(set(name))
        .await(() -> yieldNow())
        .then(() -> print(name, "has", local.get()));
  }

  private Script<Object> inner() {
    return script("inner").then(() -> see("inner")).then(set("inner")).await(() -> yieldNow());
  }

  private Coroutine<?> sharedByAwait() {
    return main()
        .then(set("main"))
        .await(() -> inner())
        .then(() -> see("main"))
        .await(() -> gather(inner()))
        .then(set("again"))
        .await(() -> gather(inner()))
        .then(() -> see("main"))
        .await(() -> waitFor(shield(inner()), ms(1000)))
        .then(() -> see("main"));
  }

  private void callback(String name) {
    see(name);
    local.set(name);
  }

  private Coroutine<?> ofCallbacks() {
    return main()
        .then(set("one"))
        .then(() -> loop.callSoon(() -> callback("soon")))
        .then(() -> loop.callLater(ms(10), () -> callback("later")))
        .then(() -> loop.execute(() -> callback("handed over")))
        .then(() -> promise = loop.createPromise())
        .then(() -> promise.onDone(done -> callback("done")))
        .then(set("two"))
        .then(() -> loop.callSoon(() -> callback("second")))
        .then(() -> promise.complete("x"))
        .then(set("three"))
        .await(() -> sleep(ms(20)))
        .then(() -> see("main"));
  }

  private Coroutine<?> ofTasksMadeInCallbacks() {
    return main()
        .then(() -> a = createTask(child("task", "child")))
        .then(set("main"))
        .then(() -> a.onDone(done -> print("done callback sees", local.get())))
        .then(
            () ->
                loop.callSoon(
                    () -> {
                      local.set("callback");
                      createTask(child("made in a callback", "child"));
                      local.set("later");
                    }))
        .then(set("changed"))
        .await(() -> sleep(ms(10)))
        .then(() -> see("main"));
  }

  private Script<Object> child(String name, String value) {
    return script("child").then(() -> see(name)).then(set(value));
  }

  private Coroutine<?> inThreads() {
    return main()
        .then(set("main"))
        .await(
            () ->
                toThread(
                    () -> {
                      see("thread");
                      local.set("thread");
                      see("thread");
                    }))
        .then(() -> see("main"));
  }

  private Coroutine<?> ofAGroup() {
    return main()
        .await(
            () ->
                TaskGroup.run(
                    group ->
                        script("body")
                            .then(set("one"))
                            .then(() -> group.createTask(child("a", "a")))
                            .then(set("two"))
                            .then(() -> group.createTask(child("b", "b")))))
        .then(() -> see("main"));
  }
}
