package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.currentTask;
import static io.fermata.Fermata.gather;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cancel on its way through tasks that await each other. */
class CancelledChainsTest extends LoopTest {
  private Task<Object> outer;

  @Test
  void aCancelGoesIntoTheAwaitedTaskFirst() {
    loop.run(
        script("main")
            .then(() -> task = createTask(sleeper()))
            .then(
                () ->
                    outer =
                        createTask(
                            script("outer")
                                .await(() -> task)
                                .onCancel(e -> say("outer " + e.getMessage()))))
            .await(() -> sleep(ofSeconds(1)))
            .then(() -> outer.cancel("stop"))
            .await(() -> outer)
            .caught(CancelledError.class, e -> say("main " + e.getMessage()))
            .then(() -> say(task.isCancelled()))
            .then(() -> say(outer.isCancelled())));
    assertThat(log).containsExactly("cancelled stop", "outer stop", "main stop", true, true);
  }

  @Test
  void ifTheAwaitedTaskSwallowsTheOuterIsNotCancelled() {
    loop.run(
        script("main")
            .then(
                () ->
                    task =
                        createTask(
                            script("inner")
                                .await(() -> sleep(ofSeconds(5)))
                                .caught(CancelledError.class, e -> say("swallowed"))
                                .returns(() -> "value")))
            .then(() -> outer = createTask(script("outer").await(() -> task, this::say)))
            .await(() -> sleep(ofSeconds(1)))
            .then(() -> outer.cancel())
            .await(() -> outer)
            .then(() -> say(outer.isCancelled()))
            .then(() -> say(outer.cancelling())));
    assertThat(log).containsExactly("swallowed", "value", false, 1);
  }

  @Test
  void cancellingOnlyTheInnerTaskIsToldApartByTheCount() {
    loop.run(
        script("main")
            .then(() -> task = createTask(sleeper()))
            .then(
                () ->
                    outer =
                        createTask(
                            script("outer")
                                .await(() -> task)
                                .caught(
                                    CancelledError.class,
                                    e -> say("count " + currentTask().cancelling()))))
            .await(() -> sleep(ofSeconds(1)))
            .then(() -> task.cancel())
            .await(() -> outer));
    assertThat(log).containsExactly("cancelled null", "count 0");
  }

  @Test
  void aLongChainOfTasksIsCancelledWithoutGrowingTheStack() {
    int length = 20_000;
    Task<?>[] chain = new Task<?>[length];
    Script<Object> main = script("main");
    main.then(() -> chain[0] = createTask(sleeper()));
    main.then(
        () -> {
          for (int i = 1; i < length; i++) {
            Task<?> inner = chain[i - 1];
            chain[i] = createTask(script("link").await(() -> inner));
          }
        });
    loop.run(
        main.await(() -> sleep(ofSeconds(1)))
            .then(() -> chain[length - 1].cancel())
            .await(() -> chain[length - 1])
            .caught(CancelledError.class, e -> say("end")));
    assertThat(log).containsExactly("cancelled null", "end");
  }

  @Test
  void aCircleOfTasksThatAwaitEachOtherIsBrokenByACancel() {
    for (int length = 2; length < 8; length++) {
      int tasks = length;
      Task<?>[] circle = new Task<?>[tasks + 2];
      Script<Object> main = script("main");
      for (int i = 0; i < circle.length; i++) {
        // The last two lead into the circle.
        int next = i < tasks ? (i + 1) % tasks : i - 1;
        int self = i;
        main.then(() -> circle[self] = createTask(script("link").await(() -> circle[next])));
      }
      loop.run(
          main.await(() -> yieldNow())
              .await(() -> yieldNow())
              .then(() -> circle[tasks + 1].cancel())
              .await(() -> circle[tasks + 1])
              .caught(CancelledError.class, e -> say("broken"))
              .await(() -> Fermata.gatherSettled(circle))
              .then(() -> say(Fermata.allTasks().size())));
    }
    assertThat(log).hasSize(12).containsOnly("broken", 1);
  }

  /** Who left a circle is not woken again by the end of what it awaited there. */
  @Test
  void aBrokenCircleStaysBroken() {
    loop.run(
        script("main")
            .then(() -> task = createTask(script("a").await(() -> outer)))
            .then(
                () ->
                    outer =
                        createTask(
                            script("b")
                                .await(() -> task)
                                .caught(
                                    CancelledError.class,
                                    e -> {
                                      throw new IllegalArgumentException("cleanup");
                                    })))
            .await(() -> yieldNow())
            .await(() -> yieldNow())
            .then(() -> task.cancel())
            .await(() -> task)
            .caught(IllegalArgumentException.class, e -> say(e.getMessage()))
            .await(() -> yieldNow())
            .await(() -> yieldNow()));
    assertThat(log).containsExactly("cleanup");
  }

  @Test
  void aCircleThroughAGatheringIsBrokenToo() {
    loop.run(
        script("main")
            .then(() -> task = createTask(script("a").await(() -> Fermata.gather(outer))))
            .then(() -> outer = createTask(script("b").await(() -> task)))
            .await(() -> yieldNow())
            .await(() -> yieldNow())
            .then(() -> outer.cancel())
            .await(() -> outer)
            .caught(CancelledError.class, e -> say("broken")));
    assertThat(log).containsExactly("broken");
  }

  @Test
  void gathersNestedDeepAreCancelledWithoutGrowingTheStack() {
    int depth = 20_000;
    List<Task<Object>> levels = new ArrayList<>();
    loop.run(
        script("main")
            .then(
                () -> {
                  levels.add(createTask(sleeper()));
                  for (int i = 1; i < depth; i++) {
                    Task<Object> inner = levels.get(i - 1);
                    levels.add(createTask(script("level").await(() -> gather(inner))));
                  }
                })
            .await(() -> sleep(ofSeconds(1)))
            .then(() -> levels.get(depth - 1).cancel("why"))
            .await(() -> levels.get(depth - 1))
            .caught(CancelledError.class, e -> say(e.getMessage())));
    assertThat(log).containsExactly("cancelled why", "why");
    assertThat(levels).allMatch(Task::isCancelled).allMatch(level -> level.cancelling() == 1);
  }

  @Test
  void gathersOfGathersAreCancelledWithoutGrowingTheStack() {
    loop.run(
        started(
                script("outer")
                    .await(
                        () -> {
                          Coroutine<?> nested = gather(sleeper());
                          for (int i = 0; i < 20_000; i++) {
                            nested = gather(nested);
                          }
                          return nested;
                        })
                    .onCancel(e -> say("outer " + e.getMessage())))
            .await(() -> sleep(ofSeconds(1)))
            .then(() -> task.cancel("why"))
            .await(() -> task)
            .caught(CancelledError.class, e -> {}));
    assertThat(log).containsExactly("cancelled why", "outer why");
  }
}
