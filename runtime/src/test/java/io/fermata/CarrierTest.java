package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.toThread;
import static io.fermata.Fermata.withTimeout;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CarrierTest {
  private static final ThreadLocal<String> USER = new ThreadLocal<>();

  /** A map that is changed in place, as SLF4J's MDC keeps one. */
  private static final ThreadLocal<Map<String, String>> MDC = ThreadLocal.withInitial(HashMap::new);

  private static final Carrier<Map<String, String>> MDC_CARRIER =
      new Carrier<>() {
        @Override
        public Map<String, String> capture() {
          return Map.copyOf(MDC.get());
        }

        @Override
        public void restore(Map<String, String> state) {
          MDC.set(new HashMap<>(state));
        }
      };

  private final List<Object> log = new ArrayList<>();
  private final EventLoop loop =
      EventLoop.builder().virtualTime().carry(Carrier.of(USER)).carry(MDC_CARRIER).build();
  private Task<Object> a;
  private Task<Object> b;

  @AfterEach
  void close() {
    loop.close();
    USER.remove();
    MDC.remove();
  }

  private void see(String who) {
    log.add(who + " " + USER.get() + " " + MDC.get());
  }

  private Script<Object> child(String name) {
    return script(name)
        .then(() -> see(name))
        .then(() -> USER.set(name))
        .then(() -> MDC.get().put("task", name))
        .await(() -> yieldNow())
        .then(() -> see(name));
  }

  @Test
  void eachTaskHasItsOwnAndStartsWithItsCreators() {
    USER.set("thread");
    loop.run(
        script("main")
            .then(() -> see("main"))
            .then(() -> USER.set("main"))
            .then(() -> MDC.get().put("task", "main"))
            .then(() -> a = createTask(child("a")))
            .then(() -> USER.set("changed"))
            .then(() -> b = createTask(child("b")))
            .await(() -> a)
            .await(() -> b)
            .then(() -> see("main")));
    see("thread");
    assertThat(log)
        .containsExactly(
            "main thread {}",
            "a main {task=main}",
            "b changed {task=main}",
            "a a {task=a}",
            "b b {task=b}",
            "main changed {task=main}",
            "thread thread {}");
  }

  @Test
  void callbacksSeeTheMomentOfTheirRegistration() {
    loop.run(
        script("main")
            .then(() -> USER.set("one"))
            .then(
                () ->
                    loop.callSoon(
                        () -> {
                          see("callback");
                          USER.set("callback");
                        }))
            .then(() -> USER.set("two"))
            .then(() -> a = createTask(script("task")))
            .then(() -> a.onDone(done -> see("done")))
            .then(() -> USER.set("three"))
            .await(() -> a)
            .await(() -> yieldNow())
            .then(() -> see("main")));
    see("thread");
    assertThat(log)
        .containsExactly("callback one {}", "done two {}", "main three {}", "thread null {}");
  }

  @Test
  void eagerTasksGiveTheirCreatorItsOwnBack() {
    loop.run(
        script("main")
            .then(() -> USER.set("main"))
            .then(() -> a = Task.startEagerly(child("eager")))
            .then(() -> see("main"))
            .await(() -> a)
            .then(() -> see("main")));
    assertThat(log)
        .containsExactly(
            "eager main {}", "main main {}", "eager eager {task=eager}", "main main {}");
  }

  @Test
  void threadsGetItAndAreLeftAsTheyWere() {
    EventLoop own = EventLoop.builder().executor(Runnable::run).carry(Carrier.of(USER)).build();
    try (own) {
      own.run(
          script("main")
              .then(() -> USER.set("main"))
              .await(
                  () ->
                      toThread(
                          () -> {
                            see("thread");
                            USER.set("thread");
                          }))
              .then(() -> see("main")));
    }
    assertThat(log).containsExactly("thread main {}", "main main {}");
  }

  @Test
  void limitsOfTheRuntimesOwnTakeNothingAlong() {
    int[] captures = new int[1];
    EventLoop own =
        EventLoop.builder()
            .virtualTime()
            .carry(
                new Carrier<Integer>() {
                  @Override
                  public Integer capture() {
                    return captures[0]++;
                  }

                  @Override
                  public void restore(Integer state) {}
                })
            .build();
    try (own) {
      own.run(
          script("main")
              .then(() -> captures[0] = 0)
              .await(() -> withTimeout(ofSeconds(1), timeout -> Coroutine.done()))
              .await(
                  () ->
                      withTimeout(
                          ofSeconds(1),
                          timeout -> {
                            timeout.reschedule(ofSeconds(2));
                            timeout.reschedule(ZERO);
                            return Coroutine.done();
                          }))
              .then(() -> log.add(captures[0])));
    }
    assertThat(log).containsExactly(0);
  }

  /** Fails once at a call of its own, when told to. */
  private static final class Breaking implements Carrier<Object> {
    private final IllegalStateException failure = new IllegalStateException("no state");
    private boolean breaksCapture;
    private boolean breaksRestore;

    @Override
    public Object capture() {
      if (breaksCapture) {
        breaksCapture = false;
        throw failure;
      }
      return "state";
    }

    @Override
    public void restore(Object state) {
      if (breaksRestore) {
        breaksRestore = false;
        throw failure;
      }
    }
  }

  @Test
  void aCarrierThatFailsLeavesNothingOfTheOthersOnTheThread() {
    Breaking breaking = new Breaking();
    List<Throwable> reports = new ArrayList<>();
    EventLoop own =
        EventLoop.builder()
            .executor(Runnable::run)
            .carry(Carrier.of(USER))
            .carry(breaking)
            .carry(MDC_CARRIER)
            .exceptionHandler((message, thrown) -> reports.add(thrown))
            .build();
    try (own) {
      USER.set("the callback's");
      own.callSoon(() -> see("never"));
      USER.remove();
      breaking.breaksRestore = true;
      own.callSoon(() -> see("after a failing restore"));
      own.callSoon(own::stop);
      own.runForever();
      see("thread");

      own.callSoon(
          () -> {
            USER.set("the callback's");
            MDC.get().put("the callback's", "too");
            breaking.breaksRestore = true;
          });
      own.callSoon(own::stop);
      own.runForever();
      see("thread after a failing return");

      own.run(
          script("main")
              .then(() -> USER.set("the task's"))
              .then(() -> breaking.breaksCapture = true));
      see("thread after a failing capture");
    }
    assertThat(log)
        .containsExactly(
            "after a failing restore null {}",
            "thread null {}",
            "thread after a failing return null {}",
            "thread after a failing capture null {}");
    assertThat(reports).containsExactly(breaking.failure, breaking.failure, breaking.failure);
  }

  @Test
  void aCarrierThatFailsFailsTheTask() {
    Breaking carrier = new Breaking();
    EventLoop own = EventLoop.builder().carry(carrier).build();
    try (own) {
      carrier.breaksRestore = true;
      assertThatThrownBy(() -> own.run(script("main"))).isSameAs(carrier.failure);
      own.run(script("the loop is fine").then(() -> log.add("ran")));
    }
    assertThat(log).containsExactly("ran");
  }
}
