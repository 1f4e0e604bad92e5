package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.shield;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.waitFor;
import static io.fermata.Fermata.waitTasks;
import static io.fermata.Script.script;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Those who wait for a task or promise, and give up. */
class WaitersTest extends LoopTest {
  private Task<Object> awaited;

  private final List<String> woken = new ArrayList<>();

  @Test
  void theCancelledOnesLeaveTogether() {
    Object waiters = null;
    List<Handle> handles = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      Handle handle = new Handle(() -> {});
      handles.add(handle);
      waiters = Waiters.add(waiters, handle);
    }
    for (int i = 0; i < 99; i++) {
      handles.get(i).cancel();
      waiters = Waiters.cancelled(waiters, handles.get(i));
      assertThat(Waiters.size(waiters)).isLessThanOrEqualTo(2 * (99 - i));
    }
    handles.get(99).cancel();
    assertThat(Waiters.cancelled(waiters, handles.get(99))).isNull();
  }

  @Test
  void theOthersAreWokenInTheirOrder() {
    Promise<Object> promise = loop.createPromise();
    List<Handle> handles = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String name = "w" + i;
      handles.add(new Handle(() -> woken.add(name)));
      promise.addWaiter(handles.get(i));
    }
    for (int i : new int[] {3, 0, 9, 5, 4, 7, 1}) {
      promise.cancelWaiter(handles.get(i));
    }
    loop.run(script("main").then(() -> promise.complete("value")).await(() -> sleep(ZERO)));
    assertThat(woken).containsExactly("w2", "w6", "w8");
  }

  /** The loop's time, virtual or not, does not count: with a pass for each it takes minutes. */
  @Test
  void manyShieldsOfOneTaskThatTimeOutTogetherCostLittleEach() {
    int waiters = 200_000;
    Coroutine<?> main =
        script("main")
            .then(() -> awaited = createTask(sleeper()))
            .then(
                () -> {
                  for (int i = 0; i < waiters; i++) {
                    createTask(
                        script("w")
                            .await(() -> waitFor(shield(awaited), ofSeconds(1)))
                            .caught(TimedOutException.class, e -> {}));
                  }
                })
            .await(() -> sleep(ofSeconds(2)));
    assertTimeoutPreemptively(ofSeconds(60), () -> loop.run(main));
  }

  @Test
  void aCallerThatGivesUpLeavesNothingWithWhatItCancelled() {
    loop.run(
        script("main")
            .then(
                () ->
                    awaited =
                        createTask(
                            script("stubborn")
                                .await(() -> sleep(ofSeconds(9)))
                                .caught(CancelledError.class, e -> {})
                                .await(() -> sleep(ofSeconds(9)))
                                .caught(CancelledError.class, e -> {})
                                .await(() -> sleep(ofSeconds(9)))))
            .await(() -> sleep(ofSeconds(1)))
            .then(() -> task = createTask(script("w").await(() -> waitFor(awaited, ZERO))))
            .await(() -> sleep(ofSeconds(1)))
            .then(() -> task.cancel())
            .await(() -> waitTasks(List.of(task), ReturnWhen.ALL_COMPLETED))
            .then(() -> say(task.isCancelled()))
            .then(() -> say(Waiters.size(awaited.waiters()))));
    assertThat(log).containsExactly(true, 0);
  }
}
