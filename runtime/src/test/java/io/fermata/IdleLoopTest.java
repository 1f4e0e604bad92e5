package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.sync.AsyncEvent;
import io.fermata.sync.AsyncLock;
import io.fermata.sync.AsyncQueue;
import io.fermata.sync.AsyncSemaphore;
import io.fermata.sync.Held;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A call on a loop that does not run first does what was asked for before, such as cancels: what it
 * goes by must not be older than that.
 *
 * <p>A stage whose cancel does something stands for the worst that such a cancel can do, and for
 * another thread that comes just then.
 */
class IdleLoopTest extends LoopTest {
  private static CompletableFuture<Object> whenCancelled(Script.Code action) {
    return new CompletableFuture<>() {
      @Override
      public boolean cancel(boolean mayInterruptIfRunning) {
        try {
          action.run();
        } catch (Throwable t) {
          throw new AssertionError(t);
        }
        return super.cancel(mayInterruptIfRunning);
      }
    };
  }

  /** Asks for the cancel of a task; it is done at the next call. */
  private static void cancelElsewhere(Task<?> task) throws InterruptedException {
    Thread thread = new Thread(task::cancel);
    thread.start();
    thread.join();
  }

  /** Tasks that wait for these stages. */
  private List<Task<Object>> waiters(List<CompletableFuture<Object>> stages) {
    List<Task<Object>> tasks = new ArrayList<>();
    loop.run(
        script("main")
            .then(
                () ->
                    stages.forEach(
                        stage -> tasks.add(createTask(script("waiter").await(() -> stage)))))
            .await(() -> yieldNow()));
    return tasks;
  }

  private Task<Object> waiter(CompletableFuture<Object> stage) {
    return waiters(List.of(stage)).get(0);
  }

  private List<Task<Object>> sleepers(int count) {
    List<Task<Object>> tasks = new ArrayList<>();
    loop.run(
        script("main")
            .then(
                () -> {
                  for (int i = 0; i < count; i++) {
                    tasks.add(createTask(script("sleeper").await(() -> sleep(ofHours(1)))));
                  }
                })
            .await(() -> yieldNow()));
    return tasks;
  }

  @Test
  void aTimerIsCancelledWhereTheCancelsBeforeHaveMovedIt() {
    List<Task<Object>> tasks = sleepers(200);
    Handle timer = loop.callLater(ofMillis(50), () -> say("cancelled"));
    loop.callLater(ofMillis(50), () -> say("the next one"));
    tasks.forEach(Task::cancel);
    timer.cancel();
    assertThat(timer.isCancelled()).isTrue();
    loop.run(sleep(ofSeconds(1)));
    assertThat(log).containsExactly("the next one");
  }

  @Test
  void noOtherTimerIsCancelledInItsPlace() {
    List<Task<Object>> tasks = sleepers(110);
    List<Handle> timers =
        IntStream.range(0, 400).mapToObj(i -> loop.callLater(ofMillis(50), () -> say(i))).toList();
    timers.subList(150, 400).forEach(Handle::cancel);
    tasks.forEach(Task::cancel);
    timers.get(10).cancel();
    loop.run(sleep(ofSeconds(1)));
    assertThat(log).isEqualTo(IntStream.range(0, 150).filter(i -> i != 10).boxed().toList());
  }

  @Test
  void aTimerThatACancelBeforeHasCancelledIsLeftAlone() {
    List<Handle> timers = new ArrayList<>();
    Task<Object> waiter = waiter(whenCancelled(() -> timers.get(0).cancel()));
    timers.add(loop.callLater(ofSeconds(1), () -> say("cancelled")));
    loop.callLater(ofSeconds(1), () -> say("the next one"));
    waiter.cancel();
    timers.get(0).cancel();
    loop.run(sleep(ofSeconds(2)));
    assertThat(log).containsExactly("the next one");
  }

