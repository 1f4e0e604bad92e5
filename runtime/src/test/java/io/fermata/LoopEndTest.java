package io.fermata;

import static io.fermata.Fermata.sleep;
import static io.fermata.Script.script;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** What stops a loop, what closes it, and what only a callback feels. */
class LoopEndTest extends LoopTest {
  @Test
  void stopLetsTheTurnEndAndKeepsTheRest() {
    loop.callSoon(
        () -> {
          say("a");
          loop.stop();
          loop.callSoon(() -> say("next run"));
        });
    loop.callSoon(() -> say("b"));
    loop.runForever();
    assertThat(log).containsExactly("a", "b");
    loop.stop();
    loop.runForever();
    assertThat(log).containsExactly("a", "b", "next run");
  }

  @Test
  void aLoopThatIsStoppedEarlyHasNoResult() {
    assertThatThrownBy(
            () -> loop.run(script("main").then(() -> loop.stop()).await(() -> sleep(ofSeconds(1)))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("stopped before");
  }

  @Test
  void aClosedLoopRefusesEverything() {
    Promise<Object> promise = loop.createPromise();
    Task<Object> submitted = loop.submit(script("submitted"));
    loop.close();
    loop.close();
    assertThatThrownBy(() -> loop.callSoon(() -> {})).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> loop.callLater(ofSeconds(1), () -> {}))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> loop.callAt(1, () -> {})).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> loop.run(Coroutine.done())).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(loop::runForever).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> loop.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(() -> loop.submit(Coroutine.done()))
        .isInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(() -> submitted.onDone(task -> {}))
        .isInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(() -> promise.onDone(done -> {})).isInstanceOf(IllegalStateException.class);
    promise.complete("x");
    assertThatThrownBy(() -> promise.onDone(done -> {})).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aRunningLoopIsNeitherClosedNorRunAgain() {
    EventLoop other = EventLoop.create();
    loop.run(
        script("main")
            .then(loop::close)
            .caught(IllegalStateException.class, e -> say("close"))
            .then(loop::runForever)
            .caught(IllegalStateException.class, e -> say("same"))
            .then(other::runForever)
            .caught(IllegalStateException.class, e -> say("other"))
            .then(() -> Fermata.run(Coroutine.done()))
            .caught(IllegalStateException.class, e -> say("nested run")));
    other.close();
    assertThat(log).containsExactly("close", "same", "other", "nested run");
  }

  @Test
  void aLoopWithTasksIsNotClosedWhereAnotherRuns() {
    EventLoop other = EventLoop.builder().virtualTime().build();
    other.run(started(sleeper()));
    loop.run(
        script("main")
            .then(other::close)
            .caught(IllegalStateException.class, e -> say(e.getMessage())));
    assertThat(log).singleElement().asString().contains("another event loop runs", "toThread");
    assertThat(task.isDone()).isFalse();
    other.close();
    assertThat(log).last().isEqualTo("cancelled null");
  }

  @Test
  void aTimerIsNotCancelledOnAnotherThread() {
    Handle timer = loop.callLater(ofSeconds(1), () -> say("due"));
    loop.run(
        script("main")
            .then(() -> join(new Thread(() -> refused(timer::cancel))))
            .await(() -> sleep(ofSeconds(2))));
    assertThat(log).containsExactly("refused", "due");
  }

  private void refused(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("runs on another thread");
    say("refused");
  }

  private static void join(Thread thread) throws InterruptedException {
    thread.start();
    thread.join();
  }

  @Test
  void aFailingCallbackIsReportedAndTheRestOfTheTurnRuns() {
    loop.callSoon(
        () -> {
          throw new IllegalArgumentException("boom");
        });
    loop.callSoon(() -> say("rest"));
    loop.run(turns(1));
    assertThat(log).containsExactly("rest");
    assertThat(takeReports())
        .singleElement()
        .asString()
        .startsWith("Exception in a callback")
        .endsWith("java.lang.IllegalArgumentException: boom");
  }

  @Test
  void anErrorOfTheJvmLeavesTheLoopAtOnce() {
    loop.callSoon(
        () -> {
          throw new OutOfMemoryError("not really");
        });
    loop.callSoon(() -> say("rest"));
    assertThatThrownBy(() -> loop.run(turns(1))).isInstanceOf(OutOfMemoryError.class);
    assertThat(log).isEmpty();
    assertThat(loop.isRunning()).isFalse();
    loop.run(turns(1));
    assertThat(log).containsExactly("rest");
  }
}
