package io.fermata.testing;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.gather;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static io.fermata.testing.AsyncTest.runTest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fermata.Awaitable;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.sync.AsyncLock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Random orders: which there are, which there are not, and how one is found again. */
class ShuffledTestTest {
  private static final Set<Object> INSTANCES = new HashSet<>();
  private static final Set<List<Object>> ORDERS = new HashSet<>();

  private final List<Object> log = new ArrayList<>();

  private Coroutine<?> three() {
    List<Awaitable<?>> all = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      all.add(createTask(script(name).await(() -> yieldNow()).then(() -> log.add(name))));
    }
    return gather(all);
  }

  private List<Object> orderOf(long seed) {
    log.clear();
    new AsyncTest().seed(seed).run(() -> script("body").await(this::three));
    return List.copyOf(log);
  }

  @Test
  void everyOrderComesAndASeedGivesItAgain() {
    Set<List<Object>> orders = new HashSet<>();
    for (long seed = 1; seed <= 100; seed++) {
      orders.add(orderOf(seed));
      assertThat(orderOf(seed)).isEqualTo(orderOf(seed));
    }
    assertThat(orders).hasSize(6);
  }

  @Test
  void callbacksKeepTheirOrderAndComeBetweenTasks() {
    Set<Integer> places = new HashSet<>();
    new AsyncTest()
        .shuffled(100)
        .run(
            () ->
                script("body")
                    .then(log::clear)
                    .then(this::threeCallbacksAndATask)
                    .await(() -> yieldNow())
                    .await(() -> yieldNow())
                    .then(() -> places.add(log.indexOf("task")))
                    .then(() -> assertThat(log).containsSubsequence(1, 2, 3)));
    assertThat(places).containsExactlyInAnyOrder(0, 1, 2, 3);
  }

  private void threeCallbacksAndATask() {
    for (int i = 1; i <= 3; i++) {
      int number = i;
      EventLoop.current().callSoon(() -> log.add(number));
    }
    createTask(script("task").then(() -> log.add("task")));
  }

  @Test
  void whoWaitsForALockGetsItInTurn() {
    new AsyncTest()
        .shuffled(50)
        .run(
            () -> {
              AsyncLock lock = new AsyncLock();
              List<Object> asked = new ArrayList<>();
              List<Object> got = new ArrayList<>();
              List<Awaitable<?>> all = new ArrayList<>();
              for (int i = 0; i < 5; i++) {
                int number = i;
                all.add(
                    script("user")
                        .then(() -> asked.add(number))
                        .await(lock::acquire)
                        .then(() -> got.add(number))
                        .await(() -> yieldNow())
                        .then(lock::release));
              }
              return script("body")
                  .await(() -> gather(all))
                  .then(() -> assertThat(got).isEqualTo(asked));
            });
  }

  @Test
  void aTestThatWouldNeverRunIsRefused() {
    assertThatThrownBy(() -> new AsyncTest().shuffled(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a test runs at least once, not 0 times");
  }

  @Test
  void aFailureNamesItsSeed() {
    Set<List<Object>> seen = new HashSet<>();
    AsyncTest test = new AsyncTest().shuffled(100);
    AsyncTest.Body<Object> body =
        () ->
            script("body")
                .then(log::clear)
                .await(this::three)
                .then(() -> seen.add(List.copyOf(log)))
                .then(() -> assertThat(log).isNotEqualTo(List.of("c", "b", "a")));
    String[] message = new String[1];
    assertThatThrownBy(() -> test.run(body))
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching("(?s)in the random order of seed \\d+ \\(-Dfermata.seed=\\d+ .*")
        .hasCauseInstanceOf(AssertionError.class)
        .satisfies(failure -> message[0] = failure.getMessage());
    assertThat(seen).hasSizeGreaterThan(1);

    String seed = message[0].replaceAll("(?s).*-Dfermata.seed=(\\d+) .*", "$1");
    System.setProperty("fermata.seed", seed);
    try {
      seen.clear();
      assertThatThrownBy(() -> new AsyncTest().shuffled(100).run(body)).hasMessage(message[0]);
      assertThat(seen).containsExactly(List.of("c", "b", "a"));
    } finally {
      System.clearProperty("fermata.seed");
    }
  }

  @Test
  void aTestThatIsSkippedIsSkipped() {
    assertThatThrownBy(
            () ->
                new AsyncTest()
                    .shuffled(3)
                    .run(
                        () ->
                            script("body")
                                .await(() -> yieldNow())
                                .then(() -> log.add("run"))
                                .then(() -> assumeTrue(false, "not here"))))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("not here");
    assertThat(log).containsExactly("run");
  }

  /** Each with a test object of its own, in an order of its own. */
  @ShuffledTest(30)
  void aTestOfItsOwnForEachSeed() {
    assertThat(log).isEmpty();
    runTest(() -> script("body").await(this::three));
    INSTANCES.add(this);
    ORDERS.add(log);
  }

  @AfterAll
  static void therewereAsManyAsAskedFor() {
    if (Long.getLong("fermata.seed") == null) {
      assertThat(INSTANCES).hasSize(30);
      assertThat(ORDERS).hasSize(6);
    }
  }
}
