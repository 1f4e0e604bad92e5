package io.fermata;

import static io.fermata.Script.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real threads, and nothing measured: every test waits for what must happen. */
@Timeout(60)
class EventLoopGroupTest {
  private final ConcurrentLinkedQueue<String> reports = new ConcurrentLinkedQueue<>();
  private final EventLoopGroup group = build(2);

  private EventLoopGroup build(int loops) {
    return EventLoopGroup.builder()
        .name("test")
        .loops(loops)
        .eachLoop(
            loop ->
                loop.exceptionHandler((message, failure) -> reports.add(message + ": " + failure)))
        .build();
  }

  @BeforeEach
  void itsLoopsRun() {
    group.loops().forEach(loop -> CompletableFuture.runAsync(() -> {}, loop).join());
  }

  @AfterEach
  void nothingIsLeftAndNothingUnexpectedWasReported() {
    group.close();
    assertThat(reports).isEmpty();
    Thread[] threads = new Thread[Thread.activeCount() + 100];
    int count = Thread.enumerate(threads);
    for (int i = 0; i < count; i++) {
      assertThat(threads[i].getName()).doesNotStartWith("test-");
    }
  }

  private static Coroutine<Object> where() {
    return script("where").returns(() -> Thread.currentThread().getName());
  }

  /** Sleeps until it is cancelled, and then does something. */
  private static Coroutine<Object> sleepThen(CountDownLatch asleep, Script.Source cleanup) {
    return script("sleepThen")
        .then(asleep::countDown)
        .await(() -> Fermata.sleep(Duration.ofDays(1)))
        .caught(CancelledError.class, error -> {})
        .await(cleanup)
        .returns(() -> "cleaned up");
  }