  @Test
  void aCancelThatComesWhileItsTaskIsWokenIsNotLost() {
    AsyncEvent event = new AsyncEvent();
    Task<Object> canceller = waiter(whenCancelled(() -> cancelElsewhere(task)));
    loop.run(
        started(
            script("woken")
                .await(() -> event.await(), unused -> say("woken"))
                .caught(CancelledError.class, e -> say("cancelled"))
                .await(() -> yieldNow())
                .then(() -> say("yielded"))
                .await(() -> sleep(ofHours(1)))
                .then(() -> say(loop.time()))));
    canceller.cancel();
    event.set();
    loop.run(script("main").await(() -> task));
    assertThat(log).containsExactly("cancelled", "yielded", ofHours(1).toNanos());
    assertThat(event).hasToString("event [set, 0 waiting]");
  }

  @Test
  void aCancelThatComesWhileItsTaskGetsAnItemLosesNone() {
    AsyncQueue<String> queue = AsyncQueue.unbounded();
    Task<Object> canceller = waiter(whenCancelled(() -> cancelElsewhere(task)));
    loop.run(started(script("getter").await(() -> queue.get(), this::say)));
    canceller.cancel();
    assertThat(queue.offer("item")).isTrue();
    loop.run(turns(2).then(() -> say(task.isCancelled())).then(() -> say(queue.poll())));
    assertThat(log).containsExactly(true, "item");
  }

  @Test
  void whatIsShutDownNowTakesNothingMeanwhile() {
    AsyncQueue<String> queue = AsyncQueue.unbounded();
    List<Boolean> taken = new ArrayList<>();
    List<Task<Object>> waiters = new ArrayList<>();
    waiters.addAll(
        waiters(
            List.of(
                whenCancelled(() -> cancelElsewhere(waiters.get(1))),
                whenCancelled(() -> taken.add(queue.offer("late"))))));
    loop.run(started(script("getter").await(() -> queue.get())));
    loop.run(script("main").then(() -> task.cancel()).await(() -> yieldNow()));
    queue.offer("item");
    waiters.get(0).cancel();
    queue.shutdownNow();
    assertThat(queue.isEmpty()).isTrue();
    assertThat(taken).isEmpty();
    loop.callSoon(() -> {});
    takeReports();
  }

  @Test
  void whatIsHeldIsReleasedOnce() {
    AsyncLock lock = new AsyncLock();
    AsyncSemaphore semaphore = AsyncSemaphore.bounded(1);
    for (Supplier<Coroutine<Held>> acquire :
        List.<Supplier<Coroutine<Held>>>of(lock::acquire, semaphore::acquire)) {
      List<Held> held = new ArrayList<>();
      loop.run(script("main").<Held>await(acquire::get, held::add));
      loop.run(started(script("next").await(acquire::get)));
      waiter(whenCancelled(() -> held.get(0).close())).cancel();
      held.get(0).close();
      loop.run(turns(2));
      assertThat(task.isDone()).isTrue();
    }
  }

  @Test
  void aPromiseThatACancelBeforeHasEndedIsNotCancelledAgain() {
    Promise<Object> promise = loop.createPromise();
    loop.run(started(script("waiter").await(() -> promise)));
    task.cancel("first");
    assertThat(promise.cancel()).isFalse();
    assertThat(promise.isCancelled()).isTrue();
  }

  @Test
  void aCancelIsTakenBackIfItCameBefore() {
    loop.run(started(sleeper()));
    task.cancel();
    assertThat(task.cancelling()).isZero();
    assertThat(task.uncancel()).isZero();
    loop.run(turns(1));
    assertThat(task.cancelling()).isZero();
    assertThat(log).containsExactly("cancelled null");
  }

  @Test
  void aCancelThatComesWhileTheLoopClosesIsOneMore() {
    Promise<Object> promise = loop.createPromise();
    Task<Object> first = waiter(whenCancelled(() -> cancelElsewhere(task)));
    loop.run(started(script("waiter").await(() -> promise)));
    loop.close();
    assertThat(first.isCancelled()).isTrue();
    assertThat(task.isCancelled()).isTrue();
  }

  @Test
  void aTaskThatIsSubmittedBeforeTheCloseDoesNotBegin() {
    loop.run(Coroutine.done());
    task = loop.submit(script("late").then(() -> say("began")).await(() -> sleep(ofHours(1))));
    loop.close();
    assertThat(task.isCancelled()).isTrue();
    assertThat(log).isEmpty();
  }
}
