package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.currentTask;
import static io.fermata.Fermata.gather;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.toThread;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.sync.AsyncEvent;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.AccessControlContext;
import java.security.AccessControlException;
import java.security.AccessController;
import java.security.Permission;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loops on an executor: one that runs things when the test says so, and real ones. */
@Timeout(60)
class HostedLoopTest {
  private final List<Object> log = new ArrayList<>();

  /** Runs on the test's thread, when the test says so. */
  private final Queue<Runnable> queue = new ArrayDeque<>();

  private final EventLoop loop = EventLoop.on(queue::add);

  private final ScheduledExecutorService service =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "the service"));

  @AfterEach
  void shutDown() {
    service.shutdownNow();
  }

  /** Runs what is in the queue now; returns how many that were. */
  private int runQueue() {
    int count = queue.size();
    for (int i = 0; i < count; i++) {
      queue.remove().run();
    }
    return count;
  }

  private void runAll() {
    while (runQueue() > 0) {
      // until nothing is left
    }
  }

  @Test
  void tasksRunInTheOrderOfAnyLoop() {
    loop.submit(
        script("main")
            .then(
                () -> {
                  log.add("main");
                  createTask(
                      script("a")
                          .then(() -> log.add("a1"))
                          .await(() -> yieldNow())
                          .then(() -> log.add("a2")));
                  createTask(
                      script("b")
                          .then(() -> log.add("b1"))
                          .await(() -> yieldNow())
                          .then(() -> log.add("b2")));
                  EventLoop.current().callSoon(() -> log.add("callback"));
                })
            .await(() -> yieldNow())
            .then(() -> log.add("main again")));
    assertThat(log).isEmpty();
    runAll();
    assertThat(log).containsExactly("main", "a1", "b1", "callback", "main again", "a2", "b2");
  }

  @Test
  void aBurstLeavesNoLargeQueueBehind() {
    int before = loop.ready.capacity();
    for (int i = 0; i < 10_000; i++) {
      loop.execute(() -> {});
    }
    runQueue();
    assertThat(loop.ready.capacity()).isGreaterThan(10_000);
    runAll();
    assertThat(loop.ready.capacity()).isEqualTo(before);
  }

  @Test
  void theLoopIsCurrentOnlyWhileItsStepsRun() {
    loop.execute(() -> log.add(EventLoop.current() == loop));
    Task<Object> task = loop.submit(script("task").then(() -> log.add(currentTask().name())));
    queue.add(() -> log.add(EventLoop.currentOrNull() == null));
    runAll();
    assertThat(log).containsExactly(true, task.name(), true);
    assertThat(task).isCompleted();
    assertThat(loop.isRunning()).isTrue();
  }

  @Test
  void betweenStepsItsThreadHandsThingsInLikeAnyOther() {
    AsyncEvent event = new AsyncEvent();
    Promise<Object> promise = loop.createPromise();
    loop.submit(script("waits").await(event::await).then(() -> log.add("set")));
    loop.submit(script("waits").await(() -> promise, log::add));
    runAll();
    assertThatThrownBy(() -> promise.complete("x")).hasMessageContaining("use execute or submit");
    assertThatThrownBy(() -> loop.callSoon(() -> {})).isInstanceOf(IllegalStateException.class);
    loop.execute(event::set);
    loop.execute(() -> promise.complete("value"));
    runAll();
    assertThat(log).containsExactly("set", "value");
  }

  @Test
  void whatWouldBlockItsThreadIsRefused() {
    Task<Object> task = loop.submit(script("task").await(() -> new CompletableFuture<>()));
    runAll();
    assertThatThrownBy(task::join).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> loop.run(Coroutine.done()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("use submit");
    assertThatThrownBy(loop::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another");
    assertThatThrownBy(loop::runForever).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(loop::stop).isInstanceOf(IllegalStateException.class);
  }

  /** Its thread is not known before; nothing else says why the program stands still. */
  @Test
  void aFirstRunThatWaitsForLongIsWarnedOf() throws Exception {
    CompletableFuture<LogRecord> warning = new CompletableFuture<>();
    Logger logger = Logger.getLogger("io.fermata");
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            warning.complete(entry);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    try {
      loop.host.patience = ofMillis(1);
      Thread runs = new Thread(() -> log.add(loop.run(Coroutine.of(7))), "the one that runs");
      runs.start();
      LogRecord entry = warning.join();
      assertThat(entry.getLevel()).isEqualTo(Level.WARNING);
      assertThat(entry.getMessage())
          .contains("the one that runs waits for it in run since 1 ms", "use submit there");
      assertThat(entry.getThrown()).hasStackTraceContaining("EventLoop.run");
      queue.remove().run();
      runs.join();
      assertThat(log).containsExactly(7);
    } finally {
      logger.setUseParentHandlers(true);
      logger.removeHandler(handler);
    }
  }

  @Test
  void aBatchIsBoundedAndATurnMayTakeSeveral() {
    for (int i = 0; i < 1000; i++) {
      int number = i;
      loop.submit(script("task").then(() -> log.add(number)).await(() -> yieldNow()));
    }
    int batches = 0;
    for (; !queue.isEmpty(); batches++) {
      assertThat(runQueue()).isEqualTo(1); // the executor's own would come behind it
    }
    assertThat(batches).isBetween(7, 20); // 3000 entries
    assertThat(log).hasSize(1000).isSorted();
  }

  @Test
  void theSameExecutorGivesTheSameLoop() {
    EventLoop first = EventLoop.on(service);
    assertThat(EventLoop.on(service)).isSameAs(first);
    assertThat(EventLoop.on((Executor) service)).isSameAs(first);
    assertThat(EventLoop.on((Executor) Runnable::run)).isNotSameAs(first);
    first.close();
    assertThat(first.isRunning()).isFalse();
    EventLoop second = EventLoop.on(service);
    assertThat(second).isNotSameAs(first);
    int seven = second.run(Coroutine.of(7));
    assertThat(seven).isEqualTo(7);
  }

  @Test
  void aLoopThatNobodyNeedsIsCollected() throws Exception {
    var first = new java.lang.ref.WeakReference<>(EventLoop.on(service));
    first.get().run(sleep(ofMillis(1)));
    while (first.get() != null) {
      System.gc();
      service.submit(() -> {}).get(); // the last batch has left the thread
    }
  }

  @Test
  void timersOfAnExecutorAndOfAScheduledOne() throws Exception {
    for (EventLoop each :
        List.of(
            EventLoop.on(service), EventLoop.on((Executor) command -> service.execute(command)))) {
      log.clear();
      long begin = System.nanoTime();
      each.run(
          script("main")
              .await(
                  () ->
                      gather(
                          script("long")
                              .await(() -> sleep(ofMillis(30)))
                              .then(() -> log.add("long")),
                          script("short")
                              .await(() -> sleep(ofMillis(2)))
                              .then(() -> log.add("short"))))
              .then(() -> log.add(Thread.currentThread().getName())));
      assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(ofMillis(30).toNanos());
      assertThat(log).containsExactly("short", "long", "the service");
    }
  }

  @Test
  void evenTheEarliestDeadlineOfAllIsDueAtOnce() throws Exception {
    EventLoop hosted = EventLoop.on(service);
    CountDownLatch due = new CountDownLatch(1);
    hosted.execute(
        () -> {
          for (int i = 0; i < 254; i++) {
            hosted.callSoon(() -> {});
          }
          // The last of a batch: what comes then is the alarm's.
          hosted.callSoon(() -> hosted.callAt(Long.MIN_VALUE, due::countDown));
        });
    assertThat(due.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aDumpIsMadeOnTheExecutorsThread() {
    EventLoop hosted = EventLoop.on(service);
    Task<Object> task = hosted.submit(script("sleeper").await(() -> sleep(ofDays(1))));
    hosted.run(yieldNow());
    assertThat(hosted.dump()).contains("[running]", task.name(), "Script.java:100");
    hosted.close();
    assertThat(hosted.dump()).contains("[closed]");
  }

  @Test
  void runReturnsOrThrowsWhatTheCoroutineDoes() {
    EventLoop hosted = EventLoop.on(service);
    Object value = hosted.run(script("main").await(() -> toThread(() -> "x")).returns(() -> "v"));
    assertThat(value).isEqualTo("v");
    IllegalArgumentException failure = new IllegalArgumentException("boom");
    assertThatThrownBy(() -> hosted.run(Coroutine.failed(failure))).isSameAs(failure);
    try (EventLoop mine = EventLoop.create()) {
      mine.run(
          script("main")
              .await(() -> sleep(ofMillis(1)))
              .then(
                  () ->
                      assertThatThrownBy(() -> hosted.run(Coroutine.done()))
                          .isInstanceOf(IllegalStateException.class)));
    }
  }

  @Test
  void closeCancelsAndAwaitsTheTasksAndLeavesTheExecutorAlone() throws Exception {
    EventLoop hosted = EventLoop.on(service);
    CountDownLatch begun = new CountDownLatch(1);
    Task<Object> task =
        hosted.submit(
            script("task")
                .then(begun::countDown)
                .await(() -> sleep(ofDays(1)))
                .caught(CancelledError.class, e -> log.add("cancelled"))
                .await(() -> sleep(ofMillis(5)))
                .then(() -> log.add("cleaned up")));
    CountDownLatch mayReturn = new CountDownLatch(1);
    CountDownLatch working = new CountDownLatch(1);
    hosted.submit(
        toThread(
            () -> {
              working.countDown();
              mayReturn.await();
              log.add("work");
            }));
    begun.await();
    working.await();
    Thread closer = new Thread(hosted::close);
    closer.start();
    task.handle((value, thrown) -> true).join();
    mayReturn.countDown();
    closer.join();
    assertThat(log).containsExactly("cancelled", "cleaned up", "work");
    assertThat(hosted.toString()).endsWith("[closed]");
    hosted.close();
    assertThatThrownBy(() -> hosted.submit(Coroutine.done()))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(service.submit(() -> "alive").get()).isEqualTo("alive");
  }

  @Test
  void whenTheExecutorIsShutDownTheTasksFail() throws Exception {
    EventLoop hosted = EventLoop.on(service);
    Task<Object> sleeping = hosted.submit(script("sleeps").await(() -> sleep(ofDays(1))));
    Task<Object> waiting = hosted.submit(script("waits").await(() -> new CompletableFuture<>()));
    hosted.run(Coroutine.done());
    service.shutdownNow();
    assertThatThrownBy(() -> sleeping.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(RejectedExecutionException.class);
    assertThatThrownBy(() -> hosted.submit(Coroutine.done()))
        .isInstanceOf(RejectedExecutionException.class)
        .hasCauseInstanceOf(RejectedExecutionException.class);
    hosted.close();
    assertThat(hosted.isRunning()).isFalse();
  }

  /** A blocked one would be no timer for any loop. */
  @Test
  void whoIsToldOfThatDoesNotKeepTheSharedTimer() throws Exception {
    EventLoop hosted = EventLoop.on((Executor) service);
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    Task<Object> task = hosted.submit(script("waits").await(() -> new CompletableFuture<>()));
    CompletableFuture<Object> after =
        task.handle(
            (value, thrown) -> {
              told.countDown();
              awaitLatch(mayGoOn);
              return "went on";
            });
    hosted.run(Coroutine.done());
    Alarm.shared().execute(() -> hosted.host.executorIsGone(null));
    told.await();
    assertThat(Alarm.shared().submit(() -> "free").get(20, TimeUnit.SECONDS)).isEqualTo("free");
    mayGoOn.countDown();
    assertThat(after.join()).isEqualTo("went on");
    hosted.close();
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aRefusalByTheExecutorFailsTheTasks() {
    boolean[] refuses = new boolean[1];
    Executor executor =
        command -> {
          if (refuses[0]) {
            throw new RejectedExecutionException("full");
          }
          queue.add(command);
        };
    EventLoop refused = EventLoop.on(executor);
    Task<Object> task = refused.submit(script("task").await(() -> new CompletableFuture<>()));
    runAll();
    refuses[0] = true;
    assertThatThrownBy(() -> refused.submit(Coroutine.done()))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(task).isCompletedExceptionally();
    assertThatThrownBy(task::join)
        .hasCauseInstanceOf(RejectedExecutionException.class)
        .hasRootCauseMessage("full");
    refused.close();
  }

  @Test
  void anErrorOfTheExecutorIsThrownAndTheLoopGoesOnAllTheSame() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    OutOfMemoryError failure = new OutOfMemoryError("unable to create native thread");
    EventLoop unlucky =
        EventLoop.on(
            command -> {
              if (calls.incrementAndGet() % 2 == 1) {
                throw failure;
              }
              service.execute(command);
            });
    Script<Object> twoBatches = script("more than one batch");
    for (int i = 0; i < 300; i++) {
      twoBatches.await(() -> yieldNow());
    }
    CompletableFuture<Object> done = new CompletableFuture<>();
    assertThatThrownBy(
            () -> unlucky.execute(() -> createTask(twoBatches.then(() -> done.complete("done")))))
        .isSameAs(failure);
    assertThat(done.get(20, TimeUnit.SECONDS)).isEqualTo("done");
    assertThat(calls).hasValue(4);
  }

  @Test
  void severalThreadsAreNoticed() throws Exception {
    EventLoop onTwo = EventLoop.on(queue::add);
    Task<Object> task = onTwo.submit(script("task").await(() -> new CompletableFuture<>()));
    runAll();
    onTwo.execute(() -> log.add("never"));
    Thread other = new Thread(this::runAll, "other");
    other.start();
    other.join();
    assertThatThrownBy(task::join)
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("one thread")
        .hasMessageContaining("other");
    assertThat(log).isEmpty();
    assertThatThrownBy(() -> onTwo.submit(Coroutine.done()))
        .isInstanceOf(RejectedExecutionException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void aThreadThatDiedMayBeReplaced() throws Exception {
    Task<Object> task = loop.submit(script("task").await(() -> yieldNow()).returns(() -> "value"));
    Thread first = new Thread(this::runQueue);
    first.start();
    first.join();
    runAll();
    assertThat(task.join()).isEqualTo("value");
  }

  @Test
  void severalAtOnceAreNoticed() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch mayLeave = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    EventLoop onMany =
        EventLoop.on(
            command -> {
              Thread thread = new Thread(command);
              threads.add(thread);
              thread.start();
            });
    Task<Object> task =
        onMany.submit(
            script("task")
                .then(inside::countDown)
                .then(() -> mayLeave.await())
                .await(() -> new CompletableFuture<>()));
    inside.await();
    try {
      onMany.execute(() -> {});
    } catch (RejectedExecutionException e) {
      // it was noticed before this returned
    }
    threads.get(1).join();
    assertThat(onMany.isRunning()).isFalse();
    mayLeave.countDown();
    assertThatThrownBy(() -> task.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IllegalStateException.class)
        .hasMessageContaining("at once");
  }

  @Test
  void anExecutorThatRunsThingsAtOnceIsNoticed() {
    EventLoop direct = EventLoop.on(Runnable::run);
    Task<Object> task = direct.submit(script("task").await(() -> yieldNow()));
    assertThat(task).isCompleted();
    Throwable failure;
    try {
      Task<Object> atOnce =
          direct.submit(
              script("task")
                  .then(() -> new Thread(() -> direct.execute(() -> {})).start())
                  .await(() -> new CompletableFuture<>()));
      failure = atOnce.<Throwable>handle((value, thrown) -> thrown).join();
    } catch (RejectedExecutionException e) { // the other thread was there before submit returned
      failure = e.getCause();
    }
    assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessageContaining("thread");
  }

  @Test
  void manyThreadsSubmitAndNothingIsLost() throws Exception {
    EventLoop hosted = EventLoop.on(service);
    int[] count = new int[1];
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < 5000; i++) {
                  hosted.submit(script("t").await(() -> yieldNow()).then(() -> count[0]++));
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    hosted.run(
        script("main")
            .await(() -> yieldNow())
            .await(() -> yieldNow())
            .then(() -> log.add(count[0])));
    assertThat(log).containsExactly(20_000);
  }

  @Test
  void aSecondThreadThatClosesTheLoopDoesNotInterruptTheCleanup() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    EventLoop real = EventLoop.on(executor);
    Promise<Object> gate = real.createPromise();
    CountDownLatch cleaning = new CountDownLatch(1);
    real.submit(
        script("task")
            .await(() -> new CompletableFuture<>())
            .caught(CancelledError.class, e -> cleaning.countDown())
            .await(() -> gate)
            .caught(CancelledError.class, e -> log.add("interrupted"))
            .then(() -> log.add("clean")));
    real.run(Coroutine.done());
    Thread first = new Thread(real::close);
    Thread second = new Thread(real::close);
    first.start();
    cleaning.await();
    second.start();
    while (second.isAlive() && second.getState() != Thread.State.WAITING) { // asked, and joins
      Thread.onSpinWait();
    }
    real.execute(() -> gate.complete("open"));
    first.join();
    second.join();
    executor.shutdown();
    assertThat(log).containsExactly("clean");
  }

  @Test
  void aBuilderSaysWhatTheLoopIsLike() {
    List<String> reports = new ArrayList<>();
    Executor executor = queue::add;
    EventLoop built =
        EventLoop.builder()
            .name("built")
            .debug(true)
            .exceptionHandler((message, failure) -> reports.add(message + ": " + failure))
            .on(executor);
    assertThat(EventLoop.on(executor)).isSameAs(built).hasToString("built [running]");
    built.execute(
        () -> {
          throw new IllegalStateException("callback");
        });
    built.submit(script("ages").await(() -> new CompletableFuture<>()));
    runAll();
    assertThat(reports)
        .containsExactly("Exception in a callback: java.lang.IllegalStateException: callback");
    assertThat(Dump.of(built)).contains(" ms old");
  }

  @Test
  void withoutANameTheLoopIsNamedAfterItsExecutor() {
    Executor executor = new QueueExecutor(queue);
    assertThat(EventLoop.builder().on(executor).toString()).contains(" on QueueExecutor [");
  }

  @Test
  void executorsThatAreEqualAreTwo() {
    assertThat(new QueueExecutor(queue)).isEqualTo(new QueueExecutor(queue));
    Executor executor = new QueueExecutor(queue);
    EventLoop one = EventLoop.on(executor);
    assertThat(EventLoop.on(new QueueExecutor(queue))).isNotSameAs(one);
    assertThat(EventLoop.on(executor)).isSameAs(one);
  }

  private record QueueExecutor(Queue<Runnable> queue) implements Executor {
    @Override
    public void execute(Runnable command) {
      queue.add(command);
    }
  }

  @Test
  void anExecutorHasOneLoopAtATime() {
    EventLoop open = EventLoop.on(service);
    assertThatThrownBy(() -> EventLoop.builder().on(service))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("this executor has a loop already, " + open);
    open.close();
    EventLoop second = EventLoop.builder().name("second").on(service);
    assertThat(second).hasToString("second [running]");
    second.close();
  }

  @Test
  void anExecutorsTimeIsReal() {
    assertThatThrownBy(() -> EventLoop.builder().virtualTime().on(queue::add))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("virtual time");
  }

  @Test
  void aBuilderMakesLoopsOfBothKinds() {
    EventLoopBuilder builder = EventLoop.builder().name("both");
    EventLoop hosted = builder.on((Executor) queue::add);
    try (EventLoop own = builder.build()) {
      own.run(script("main").then(() -> log.add("ran")));
    }
    assertThat(log).containsExactly("ran");
    assertThat(hosted).hasToString("both [running]");
  }

  /** A protection domain leads to a class loader. From JDK 24 on nobody is asked. */
  @Test
  @SuppressWarnings("removal") // there is no other way to see what a thread has inherited
  void norTheProtectionDomainsOfItsCallers() throws Exception {
    List<Object> asked = new ArrayList<>();
    ProtectionDomain callers =
        new ProtectionDomain(null, null) {
          @Override
          public boolean implies(Permission permission) {
            asked.add(permission);
            return true;
          }
        };
    Thread thread =
        AccessController.doPrivileged(
            (PrivilegedAction<Thread>) () -> DaemonThreads.make(HostedLoopTest::askDomains, "test"),
            new AccessControlContext(new ProtectionDomain[] {callers}));
    thread.start();
    thread.join();
    assertThat(asked).isEmpty();
  }

  @SuppressWarnings("removal")
  private static void askDomains() {
    try {
      AccessController.checkPermission(new RuntimePermission("test"));
    } catch (AccessControlException e) {
      // by others on the stack
    }
  }

  /** Others may come from another application of the same JVM. */
  @Test
  void theSharedTimerKeepsNothingOfWhoCameFirst() throws Exception {
    InheritableThreadLocal<Object> inherited = new InheritableThreadLocal<>();
    inherited.set("the first one's");
    List<Object> seen = new ArrayList<>();
    ThreadFactory factory = ((ThreadPoolExecutor) Alarm.shared()).getThreadFactory();
    Thread thread = Thread.currentThread();
    ClassLoader own = thread.getContextClassLoader();
    try (URLClassLoader application = new URLClassLoader(new URL[0])) {
      thread.setContextClassLoader(application);
      Thread timer = factory.newThread(() -> seen.add(inherited.get()));
      assertThat(timer.getContextClassLoader()).isSameAs(ClassLoader.getSystemClassLoader());
      assertThat(timer.isDaemon()).isTrue();
      timer.start();
      timer.join();
    } finally {
      thread.setContextClassLoader(own);
      inherited.remove();
    }
    assertThat(seen).containsOnlyNulls();
  }
}
