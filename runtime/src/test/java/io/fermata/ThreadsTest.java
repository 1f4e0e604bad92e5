package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.toThread;
import static io.fermata.Fermata.waitFor;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What other threads may do with a loop, and what a loop does on other threads. */
@Timeout(60)
class ThreadsTest {
  private final EventLoop loop = EventLoop.create();
  private Thread runner;

  private void runLoopOnItsOwnThread() {
    runner = new Thread(loop::runForever, "loop runner");
    runner.start();
  }

  @AfterEach
  void close() throws InterruptedException {
    if (runner != null) {
      loop.stop();
      runner.join();
    }
    loop.close();
  }

  @Test
  void submitRunsOnTheLoopAndTheTaskCanBeJoined() {
    runLoopOnItsOwnThread();
    Task<Thread> task =
        loop.submit(script("main").await(() -> yieldNow()).returns(() -> Thread.currentThread()));
    assertThat(task.join()).isSameAs(runner);
    assertThat(task.name()).isEqualTo("Submitted-1");
    assertThat(loop.isRunning()).isTrue();
  }

  @Test
  void executeKeepsTheOrderOfEachThread() throws Exception {
    runLoopOnItsOwnThread();
    int threads = 4;
    int each = 5000;
    List<List<Integer>> seen = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(threads * each);
    CyclicBarrier start = new CyclicBarrier(threads);
    for (int t = 0; t < threads; t++) {
      List<Integer> mine = new ArrayList<>();
      seen.add(mine);
      new Thread(
              () -> {
                awaitBarrier(start);
                for (int i = 0; i < each; i++) {
                  int number = i;
                  loop.execute(
                      () -> {
                        mine.add(number);
                        done.countDown();
                      });
                }
              })
          .start();
    }
    done.await();
    for (List<Integer> mine : seen) {
      assertThat(mine).hasSize(each).isSorted();
    }
  }