  @Test
  void tasksGoToTheLoopsInTurn() {
    List<Task<Object>> tasks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      tasks.add(group.submit(where()));
    }
    assertThat(tasks.stream().map(Task::join))
        .containsExactly("test-1", "test-2", "test-1", "test-2");
    assertThat(group.loops()).hasSize(2);
    assertThat(group.loops().get(1)).hasToString("test-2 [running]");
  }

  @Test
  void aPlacementChooses() {
    try (EventLoopGroup chosen =
        EventLoopGroup.builder()
            .name("test-chosen")
            .loops(3)
            .placement(loops -> loops.get(2))
            .build()) {
      assertThat(chosen.run(where())).isEqualTo("test-chosen-3");
      assertThat(chosen.run(where())).isEqualTo("test-chosen-3");
    }
    try (EventLoopGroup astray =
        EventLoopGroup.builder().loops(1).placement(loops -> group.loops().get(0)).build()) {
      assertThatThrownBy(() -> astray.submit(where()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("test-1 [running] is no loop of group-");
    }
  }

  @Test
  void anAwaitOfATaskOfAnotherLoopGoesOnOnItsOwn() {
    List<Object> seen = new ArrayList<>();
    Object result =
        group.run(
            script("main")
                .then(() -> seen.add(Thread.currentThread().getName()))
                .await(
                    () -> EventLoopGroup.current().submit(where()),
                    other -> {
                      seen.add(other);
                      seen.add(Thread.currentThread().getName());
                    })
                .returns(() -> EventLoopGroup.current() == group));
    assertThat(seen).containsExactly("test-1", "test-2", "test-1");
    assertThat(result).isEqualTo(true);
  }

  @Test
  void aTaskFromInsideMayBeOfTheSameLoop() {
    EventLoop first = group.loops().get(0);
    assertThat(
            first
                .submit(script("main").await(() -> first.submit(where())).returns(() -> "done"))
                .join())
        .isEqualTo("done");
  }

  @Test
  void failuresCrossLoopsAsTheyAre() {
    IOException failure = new IOException("broken");
    List<Object> seen = new ArrayList<>();
    group.run(
        script("main")
            .await(
                () ->
                    EventLoopGroup.current()
                        .submit(script("fails").await(Fermata::yieldNow).fails(() -> failure)))
            .caught(IOException.class, seen::add));
    assertThat(seen).containsExactly(failure);
    assertThatThrownBy(() -> group.run(script("fails").fails(() -> failure))).isSameAs(failure);
  }

  @Test
  void cancellationCrossesLoops() throws InterruptedException {
    CountDownLatch asleep = new CountDownLatch(1);
    CompletableFuture<String> cleanedUpOn = new CompletableFuture<>();
    Task<Object> waiting =
        group.submit(
            script("waiting")
                .await(
                    () ->
                        EventLoopGroup.current()
                            .submit(
                                script("inner")
                                    .then(asleep::countDown)
                                    .await(() -> Fermata.sleep(Duration.ofDays(1)))
                                    .caught(
                                        CancelledError.class,
                                        error -> {
                                          cleanedUpOn.complete(Thread.currentThread().getName());
                                          throw error;
                                        }))));
    asleep.await();
    assertThat(waiting.cancel()).isTrue();
    assertThat(cleanedUpOn.join()).isEqualTo("test-2");
    assertThatThrownBy(waiting::join).isInstanceOf(CancellationException.class);
  }

  @Test
  void aCancelledTaskOfAnotherLoopThrowsCancelledErrorInItsAwaiter() throws InterruptedException {
    CountDownLatch asleep = new CountDownLatch(1);
    Task<Object> sleeper =
        group.submit(
            script("sleeper")
                .then(asleep::countDown)
                .await(() -> Fermata.sleep(Duration.ofDays(1))));
    List<Object> seen = new ArrayList<>();
    Task<Object> waiting =
        group.submit(
            script("waiting")
                .await(() -> sleeper)
                .caught(CancelledError.class, error -> seen.add(error.getMessage())));
    asleep.await();
    sleeper.cancel("enough");
    waiting.join();
    assertThat(seen).containsExactly("enough");
    assertThat(waiting.cancelling()).isZero();
  }

  @Test
  void closeCancelsWhatIsLeftAndWaitsForIt() throws InterruptedException {
    CountDownLatch asleep = new CountDownLatch(2);
    Task<Object> first = group.submit(sleepThen(asleep, Fermata::yieldNow));
    Task<Object> second = group.submit(sleepThen(asleep, Fermata::yieldNow));
    asleep.await();
    group.close();
    assertThat(first).isCompletedWithValue("cleaned up");
    assertThat(second).isCompletedWithValue("cleaned up");
    assertThat(group).hasToString("test [closed]");
    group.close();
    assertThatThrownBy(() -> group.submit(where())).isInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(() -> group.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessage("the group is closed: test [closed]");
    assertThatThrownBy(() -> group.loops().get(0).submit(where()))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void whileTasksEndAllLoopsServe() throws InterruptedException {
    CountDownLatch asleep = new CountDownLatch(2);
    CompletableFuture<Object> secondEnds = new CompletableFuture<>();
    List<Object> seen = new ArrayList<>();
    EventLoop first = group.loops().get(0);
    EventLoop second = group.loops().get(1);
    var unused =
        second.submit(
            sleepThen(
                asleep,
                () -> {
                  secondEnds.complete("what comes now is not cancelled");
                  return Fermata.yieldNow();
                }));
    Task<Object> task =
        first.submit(
            sleepThen(
                asleep,
                () ->
                    script("cleanup")
                        .await(() -> secondEnds)
                        .await(() -> second.submit(where()), seen::add)
                        .await(() -> second.submit(where()), seen::add)
                        .await(
                            () -> {
                              EventLoopGroup.current().submit(where());
                              return Fermata.yieldNow();
                            })
                        .caught(RejectedExecutionException.class, e -> seen.add("refused"))));
    asleep.await();
    group.close();
    assertThat(task).isCompletedWithValue("cleaned up");
    assertThat(seen).containsExactly("test-2", "test-2", "refused");
  }

  @Test
  void failuresWhileItClosesAreReported() throws InterruptedException {
    CountDownLatch asleep = new CountDownLatch(1);
    var unused =
        group.submit(
            sleepThen(
                asleep,
                () -> {
                  throw new IOException("in cleanup");
                }));
    asleep.await();
    group.close();
    assertThat(reports)
        .containsExactly(
            "Exception in Submitted-1 while the event loop closed: java.io.IOException: in cleanup");
    reports.clear();
  }

  @Test
  void closeFromItsOwnThreadIsRefused() {
    assertThatThrownBy(
            () -> group.run(script("closes").then(() -> EventLoopGroup.current().close())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "test [2 loops] cannot be closed from its own thread, which would wait for itself");
    assertThat(group.run(where())).isEqualTo("test-2");
  }

  @Test
  void itsLoopsAreNotRunStoppedOrClosedOneByOne() {
    EventLoop loop = group.loops().get(0);
    String message = "test-1 [running] belongs to test [2 loops], which alone runs it and ends it";
    assertThatThrownBy(loop::stop).isInstanceOf(IllegalStateException.class).hasMessage(message);
    assertThatThrownBy(loop::close).isInstanceOf(IllegalStateException.class).hasMessage(message);
    assertThatThrownBy(loop::runForever)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> group.run(script("closes").then(() -> EventLoop.current().close())))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a running event loop cannot be closed: test-1 [running]");
  }

  @Test
  void runBlocksAndThereforeNotOnALoop() {
    assertThatThrownBy(() -> group.run(script("runs").then(() -> group.run(where()))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("an event loop runs on this thread already");
  }

  @Test
  void currentIsThatOfTheLoop() {
    assertThatThrownBy(EventLoopGroup::current)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this thread belongs to no group: no event loop runs here");
    try (EventLoop alone = EventLoop.builder().name("alone").build()) {
      assertThatThrownBy(() -> alone.run(script("asks").then(EventLoopGroup::current)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("this thread belongs to no group: alone [running] is on its own");
    }
    CompletableFuture<EventLoopGroup> current = new CompletableFuture<>();
    group.execute(() -> current.complete(EventLoopGroup.current()));
    assertThat(current.join()).isSameAs(group);
  }

  @Test
  void aFatalErrorClosesTheGroup() throws InterruptedException {
    CountDownLatch asleep = new CountDownLatch(2);
    Task<Object> sameLoop = group.loops().get(0).submit(sleepThen(asleep, Fermata::yieldNow));
    Task<Object> otherLoop = group.loops().get(1).submit(sleepThen(asleep, Fermata::yieldNow));
    asleep.await();
    InternalError error = new InternalError("the end");
    assertThatThrownBy(() -> group.run(script("fatal").fails(() -> error))).isSameAs(error);
    assertThat(sameLoop.join()).isEqualTo("cleaned up");
    assertThat(otherLoop.join()).isEqualTo("cleaned up");
    group.close();
    assertThat(reports)
        .containsExactly(
            "Fatal error in test-1 [idle], test [2 loops] closes: java.lang.InternalError: the end");
    reports.clear();
  }

  @Test
  void severalMayCloseItAtOnce() throws InterruptedException {
    CountDownLatch asleep = new CountDownLatch(1);
    CompletableFuture<Object> held = new CompletableFuture<>();
    Task<Object> task = group.submit(sleepThen(asleep, () -> held));
    asleep.await();
    List<Thread> closers = new ArrayList<>();
    ConcurrentLinkedQueue<Boolean> sawItDone = new ConcurrentLinkedQueue<>();
    for (int i = 0; i < 3; i++) {
      Thread closer =
          new Thread(
              () -> {
                group.close();
                sawItDone.add(task.isDone());
              });
      closer.start();
      closers.add(closer);
    }
    closers.get(0).interrupt(); // goes on waiting
    held.complete("now");
    for (Thread closer : closers) {
      closer.join();
    }
    assertThat(sawItDone).containsExactly(true, true, true);
  }

  @Test
  void taskLocalsGoAlong() {
    TaskLocal<String> user = TaskLocal.withInitial(() -> "nobody");
    Object seen =
        group.run(
            script("main")
                .then(() -> user.set("Ada"))
                .await(
                    () ->
                        EventLoopGroup.current()
                            .submit(
                                script("reads")
                                    .then(() -> assertThat(user.get()).isEqualTo("Ada"))))
                .returns(user::get));
    assertThat(seen).isEqualTo("Ada");
  }

  @Test
  void whatCannotBeBuilt() {
    assertThatThrownBy(() -> EventLoopGroup.create(0)).isInstanceOf(IllegalArgumentException.class);
    EventLoopGroupBuilder virtual =
        EventLoopGroup.builder().name("odd").eachLoop(EventLoopBuilder::virtualTime);
    assertThatThrownBy(virtual::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("odd");
  }

  @Test
  void threadsAreDaemonsOnlyIfAsked() {
    CompletableFuture<Boolean> daemon = new CompletableFuture<>();
    group.execute(() -> daemon.complete(Thread.currentThread().isDaemon()));
    assertThat(daemon.join()).isFalse();
    CompletableFuture<Boolean> asked = new CompletableFuture<>();
    try (EventLoopGroup quiet =
        EventLoopGroup.builder().name("test-quiet").loops(1).daemon(true).build()) {
      quiet.execute(() -> asked.complete(Thread.currentThread().isDaemon()));
      assertThat(asked.join()).isTrue();
    }
  }

  /** What ends a group may be a full heap, and a member that is not told would serve for ever. */
  @Test
  void itEndsWithoutAnyNeedForMemory() {
    bytesToEnd(); // the first time classes are loaded
    assertThat(bytesToEnd()).isZero();
  }

  private long bytesToEnd() {
    try (EventLoopGroup ends = build(1)) {
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();
      ends.end();
      ends.hasEnded(); // as its member does
      return threads.getCurrentThreadAllocatedBytes() - before;
    }
  }

  @Test
  void aHandlerThatFailsOnAFatalErrorDoesNotKeepTheGroupFromClosing() {
    EventLoopGroup fatal =
        EventLoopGroup.builder()
            .loops(2)
            .eachLoop(
                each ->
                    each.exceptionHandler(
                        (message, failure) -> {
                          throw new OutOfMemoryError("in the handler");
                        }))
            .build();
    Task<Object> task = fatal.submit(script("full").fails(() -> new OutOfMemoryError("test")));
    assertThatThrownBy(task::join).hasRootCauseInstanceOf(OutOfMemoryError.class);
    fatal.close();
    assertThat(fatal.toString()).contains("closed");
  }

  @Test
  void aGroupThatCannotBeMadeLeavesNoLoopBehind() {
    List<EventLoopBuilder> seen = new ArrayList<>();
    assertThatThrownBy(
            () ->
                EventLoopGroup.builder()
                    .name("half")
                    .loops(3)
                    .eachLoop(
                        loop -> {
                          seen.add(loop);
                          if (seen.size() == 3) {
                            throw new IllegalArgumentException("the third");
                          }
                        })
                    .build())
        .hasMessage("the third");
    assertThat(EventLoop.dumpAll()).doesNotContain("half");
  }

  @Test
  void aGroupWithoutThreadsLeavesNothingBehind() {
    List<Thread> started = new ArrayList<>();
    EventLoopGroup without =
        new EventLoopGroup(EventLoopGroup.builder().name("test-without").loops(4));
    assertThatThrownBy(
            () ->
                without.start(
                    thread -> {
                      if (started.size() == 2) {
                        throw new OutOfMemoryError("unable to create native thread");
                      }
                      started.add(thread);
                      thread.start();
                    }))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(started).hasSize(2).noneMatch(Thread::isAlive);
    assertThat(EventLoop.dumpAll()).doesNotContain("test-without");
    assertThatThrownBy(() -> without.submit(where()))
        .isInstanceOf(RejectedExecutionException.class);
  }
}
