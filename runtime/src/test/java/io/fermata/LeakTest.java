package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.gather;
import static io.fermata.Fermata.shield;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.toThread;
import static io.fermata.Fermata.waitFor;
import static io.fermata.Fermata.waitTasks;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.sync.AsyncBarrier;
import io.fermata.sync.AsyncCondition;
import io.fermata.sync.AsyncEvent;
import io.fermata.sync.AsyncLock;
import io.fermata.sync.AsyncQueue;
import io.fermata.sync.AsyncSemaphore;
import io.fermata.sync.Held;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is over leaves nothing behind: not in the loop's queues, and not in what was waited for,
 * which lives on.
 */
class LeakTest {
  private static final int MANY = 5_000;
  private static final Duration LONG = Duration.ofHours(1);

  private final EventLoop loop = EventLoop.builder().virtualTime().build();

  @AfterEach
  void close() {
    loop.close();
  }

  private void assertEmpty() {
    assertThat(loop.tasks.copy()).isEmpty();
    assertThat(loop.ready.size()).isZero();
    assertThat(loop.ready.capacity()).isLessThanOrEqualTo(4096);
    assertThat(loop.timers.earliest()).isEqualTo(Long.MAX_VALUE);
    assertThat(loop.timers.capacity()).isLessThan(MANY / 4);
  }

  /** Enough turns for whatever is still on its way, and one moment without anything to do. */
  private static Script<Object> settled(Script<Object> script) {
    return script.await(() -> sleep(Duration.ofMillis(1))).await(() -> sleep(Duration.ofMillis(1)));
  }

  private static void assertCollected(List<WeakReference<Object>> references) {
    for (int tries = 0; tries < 20 && held(references) > 0; tries++) {
      System.gc();
    }
    assertThat(held(references)).as("held of %d", references.size()).isZero();
  }

  private static long held(List<WeakReference<Object>> references) {
    return references.stream().filter(reference -> reference.get() != null).count();
  }

  private static void use(Object object) {
    assertThat(object).isNotNull();
  }

  @Test
  void valuesThatACallbackHasSet() {
    TaskLocal<Object> local = TaskLocal.withInitial(() -> "none");
    List<WeakReference<Object>> values = new ArrayList<>();
    Script<Object> main =
        script("main")
            .then(
                () ->
                    loop.callSoon(
                        () -> {
                          Object value = new Object();
                          values.add(new WeakReference<>(value));
                          local.set(value);
                        }));
    loop.run(settled(main).then(() -> assertCollected(values)));
    assertThat(values).hasSize(1);
  }

  @Test
  void shortTasks() {
    List<WeakReference<Object>> tasks = new ArrayList<>();
    Script<Object> main = script("main");
    main.then(
        () -> {
          for (int i = 0; i < MANY; i++) {
            tasks.add(new WeakReference<>(createTask(script("short").await(() -> yieldNow()))));
          }
        });
    loop.run(settled(main));
    assertEmpty();
    assertCollected(tasks);
  }

  @Test
  void callbacksCancelledBeforeTheyAreDue() {
    List<WeakReference<Object>> callbacks = new ArrayList<>();
    loop.run(
        settled(
            script("main")
                .then(
                    () -> {
                      List<Handle> handles = new ArrayList<>();
                      for (int i = 0; i < MANY; i++) {
                        Object big = new Object();
                        callbacks.add(new WeakReference<>(big));
                        handles.add(loop.callLater(LONG.plusNanos(i % 7), () -> use(big)));
                      }
                      handles.forEach(Handle::cancel);
                    })));
    assertEmpty();
    assertCollected(callbacks);
  }

  @Test
  void timeoutsThatWereNotNeeded() {
    Script<Object> main = script("main");
    for (int i = 0; i < MANY; i++) {
      main.await(() -> waitFor(yieldNow(), LONG));
    }
    loop.run(settled(main));
    assertEmpty();
  }

  @Test
  void callersOfWhatWasAcquired() {
    AsyncLock lock = new AsyncLock();
    AsyncSemaphore semaphore = new AsyncSemaphore(1);
    List<Held> kept = new ArrayList<>();
    List<WeakReference<Object>> callers = new ArrayList<>();
    for (Script.Source acquire : List.<Script.Source>of(lock::acquire, semaphore::acquire)) {
      loop.run(
          settled(
              script("main")
                  .await(acquire, (Held held) -> loop.callSoon(held::close))
                  .await(
                      () -> {
                        Script<Object> caller =
                            script("caller").await(acquire, (Held held) -> kept.add(held));
                        callers.add(new WeakReference<>(caller));
                        return caller;
                      })));
    }
    assertThat(kept).hasSize(2);
    assertCollected(callers);
  }

  @Test
  void whatAClosedLoopHadIfATaskOfItIsKept() {
    List<WeakReference<Object>> had = new ArrayList<>();
    Task<Object> kept = closedLoopsTask(had);
    assertCollected(had);
    assertThat(kept.join()).isEqualTo("result");
  }