  private static void awaitBarrier(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aCancelFromAnotherThreadIsDelivered() {
    runLoopOnItsOwnThread();
    CompletableFuture<String> message = new CompletableFuture<>();
    CountDownLatch sleeping = new CountDownLatch(1);
    Task<Object> task =
        loop.submit(
            script("sleeper")
                .then(sleeping::countDown)
                .await(() -> sleep(ofSeconds(1000)))
                .onCancel(e -> message.complete(e.getMessage())));
    awaitLatch(sleeping);
    assertThat(task.cancel("from outside")).isTrue();
    assertThat(message.join()).isEqualTo("from outside");
    assertThatThrownBy(task::join).isInstanceOf(java.util.concurrent.CancellationException.class);
    assertThat(task.isCancelled()).isTrue();
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void onDoneFromAnotherThreadRunsOnTheLoop() {
    runLoopOnItsOwnThread();
    CompletableFuture<Thread> calledOn = new CompletableFuture<>();
    loop.submit(Coroutine.of(1)).onDone(task -> calledOn.complete(Thread.currentThread()));
    assertThat(calledOn.join()).isSameAs(runner);
  }

  @Test
  void aStageCompletedByAnotherThreadWakesTheSleepingLoop() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    Thread[] resumedOn = new Thread[1];
    loop.callSoon(() -> new Thread(() -> stage.complete("value")).start());
    String value =
        loop.run(
            script("main")
                .await(() -> stage)
                .then(() -> resumedOn[0] = Thread.currentThread())
                .returns(stage::join));
    assertThat(value).isEqualTo("value");
    assertThat(resumedOn[0]).isSameAs(Thread.currentThread());
  }

  @Test
  void otherThreadsAreRefusedWhatIsTheLoopsOwn() {
    runLoopOnItsOwnThread();
    loop.submit(Coroutine.done()).join();
    Promise<Object> promise = loop.createPromise();
    assertThatThrownBy(() -> loop.callSoon(() -> {})).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> loop.callLater(ofSeconds(1), () -> {}))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> promise.complete("x")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(promise::cancel).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(loop::close).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aCallbackIsTheLoopsOwnAsLongAsItHasNotRun() {
    runLoopOnItsOwnThread();
    List<Object> log = new ArrayList<>();
    CountDownLatch mayGoOn = new CountDownLatch(1);
    CompletableFuture<List<Handle>> waiting = new CompletableFuture<>();
    loop.execute(
        () -> {
          List<Handle> handles = new ArrayList<>();
          loop.callSoon(
              () -> {
                waiting.complete(handles);
                awaitLatch(mayGoOn);
              });
          handles.add(loop.callSoon(() -> log.add("soon")));
          handles.add(loop.callLater(ZERO, () -> log.add("due"))); // in the same turn
          handles.add(loop.callLater(ofMillis(1), () -> log.add("later")));
        });
    List<Throwable> refused = new ArrayList<>();
    for (Handle handle : waiting.join()) {
      refused.add(catchThrowable(handle::cancel));
    }
    mayGoOn.countDown();
    assertThat(refused).hasSize(3).allMatch(IllegalStateException.class::isInstance);
    loop.submit(sleep(ofMillis(2))).join();
    assertThat(log).containsExactly("soon", "due", "later");
  }

  @Test
  void toThreadRunsElsewhereAndComesBack() {
    List<Object> log = new ArrayList<>();
    loop.run(
        script("main")
            .await(() -> toThread(() -> Thread.currentThread()), log::add)
            .then(() -> log.add(Thread.currentThread()))
            .await(() -> toThread(ThreadsTest::fail))
            .caught(IllegalArgumentException.class, e -> log.add(e.getMessage())));
    assertThat(log.get(0)).isNotSameAs(Thread.currentThread());
    assertThat(((Thread) log.get(0)).isDaemon()).isTrue();
    assertThat(log.subList(1, 3)).containsExactly(Thread.currentThread(), "boom");
  }

  private static void fail() {
    throw new IllegalArgumentException("boom");
  }

  @Test
  void toThreadIsLazy() {
    List<Object> log = new ArrayList<>();
    loop.run(script("main").then(() -> toThread(() -> log.add("ran"))).await(() -> yieldNow()));
    loop.close();
    assertThat(log).isEmpty();
  }

  @Test
  void cancellingEndsTheWaitAndClosingWaitsForTheThread() {
    CountDownLatch mayEnd = new CountDownLatch(1);
    CompletableFuture<Object> begun = new CompletableFuture<>();
    List<Object> log = new ArrayList<>();
    BlockingAction work =
        () -> {
          begun.complete("begun");
          mayEnd.await();
          log.add("ended");
        };
    List<Task<?>> tasks = new ArrayList<>();
    loop.run(
        script("main")
            .then(() -> tasks.add(createTask(toThread(work))))
            .await(() -> begun)
            .then(() -> tasks.get(0).cancel())
            .await(() -> tasks.get(0))
            .caught(CancelledError.class, e -> log.add("cancelled")));
    assertThat(log).containsExactly("cancelled");
    mayEnd.countDown();
    loop.close();
    assertThat(log).containsExactly("cancelled", "ended");
  }

  /** The limit is of real time: virtual time stands still while work is out. */
  @Test
  void aLoopInVirtualTimeWaitsForTheThreadNoLongerThanAnyOther() {
    List<String> reports = new ArrayList<>();
    EventLoop virtual =
        EventLoop.builder()
            .virtualTime()
            .exceptionHandler((message, failure) -> reports.add(failure.getMessage()))
            .build();
    CompletableFuture<Object> begun = new CompletableFuture<>();
    CountDownLatch mayEnd = new CountDownLatch(1);
    BlockingAction work =
        () -> {
          begun.complete("begun");
          mayEnd.await();
        };
    virtual.run(script("main").then(() -> createTask(toThread(work))).await(() -> begun));
    virtual.blockingWork.shutdownLimit = ofMillis(1);
    virtual.close();
    mayEnd.countDown();
    assertThat(reports).containsExactly("1 calls of toThread have not come back");
  }

  @Test
  void workThatHasNotBegunNeverRunsAfterACancel() {
    List<Runnable> queued = new ArrayList<>();
    EventLoop own = EventLoop.builder().executor(queued::add).build();
    List<Object> log = new ArrayList<>();
    own.run(
        script("main")
            .await(() -> waitFor(toThread(() -> log.add("ran")), ofMillis(1)))
            .caught(TimedOutException.class, e -> log.add("timed out")));
    own.close();
    queued.forEach(Runnable::run);
    assertThat(log).containsExactly("timed out");
  }

  @Test
  void virtualTimeWaitsForWorkOnThreads() {
    EventLoop virtual = EventLoop.builder().virtualTime().build();
    CountDownLatch mayEnd = new CountDownLatch(1);
    List<Object> log = new ArrayList<>();
    virtual.run(
        script("main")
            .then(
                () ->
                    createTask(
                        script("worker")
                            .await(() -> toThread(() -> mayEnd.await()))
                            .then(() -> log.add("came back at " + virtual.time()))))
            .await(() -> yieldNow())
            .then(() -> new Thread(mayEnd::countDown).start())
            .await(() -> sleep(ofSeconds(100)))
            .then(() -> log.add("slept until " + virtual.time())));
    virtual.close();
    assertThat(log).containsExactly("came back at 0", "slept until 100000000000");
  }

  @Test
  void anInterruptedLoopGoesOnAndKeepsTheInterruptForItsCaller() {
    Thread.currentThread().interrupt();
    loop.run(sleep(ofMillis(10)));
    assertThat(Thread.interrupted()).isTrue();
  }

  /** Else every later wait would end at once, and the loop would spin. */
  @Test
  void anInterruptEndsOneWaitOnly() {
    Inbox inbox = new Inbox(null);
    Thread.currentThread().interrupt();
    inbox.awaitEntry(this, Long.MAX_VALUE);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    inbox.restoreInterrupt();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void stopFromAnotherThreadWakesTheLoop() throws InterruptedException {
    runLoopOnItsOwnThread();
    loop.submit(Coroutine.done()).join();
    loop.stop();
    runner.join();
    assertThat(loop.isRunning()).isFalse();
  }
}
