package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PromiseTest extends LoopTest {
  private final Promise<Object> promise = loop.createPromise();

  @Test
  void itIsCompletedOnce() {
    assertThat(promise.isDone()).isFalse();
    assertThatThrownBy(promise::outcome).isInstanceOf(IllegalStateException.class);
    promise.complete("x");
    assertThat(promise.isDone()).isTrue();
    assertThat(promise.outcome()).isEqualTo(Outcome.success("x"));
    assertThatThrownBy(() -> promise.complete("y")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> promise.fail(new Exception()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(promise.cancel()).isFalse();
    assertThat(promise.outcome().get()).isEqualTo("x");
  }

  @Test
  void aFailureIsThrownByEveryAwait() {
    IllegalArgumentException failure = new IllegalArgumentException();
    promise.fail(failure);
    loop.run(
        script("main")
            .await(() -> promise)
            .caught(IllegalArgumentException.class, this::say)
            .await(() -> promise)
            .caught(IllegalArgumentException.class, this::say));
    assertThat(log).containsExactly(failure, failure);
  }

  @Test
  void cancellingItCancelsTheAwaits() {
    loop.run(
        started(script("waiter").await(() -> promise))
            .then(() -> say(promise.cancel()))
            .await(() -> task)
            .caught(CancelledError.class, e -> say("cancelled"))
            .then(() -> say(promise.isCancelled())));
    assertThat(log).containsExactly(true, "cancelled", true);
  }

  @Test
  void cancellingATaskThatAwaitsItCancelsItForAll() {
    Script<Object> main = script("main");
    loop.run(
        main.then(() -> task = createTask(script("first").await(() -> promise)))
            .then(
                () ->
                    createTask(
                        script("second")
                            .await(() -> promise)
                            .caught(CancelledError.class, e -> say("second " + e.getMessage()))))
            .await(() -> yieldNow())
            .then(() -> task.cancel("why"))
            .await(() -> task)
            .caught(CancelledError.class, e -> say("first"))
            .then(() -> say(promise.isCancelled())));
    assertThat(log).containsExactly("second why", "first", true);
  }

  @Test
  void aPromiseOfAnotherLoopIsRefused() {
    EventLoop other = EventLoop.create();
    Promise<Object> foreign = other.createPromise();
    other.close();
    loop.run(
        script("main")
            .await(() -> foreign)
            .caught(IllegalStateException.class, e -> say("refused")));
    assertThat(log).containsExactly("refused");
  }
}
