package io.fermata.golden;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.currentTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.waitTasks;
import static io.fermata.Fermata.withTimeout;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.ReturnWhen.ALL_COMPLETED;
import static io.fermata.Script.script;

import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.Script;
import io.fermata.Task;
import io.fermata.TaskGroup;
import io.fermata.TimedOutException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Python's list of failures is here the failure that was thrown and those it suppressed. */
final class GroupTwins extends Twins {
  private Task<Object> a;
  private Task<Object> b;
  private TaskGroup group;

  GroupTwins() {
    twin("group_results", this::results);
    twin("group_empty", this::empty);
    twin("group_child_fails", this::childFails);
    twin("group_failures_in_order", this::failuresInOrder);
    twin("group_body_fails", this::bodyFails);
    twin("group_body_swallows_the_cancel", this::bodySwallowsTheCancel);
    twin("group_body_fails_after_the_child", this::bodyFailsAfterTheChild);
    twin("group_children_create_children", this::childrenCreateChildren);
    twin("group_refuses", this::refuses);
    twin("group_cancelled_from_outside", this::cancelledFromOutside);
    twin("group_body_cancelled_from_outside", this::bodyCancelledFromOutside);
    twin("group_child_cancelled_alone", this::childCancelledAlone);
    twin("group_nested", this::nested);
    twin("group_outer_fails", this::outerFails);
    twin("group_error_and_outside_cancel", this::errorAndOutsideCancel);
    twin("group_in_a_timeout", this::inATimeout);
    twin("group_with_a_timeout_inside", this::withATimeoutInside);
  }

  private void printFailures(Throwable failure) {
    List<String> all = new ArrayList<>();
    all.add("'" + failure.getMessage() + "'");
    for (Throwable suppressed : failure.getSuppressed()) {
      all.add("'" + suppressed.getMessage() + "'");
    }
    print(all);
  }

  /** Python's {@code async with TaskGroup() as group:} and its body. */
  private static Script.Source inGroup(BiFunction<TaskGroup, Script<Object>, Script<Object>> fill) {
    return () -> TaskGroup.run(group -> fill.apply(group, script("body")));
  }

  private Script<Object> fails(String message, int millis) {
    return script("fails").await(() -> sleep(ms(millis))).then(raise(message));
  }

  private Script<Object> sleeper(String name) {
    return script("sleeper").await(() -> sleep(ms(1000))).onCancel(e -> print(name, "cancelled"));
  }

  /** Prints, cleans up for 10 ms, and prints again. */
  private Script<Object> cleaner(String name) {
    List<CancelledError> error = new ArrayList<>();
    return script("sleeper")
        .await(() -> sleep(ms(1000)))
        .caught(CancelledError.class, error::add)
        .then(() -> print(name, "cancelled"))
        .await(() -> sleep(ms(10)))
        .then(() -> print(name, "cleaned up"))
        .fails(() -> error.get(0));
  }

  private void printCancelling() {
    print("cancelling", currentTask().cancelling());
  }

  private Script<Object> named(String name, int millis) {
    return script("work")
        .await(() -> sleep(ms(millis)))
        .then(() -> print(name, "done"))
        .returns(() -> name);
  }

  private Coroutine<?> results() {
    return script("main")
        .await(
            inGroup(
                (group, body) ->
                    body.then(() -> a = group.createTask(named("a", 20)))
                        .then(() -> b = group.createTask(named("b", 10), "b"))
                        .then(() -> print("body left"))))
        .then(() -> print(a.join(), b.join()));
  }

  private Coroutine<?> empty() {
    return script("main")
        .then(() -> a = createTask(script("spinner").then(() -> print("spun"))))
        .await(inGroup((group, body) -> body.then(() -> print("body"))))
        .then(() -> print("left without a turn"))
        .await(() -> a);
  }

  private Coroutine<?> childFails() {
    return script("main")
        .await(
            inGroup(
                (group, body) ->
                    body.then(() -> group.createTask(sleeper("a")))
                        .then(
                            () ->
                                group.createTask(
                                    script("fails")
                                        .await(() -> sleep(ms(10)))
                                        .then(() -> print("fails"))
                                        .then(raise("child"))))
                        .await(() -> sleep(ms(1000)))
                        .onCancel(e -> print("body cancelled", currentTask().cancelling()))))
        .caught(IllegalArgumentException.class, this::printFailures)
        .then(this::printCancelling)
        .await(() -> yieldNow())
        .then(() -> print("goes on"));
  }

