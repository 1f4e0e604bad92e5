package io.fermata.sync;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.run;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.Coroutine;
import io.fermata.Script;
import io.fermata.Task;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a queue's calls remember, and what the frames in which they wait forget. */
class QueueWaitTest {
  private final AsyncQueue<String> queue = AsyncQueue.bounded(1);
  private final List<Object> log = new ArrayList<>();

  @Test
  void doNothingBeforeTheyAreAwaited() {
    Coroutine<Void> put = queue.put("a");
    assertThat(queue.isEmpty()).isTrue();
    run(put);
    assertThat(queue.size()).isOne();
  }

  @Test
  void refuseASecondUse() {
    Coroutine<Void> put = queue.put("a");
    Coroutine<String> get = queue.get();
    run(put);
    run(get);

    assertThatThrownBy(() -> run(put))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("io.fermata.sync.AsyncQueue.put");
    assertThatThrownBy(() -> run(get))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("io.fermata.sync.AsyncQueue.get");
  }

  @Test
  void aGetWaitsWhereACalledOneHasWaited() {
    Script<Object> caller =
        script("caller").await(() -> queue.get(), log::add).then(() -> log.add("caller went on"));
    run(
        script("main")
            .then(() -> createTask(script("outer").await(() -> caller)))
            .await(() -> yieldNow())
            .await(() -> queue.put("a"))
            .await(() -> yieldNow())
            .then(() -> createTask(queue.get()).onDone(task -> log.add(task.join())))
            .await(() -> yieldNow())
            .await(() -> queue.put("b"))
            .await(() -> yieldNow())
            .await(() -> yieldNow()));

    assertThat(log).containsExactly("a", "caller went on", "b");
  }

  @Test
  void aPutWaitsWhereACalledOneHasWaited() {
    Script<Object> caller =
        script("caller").await(() -> queue.put("b")).then(() -> log.add("caller went on"));
    List<Task<Void>> puts = new ArrayList<>();
    run(
        script("main")
            .await(() -> queue.put("a"))
            .then(() -> createTask(script("outer").await(() -> caller)))
            .await(() -> yieldNow())
            .await(() -> queue.get(), log::add)
            .await(() -> yieldNow())
            .then(() -> puts.add(createTask(queue.put("c"))))
            .await(() -> yieldNow())
            .await(() -> queue.get(), log::add)
            .await(() -> puts.get(0))
            .await(() -> queue.get(), log::add));

    assertThat(log).containsExactly("a", "caller went on", "b", "c");
  }

  private Task<String> waitingGet(String name) {
    Task<String> get = createTask(queue.get());
    get.onDone(task -> log.add(task.isCancelled() ? name + " cancelled" : name + task.join()));
    return get;
  }

  /** The item is gone when the one that was woken for it is cancelled: nobody else is woken. */
  @Test
  void whoIsCancelledWithNothingToPassOnLeavesTheOthersTheirPlaces() {
    List<Task<String>> gets = new ArrayList<>();
    run(
        script("main")
            .then(() -> List.of("a", "b", "c").forEach(name -> gets.add(waitingGet(name))))
            .await(() -> yieldNow())
            .await(() -> queue.put("1"))
            .then(() -> log.add("polled " + queue.poll()))
            .then(() -> gets.get(0).cancel())
            .await(() -> yieldNow())
            .await(() -> yieldNow())
            .await(() -> queue.put("2"))
            .await(() -> yieldNow())
            .await(() -> yieldNow())
            .await(() -> queue.put("3"))
            .await(() -> yieldNow())
            .await(() -> yieldNow())
            .await(() -> yieldNow()));

    assertThat(log).containsExactly("polled 1", "a cancelled", "b2", "c3");
  }

  /** The item is for another, who has been woken for it: nobody else is. */
  @Test
  void whoIsCancelledUnwokenLeavesTheOthersTheirPlaces() {
    List<Task<String>> gets = new ArrayList<>();
    run(
        script("main")
            .then(() -> List.of("a", "b", "c", "d").forEach(name -> gets.add(waitingGet(name))))
            .await(() -> yieldNow())
            .then(() -> gets.get(0).cancel())
            .await(() -> queue.put("1"))
            .await(() -> yieldNow())
            .await(() -> yieldNow())
            .await(() -> queue.put("2"))
            .await(() -> yieldNow())
            .await(() -> yieldNow())
            .await(() -> queue.put("3"))
            .await(() -> yieldNow())
            .await(() -> yieldNow())
            .await(() -> yieldNow()));

    assertThat(log).containsExactly("a cancelled", "b1", "c2", "d3");
  }
}
