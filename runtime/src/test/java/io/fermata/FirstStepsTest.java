package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.run;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstStepsTest {
  private final List<Object> log = new ArrayList<>();

  private Script<Integer> call(String message, int result) {
    return script("call")
        .then(() -> log.add(message))
        .await(() -> sleep(ofSeconds(3)))
        .returns(() -> result);
  }

  @Test
  void tasksSleepAtTheSameTimeInVirtualTime() {
    EventLoop loop = EventLoop.builder().virtualTime().build();
    List<Task<Integer>> tasks = new ArrayList<>();
    long took =
        loop.run(
            script("main")
                .then(() -> tasks.add(createTask(call("GOOG", 1))))
                .then(() -> tasks.add(createTask(call("APPL", 2))))
                .await(() -> tasks.get(0), log::add)
                .await(() -> tasks.get(1), log::add)
                .returns(loop::time));
    assertThat(log).containsExactly("GOOG", "APPL", 1, 2);
    assertThat(took).isEqualTo(3_000_000_000L);
  }

  @Test
  void coroutinesAwaitedDirectlyRunOneAfterTheOther() {
    EventLoop loop = EventLoop.builder().virtualTime().build();
    long took =
        loop.run(
            script("main")
                .await(() -> call("GOOG", 1), log::add)
                .await(() -> call("APPL", 2), log::add)
                .returns(loop::time));
    assertThat(log).containsExactly("GOOG", 1, "APPL", 2);
    assertThat(took).isEqualTo(6_000_000_000L);
  }

  @Test
  void runsInRealTime() {
    long before = System.nanoTime();
    int result = run(script("main").await(() -> sleep(ofMillis(20))).returns(() -> 5));
    assertThat(result).isEqualTo(5);
    assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(20_000_000L);
  }

  @Test
  void yieldsTakeTurns() {
    run(
        script("main")
            .then(() -> createTask(script("a").await(() -> yieldNow()).then(() -> log.add("a"))))
            .then(() -> createTask(script("b").then(() -> log.add("b"))))
            .await(() -> yieldNow())
            .await(() -> yieldNow()));
    assertThat(log).containsExactly("b", "a");
  }
}
