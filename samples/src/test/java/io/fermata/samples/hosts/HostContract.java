package io.fermata.samples.hosts;

import static io.fermata.Fermata.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.Async;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Task;
import io.fermata.TimedOutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds on every host. */
@Timeout(60)
abstract class HostContract {
  final List<Object> log = new ArrayList<>();

  /** The host's thread, as an executor; the same object each time. */
  abstract Executor host();

  final EventLoop loop() {
    return EventLoop.on(host());
  }

  private Thread hostThread() {
    return CompletableFuture.supplyAsync(Thread::currentThread, host()).join();
  }

  @Test
  void theTutorialPrintsItsLinesInOrder() {
    long begin = System.nanoTime();
    loop().run(tutorial());
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(30));
    assertThat(log)
        .containsExactly(
            "Get stock price of GOOG...",
            "Get stock price of APPL...",
            "API call is in progress...",
            300,
            400,
            hostThread());
  }

  @Async
  private Coroutine<Void> tutorial() {
    Task<Integer> google = createTask(callApi("Get stock price of GOOG...", 300));
    Task<Integer> apple = createTask(callApi("Get stock price of APPL...", 400));
    createTask(inProgress());
    log.add(await(google));
    log.add(await(apple));
    log.add(Thread.currentThread());
    return Coroutine.done();
  }

  @Async
  private Coroutine<Integer> callApi(String message, int result) {
    log.add(message);
    await(sleep(Duration.ofMillis(30)));
    return Coroutine.of(result);
  }

  @Async
  private Coroutine<Void> inProgress() {
    await(sleep(Duration.ofMillis(1)));
    log.add("API call is in progress...");
    return Coroutine.done();
  }

  @Test
  void tasksAreCancelledAndTimeOut() {
    Task<Void> task = loop().submit(waitForEver());
    loop().run(yieldNow());
    assertThat(task.cancel("enough")).isTrue();
    assertThat(task.handle((value, failure) -> "ended").join()).isEqualTo("ended");
    assertThat(task.isCancelled()).isTrue();
    assertThat(log).containsExactly("cancelled: enough");
    assertThatThrownBy(() -> loop().run(waitFor(waitForEver(), Duration.ofMillis(5))))
        .isInstanceOf(TimedOutException.class);
  }

  @Async
  private Coroutine<Void> waitForEver() {
    try {
      await(new CompletableFuture<>());
    } catch (CancelledError e) {
      log.add("cancelled: " + e.getMessage());
      throw e;
    }
    return Coroutine.done();
  }

  @Test
  void blockingWorkGoesElsewhereAndItsResultComesBack() {
    loop().run(work());
    assertThat(log.get(0)).isNotEqualTo(hostThread());
    assertThat(log.get(1)).isEqualTo(hostThread());
  }

  @Async
  private Coroutine<Void> work() {
    log.add(await(toThread(() -> Thread.currentThread())));
    log.add(Thread.currentThread());
    return Coroutine.done();
  }

  @Test
  void theHostsOwnTasksGetTheirTurn() {
    int turns = 200_000;
    Task<Void> spinning = loop().submit(spin(turns));
    int[] seen = new int[1];
    host().execute(() -> seen[0] = log.size());
    spinning.join();
    hostThread();
    assertThat(log).hasSize(turns);
    assertThat(seen[0]).isLessThan(turns);
  }

  @Async
  private Coroutine<Void> spin(int turns) {
    for (int i = 0; i < turns; i++) {
      log.add(i);
      await(yieldNow());
    }
    return Coroutine.done();
  }

  @Test
  void closedItLeavesTheHostAlone() {
    EventLoop closed = loop();
    Task<Void> task = closed.submit(waitForEver());
    closed.run(yieldNow());
    closed.close();
    assertThat(task.isCancelled()).isTrue();
    assertThat(hostThread()).isNotNull();
    assertThat(loop()).isNotSameAs(closed);
    loop().run(yieldNow());
  }
}