  private Script<Object> failsWhenCancelled(String name, int millis) {
    return script("fails when cancelled")
        .await(() -> sleep(ms(1000)))
        .caught(CancelledError.class, e -> {})
        .await(() -> sleep(ms(millis)))
        .then(raise(name));
  }

  private Coroutine<?> failuresInOrder() {
    return script("main")
        .await(
            inGroup(
                (group, body) ->
                    body.then(() -> group.createTask(failsWhenCancelled("slow", 20)))
                        .then(() -> group.createTask(failsWhenCancelled("quick", 10)))
                        .then(() -> group.createTask(fails("first", 10)))
                        .then(() -> group.createTask(sleep(ms(1000))))
                        .then(() -> print("body left"))))
        .caught(IllegalArgumentException.class, this::printFailures);
  }

  private Coroutine<?> bodyFails() {
    return script("main")
        .await(
            inGroup(
                (group, body) ->
                    body.then(() -> group.createTask(cleaner("a")))
                        .await(() -> yieldNow())
                        .then(raise("body"))))
        .caught(IllegalArgumentException.class, this::printFailures);
  }

  private Coroutine<?> bodySwallowsTheCancel() {
    return script("main")
        .await(
            inGroup(
                (group, body) ->
                    body.then(() -> group.createTask(script("fails").then(raise("child"))))
                        .await(() -> sleep(ms(1000)))
                        .caught(CancelledError.class, e -> print("swallowed"))
                        .await(() -> sleep(ms(10)))
                        .then(() -> print("body goes on"))))
        .caught(IllegalArgumentException.class, this::printFailures)
        .then(this::printCancelling);
  }

  private Coroutine<?> bodyFailsAfterTheChild() {
    return script("main")
        .await(
            inGroup(
                (group, body) ->
                    body.then(() -> group.createTask(script("fails").then(raise("child"))))
                        .await(() -> sleep(ms(1000)))
                        .caught(CancelledError.class, e -> raise("body").run())))
        .caught(IllegalArgumentException.class, this::printFailures);
  }

  private Script<Object> child(TaskGroup group, String name, int depth) {
    Script<Object> child = script("child").then(() -> print("start", name));
    if (depth > 0) {
      child
          .then(() -> group.createTask(child(group, name + "1", depth - 1)))
          .then(() -> group.createTask(child(group, name + "2", depth - 1)));
    }
    return child.await(() -> sleep(ms(10))).then(() -> print("end", name));
  }

  private Coroutine<?> childrenCreateChildren() {
    return script("main")
        .await(inGroup((group, body) -> body.then(() -> group.createTask(child(group, "x", 2)))))
        .then(() -> print("left"));
  }

  private Coroutine<?> refuses() {
    Script<Object> late =
        script("late")
            .await(() -> sleep(ms(1000)))
            .caught(CancelledError.class, e -> {})
            .then(() -> group.createTask(yieldNow()))
            .caught(IllegalStateException.class, e -> print("refused while cancelling"));
    return script("main")
        .await(
            inGroup(
                (entered, body) ->
                    body.then(() -> group = entered)
                        .then(() -> group.createTask(late))
                        .await(() -> yieldNow())
                        .then(raise("body"))))
        .caught(IllegalArgumentException.class, e -> {})
        .then(() -> group.createTask(yieldNow()))
        .caught(IllegalStateException.class, e -> print("refused after the end"));
  }

  private Coroutine<?> cancelledFromOutside() {
    Script<Object> grouped =
        script("grouped")
            .await(inGroup((group, body) -> body.then(() -> group.createTask(cleaner("a")))))
            .onCancel(e -> print("cancelled", e.getMessage(), currentTask().cancelling()));
    return script("main")
        .then(() -> a = createTask(grouped))
        .await(() -> sleep(ms(10)))
        .then(() -> a.cancel("stop"))
        .await(() -> sleep(ms(5)))
        .then(() -> print("again"))
        .then(() -> a.cancel("more"))
        .await(() -> waitTasks(List.of(a), ALL_COMPLETED))
        .then(() -> print("cancelled", a.isCancelled()));
  }