  private static Task<Object> closedLoopsTask(List<WeakReference<Object>> had) {
    Object timers = new Object();
    Object pending = new Object();
    ExecutorService executor = Executors.newSingleThreadExecutor();
    EventLoop closed = EventLoop.builder().virtualTime().executor(executor).build();
    Task<Object> task = closed.submit(script("kept").returns(() -> "result"));
    closed.callLater(LONG, () -> use(timers));
    Handle cancelledLater = closed.callLater(LONG, () -> {});
    Script<Object> endless =
        script("endless").await(() -> closed.createPromise()).then(() -> use(pending));
    closed.run(
        Script.leaving("left", e -> createTask(endless)).await(() -> toThread(() -> "value")));
    closed.close();
    executor.shutdown();
    cancelledLater.cancel();
    had.addAll(
        List.of(
            new WeakReference<>(timers),
            new WeakReference<>(pending),
            new WeakReference<>(executor)));
    return task;
  }

  /** What tasks wait for that never comes, by name; each lives as long as the test. */
  private Map<String, Function<Integer, Awaitable<?>>> waits() {
    AsyncLock lock = new AsyncLock();
    AsyncSemaphore semaphore = new AsyncSemaphore(0);
    AsyncEvent event = new AsyncEvent();
    AsyncLock conditionsLock = new AsyncLock();
    AsyncCondition condition = new AsyncCondition(conditionsLock);
    AsyncBarrier barrier = new AsyncBarrier(MANY + 1);
    AsyncQueue<Integer> empty = AsyncQueue.unbounded();
    AsyncQueue<Integer> full = AsyncQueue.bounded(1);
    full.offer(1);
    Promise<Integer> promise = loop.createPromise();
    CompletableFuture<Integer> future = new CompletableFuture<>();
    var stage = new CompletableFuture<Integer>().minimalCompletionStage();
    Task<?> task = TaskStarter.start(loop, script("never").await(() -> promise), null);
    loop.run(script("holder").await(lock::acquire));

    Map<String, Function<Integer, Awaitable<?>>> waits = new LinkedHashMap<>();
    waits.put("sleep", i -> sleep(LONG));
    waits.put("lock", i -> lock.acquire());
    waits.put("semaphore", i -> semaphore.acquire());
    waits.put("event", i -> event.await());
    waits.put(
        "condition",
        i ->
            script("in the lock")
                .await(conditionsLock::acquire)
                .await(condition::await)
                .onCancel(e -> conditionsLock.release()));
    waits.put("barrier", i -> barrier.await());
    waits.put("get", i -> empty.get());
    waits.put("put", i -> full.put(2));
    waits.put("join", i -> full.join());
    waits.put("shielded promise", i -> shield(promise));
    waits.put("shielded task", i -> shield(task));
    waits.put("waitTasks", i -> waitTasks(List.of(task), ReturnWhen.ALL_COMPLETED));
    waits.put(
        "waitTasks with a limit", i -> waitTasks(List.of(task), ReturnWhen.ALL_COMPLETED, LONG));
    waits.put("gather of shields", i -> gather(shield(promise), sleep(LONG)));
    waits.put("waitFor", i -> waitFor(event.await(), LONG));
    waits.put(
        "group",
        i ->
            TaskGroup.run(
                group -> {
                  group.createTask(event.await());
                  return Coroutine.done();
                }));
    waits.put("copies of a future", i -> Awaitable.of(future.copy()));
    waits.put("stage that cannot be cancelled", i -> Awaitable.of(stage));
    return waits;
  }

  @TestFactory
  Stream<DynamicTest> waitersThatWereCancelled() {
    return waits().entrySet().stream()
        .map(wait -> DynamicTest.dynamicTest(wait.getKey(), () -> cancelled(wait.getValue())));
  }

  private void cancelled(Function<Integer, Awaitable<?>> wait) {
    int before = loop.tasks.copy().size();
    List<WeakReference<Object>> held = new ArrayList<>();
    List<Task<Object>> tasks = new ArrayList<>();
    Script<Object> main = script("main");
    main.then(
        () -> {
          for (int i = 0; i < 500; i++) {
            int number = i;
            Object local = new Object();
            held.add(new WeakReference<>(local));
            Task<Object> task =
                createTask(script("waiter").await(() -> wait.apply(number)).then(() -> use(local)));
            held.add(new WeakReference<>(task));
            tasks.add(task);
          }
        });
    for (int turn = 0; turn < 5; turn++) {
      main.await(() -> yieldNow());
    }
    main.then(() -> tasks.forEach(Task::cancel));
    loop.run(settled(main));
    assertThat(tasks).allMatch(Task::isCancelled);
    tasks.clear();
    assertThat(loop.tasks.copy()).hasSize(before);
    assertThat(loop.ready.size()).isZero();
    assertThat(loop.timers.earliest()).isEqualTo(Long.MAX_VALUE);
    assertCollected(held);
  }
}