  private Script<Object> cancelledAfterAWhile(Script<Object> coroutine) {
    return script("main")
        .then(() -> a = createTask(coroutine))
        .await(() -> sleep(ms(10)))
        .then(() -> a.cancel())
        .await(() -> waitTasks(List.of(a), ALL_COMPLETED))
        .then(() -> print("cancelled", a.isCancelled()));
  }

  private Coroutine<?> bodyCancelledFromOutside() {
    Script<Object> grouped =
        script("grouped")
            .await(
                inGroup(
                    (group, body) ->
                        body.then(() -> group.createTask(sleeper("a")))
                            .await(() -> sleeper("body"))));
    return cancelledAfterAWhile(grouped);
  }

  private Coroutine<?> childCancelledAlone() {
    return script("main")
        .await(
            inGroup(
                (group, body) ->
                    body.then(() -> a = group.createTask(named("a", 10)))
                        .then(() -> b = group.createTask(named("b", 10)))
                        .await(() -> yieldNow())
                        .then(() -> a.cancel())))
        .then(() -> print("left", a.isCancelled()));
  }

  private Script<Object> sleeper(String name, int millis) {
    return script("sleeper")
        .await(() -> sleep(ms(millis)), unused -> print(name, "done"))
        .onCancel(e -> print(name, "cancelled"));
  }

  private Coroutine<?> nested() {
    Script<Object> fails =
        script("fails")
            .await(() -> sleep(ms(10)))
            .then(() -> print("child", "fails"))
            .then(raise("child"));
    return script("main")
        .await(
            inGroup(
                (outer, body) ->
                    body.then(() -> outer.createTask(sleeper("outer", 80)))
                        .await(
                            inGroup(
                                (inner, innerBody) ->
                                    innerBody
                                        .then(() -> inner.createTask(sleeper("inner", 30)))
                                        .then(() -> inner.createTask(fails))))
                        .caught(IllegalArgumentException.class, this::printFailures)
                        .then(this::printCancelling)
                        .await(() -> sleep(ms(10)))
                        .then(() -> print("outer goes on"))))
        .then(() -> print("left"));
  }

  private Coroutine<?> outerFails() {
    return script("main")
        .await(
            inGroup(
                (outer, body) ->
                    body.then(() -> outer.createTask(fails("outer child", 10)))
                        .await(
                            inGroup(
                                (inner, innerBody) ->
                                    innerBody.then(() -> inner.createTask(sleeper("inner child")))))
                        .onCancel(e -> print("inner group cancelled"))))
        .caught(IllegalArgumentException.class, this::printFailures)
        .then(this::printCancelling);
  }

  private Coroutine<?> errorAndOutsideCancel() {
    Script<Object> failsWhenCancelled =
        script("fails when cancelled")
            .await(() -> sleep(ms(1000)))
            .caught(CancelledError.class, e -> raise("cleanup").run());
    Script<Object> grouped =
        script("grouped")
            .await(inGroup((group, body) -> body.then(() -> group.createTask(failsWhenCancelled))))
            .caught(IllegalArgumentException.class, this::printFailures)
            .then(this::printCancelling)
            .await(() -> sleep(ms(1000)))
            .onCancel(e -> print("cancelled at the next await"));
    return cancelledAfterAWhile(grouped);
  }

  private Coroutine<?> inATimeout() {
    return script("main")
        .await(
            () ->
                withTimeout(
                    ms(10),
                    timeout ->
                        TaskGroup.run(
                            group -> script("body").then(() -> group.createTask(sleeper("a"))))))
        .caught(TimedOutException.class, e -> print("timed out"))
        .then(this::printCancelling);
  }

  private Coroutine<?> withATimeoutInside() {
    return script("main")
        .await(
            inGroup(
                (group, body) ->
                    body.then(() -> group.createTask(sleeper("a")))
                        .await(() -> withTimeout(ms(10), timeout -> sleep(ms(1000))))))
        .caught(TimedOutException.class, e -> print("['TimeoutError']"))
        .then(this::printCancelling);
  }
}
