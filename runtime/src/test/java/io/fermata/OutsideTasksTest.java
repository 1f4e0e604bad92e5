package io.fermata;

import static io.fermata.Fermata.currentTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Tasks that are started outside any loop. */
@Timeout(60)
class OutsideTasksTest {
  private final List<Object> log = new ArrayList<>();
  private final CompletableFuture<Object> stage = new CompletableFuture<>();

  @Test
  void theBodyRunsAtOnceAndGoesOnWhereTheStageIsCompleted() throws Exception {
    AtomicReference<Thread> resumedOn = new AtomicReference<>();
    Task<Object> task =
        Task.startEagerly(
            script("outside")
                .then(() -> log.add("begin"))
                .await(() -> stage, log::add)
                .then(() -> resumedOn.set(Thread.currentThread()))
                .returns(() -> "result"));
    assertThat(log).containsExactly("begin");
    assertThat(task.isDone()).isFalse();
    assertThat(currentTask()).isNull();
    Thread completer = new Thread(() -> stage.complete("value"));
    completer.start();
    assertThat(task.join()).isEqualTo("result");
    completer.join();
    assertThat(resumedOn.get()).isSameAs(completer);
    assertThat(log).containsExactly("begin", "value");
  }

  @Test
  void failuresStayInTheTask() {
    Task<Object> task =
        Task.startEagerly(
            script("failing")
                .await(() -> stage)
                .caught(IllegalArgumentException.class, e -> log.add("caught"))
                .fails(() -> new IllegalStateException("second")));
    stage.completeExceptionally(new CompletionException(new IllegalArgumentException()));
    assertThatThrownBy(task::join).hasCauseInstanceOf(IllegalStateException.class);
    assertThat(log).containsExactly("caught");
  }

  /** A cancel from anywhere counts between the reading and the writing otherwise, and is lost. */
  @Test
  void whoTakesACancelBackWaitsForOneThatIsAskedFor() throws InterruptedException {
    Task<Object> task = Task.startEagerly(script("waits").await(() -> stage));
    Thread takesBack = new Thread(() -> log.add(task.uncancel()));
    synchronized (task.rareStateOrNull()) { // as a cancel does
      task.rareStateOrNull().cancelRequests++;
      takesBack.start();
      while (takesBack.isAlive() && takesBack.getState() != Thread.State.BLOCKED) {
        Thread.onSpinWait();
      }
      task.rareStateOrNull().cancelRequests++;
    }
    takesBack.join();
    assertThat(log).containsExactly(1);
    assertThat(task.cancelling()).isOne();
  }

  @Test
  void whatNeedsALoopSaysSo() {
    Task<Object> task =
        Task.startEagerly(
            script("outside")
                .await(() -> sleep(ofSeconds(1)))
                .caught(IllegalStateException.class, e -> log.add(e.getMessage()))
                .await(() -> yieldNow())
                .caught(IllegalStateException.class, e -> log.add(e.getMessage()))
                .then(() -> Fermata.createTask(Coroutine.done()))
                .caught(IllegalStateException.class, e -> log.add(e.getMessage())));
    assertThat(task).isCompleted();
    assertThat(log).hasSize(3).allMatch(each -> each.toString().contains("Fermata.run"));
  }

  @Test
  void manyAwaitsOfCompletedAndSelfCompletingStagesDoNotGrowTheStack() {
    Script<Object> body = script("body");
    for (int i = 0; i < 50_000; i++) {
      // Not done when asked, and completes inside whenComplete.
      body.await(
          () ->
              new CompletableFuture<Object>() {
                @Override
                public CompletableFuture<Object> whenComplete(
                    java.util.function.BiConsumer<? super Object, ? super Throwable> action) {
                  complete("x");
                  return super.whenComplete(action);
                }
              });
    }
    assertThat(Task.startEagerly(body)).isCompleted();
  }

  @Test
  void aChainOfTasksThatWakeEachOtherDoesNotGrowTheStack() {
    Task<?> last = Task.startEagerly(script("first").await(() -> stage));
    for (int i = 0; i < 20_000; i++) {
      Task<?> previous = last;
      CompletableFuture<Object> relay = new CompletableFuture<>();
      Task.startEagerly(script("link").await(() -> previous).then(() -> relay.complete("x")));
      last = Task.startEagerly(script("next").await(() -> relay));
    }
    stage.complete("go");
    assertThat(last).isCompleted();
  }

  @Test
  @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
  void aStepThatBlocksOnATaskWokenInItLetsThatGoOn() {
    Task<?>[] self = new Task<?>[1];
    Task<Object>[] inner = newTasks(2);
    Task<Object> outer =
        Task.startEagerly(
            script("outer")
                .then(() -> self[0] = currentTask())
                .then(() -> inner[0] = Task.startEagerly(script("a").await(() -> stage, log::add)))
                .then(
                    () ->
                        inner[1] =
                            Task.startEagerly(
                                script("b")
                                    .await(() -> stage)
                                    .then(() -> log.add(currentTask() == inner[1]))
                                    .then(() -> log.add(inner[0].get(20, TimeUnit.SECONDS)))
                                    .returns(() -> "b")))
                .then(() -> stage.complete("value"))
                .then(() -> log.add("woken: " + inner[1].isDone()))
                .then(() -> log.add(inner[1].join()))
                .then(() -> log.add(currentTask() == self[0]))
                .returns(() -> "result"));
    assertThat(outer.join()).isEqualTo("result");
    // The stage tells its listeners last in, first out: b is woken before a.
    assertThat(log).containsExactly("woken: false", true, "value", null, "b", true);
  }

  @Test
  @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
  void soDoesOneThatBlocksOnATaskOfALoopThatNeedsIt() {
    try (EventLoopGroup group = EventLoopGroup.create(1)) {
      Task<Object>[] inner = newTasks(1);
      Task<Object> outer =
          Task.startEagerly(
              script("outer")
                  .then(() -> inner[0] = Task.startEagerly(script("inner").await(() -> stage)))
                  .then(() -> stage.complete("value"))
                  .then(() -> log.add(group.submit(script("task").await(() -> inner[0])).join())));
      assertThat(outer).isCompleted();
    }
  }

  @Test
  @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
  void aTaskThatIsCancelledInAStepEndsWhenTheStepBlocksOnIt() {
    Task<Object> inner =
        Task.startEagerly(script("inner").await(() -> stage).onCancel(e -> log.add("cleaned up")));
    Task<Object> outer =
        Task.startEagerly(
            script("outer")
                .then(inner::cancel)
                .then(inner::join)
                .caught(CancellationException.class, e -> log.add("cancelled")));
    assertThat(outer).isCompleted();
    assertThat(log).containsExactly("cleaned up", "cancelled");
  }

  /** What the step blocks on needs no more than the first of those that were woken. */
  @Test
  @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
  void othersThatWereWokenWaitForTheEndOfTheStep() {
    CompletableFuture<Object> second = new CompletableFuture<>();
    Task<Object> first = Task.startEagerly(script("first").await(() -> stage, log::add));
    Task.startEagerly(script("second").await(() -> second, log::add));
    Task.startEagerly(
        script("outer")
            .then(() -> stage.complete(1))
            .then(() -> second.complete(2))
            .then(first::join)
            .then(() -> log.add("end")));
    assertThat(log).containsExactly(1, "end", 2);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Task<Object>[] newTasks(int count) {
    return new Task[count];
  }

  @Test
  void aFatalErrorIsThrownWhenAllThatWereWokenHaveHadTheirSteps() {
    OutOfMemoryError error = new OutOfMemoryError("not really");
    Task<Object> first = Task.startEagerly(script("first").await(() -> stage, log::add));
    Task<Object> second =
        Task.startEagerly(script("second").await(() -> first).fails(() -> error("second")));
    Task<Object> third = Task.startEagerly(script("third").await(() -> stage, log::add));

    assertThatThrownBy(
            () ->
                Task.startEagerly(
                    script("starter").then(() -> stage.complete("value")).fails(() -> error)))
        .isSameAs(error);

    assertThat(log).containsExactly("value", "value");
    assertThat(first).isCompleted();
    assertThat(second).isCompletedExceptionally();
    assertThat(third).isCompleted();
    assertThat(Stepper.here()).isNull();
  }

  @Test
  void aFatalErrorOfAnotherTaskIsNotThrownWhereAStepBlocks() {
    OutOfMemoryError error = new OutOfMemoryError("not really");
    Task<Object> waiting = Task.startEagerly(script("waiting").await(() -> stage));
    // The stage tells its listeners last in, first out.
    Task<Object> failing =
        Task.startEagerly(script("failing").await(() -> stage).fails(() -> error));

    assertThatThrownBy(
            () ->
                Task.startEagerly(
                    script("joins")
                        .then(() -> stage.complete("value"))
                        .then(() -> log.add(waiting.join()))
                        .then(() -> log.add("goes on"))))
        .isSameAs(error);

    assertThat(log).hasSize(2).contains("goes on");
    assertThat(failing).isCompletedExceptionally();
  }

  private static Error error(String message) {
    return new InternalError(message);
  }

  @Test
  void aCancelEndsTheWaitAndTheStage() {
    Task<Object> task =
        Task.startEagerly(
            script("outside").await(() -> stage).onCancel(e -> log.add(e.getMessage())));
    assertThat(task.cancel("why")).isTrue();
    assertThat(stage).isCancelled();
    assertThat(log).containsExactly("why");
    assertThat(task.isCancelled()).isTrue();
    assertThat(task.cancel()).isFalse();
    assertThatThrownBy(task::join).isInstanceOf(CancellationException.class);
  }

  @Test
  void aCancelOfARunningTaskIsDeliveredAtItsNextWait() {
    Task<Object> task =
        Task.startEagerly(
            script("outside")
                .then(() -> currentTask().cancel("self"))
                .await(() -> stage)
                .caught(CancelledError.class, e -> log.add(e.getMessage()))
                .returns(() -> "went on"));
    assertThat(task.join()).isEqualTo("went on");
    assertThat(log).containsExactly("self");
    assertThat(stage).isCancelled();
  }

  @Test
  void completionAndCancelFromTwoThreadsResumeOnce() throws Exception {
    for (int round = 0; round < 2000; round++) {
      CompletableFuture<Object> contested = new CompletableFuture<>();
      AtomicInteger resumed = new AtomicInteger();
      Task<Object> task =
          Task.startEagerly(
              script("contested")
                  .await(() -> contested, value -> resumed.incrementAndGet())
                  .caught(CancelledError.class, e -> resumed.incrementAndGet()));
      CyclicBarrier start = new CyclicBarrier(2);
      Thread canceller =
          new Thread(
              () -> {
                pass(start);
                task.cancel();
              });
      canceller.start();
      pass(start);
      contested.complete("value");
      canceller.join();
      assertThat(resumed.get()).isEqualTo(1);
    }
  }

  private static void pass(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aCompletionDuringRegistrationIsNotLost() throws Exception {
    for (int round = 0; round < 2000; round++) {
      CompletableFuture<Object> first = new CompletableFuture<>();
      CompletableFuture<Object> second = new CompletableFuture<>();
      CountDownLatch begun = new CountDownLatch(1);
      Thread completer =
          new Thread(
              () -> {
                try {
                  begun.await();
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
                first.complete(1);
                second.complete(2);
              });
      completer.start();
      int[] plain = new int[1];
      Task<Integer> task =
          Task.startEagerly(
              script("racing")
                  .then(begun::countDown)
                  .then(() -> plain[0]++)
                  .await(() -> first)
                  .then(() -> plain[0]++)
                  .await(() -> second)
                  .returns(() -> plain[0]));
      assertThat(task.join()).isEqualTo(2);
      completer.join();
    }
  }

  @Test
  void eagerTasksNestAndRunOnALoopsThreadWithoutBecomingItsTasks() {
    Task<Object> task =
        Task.startEagerly(
            script("outer")
                .await(() -> Task.startEagerly(script("inner").await(() -> stage)))
                .then(() -> log.add(loopHere()))
                .returns(() -> "result"));
    EventLoop loop = EventLoop.create();
    loop.run(
        script("main")
            .then(() -> stage.complete("x"))
            .then(() -> log.add(loopHere() == loop))
            .await(() -> task, log::add));
    loop.close();
    assertThat(log).containsExactly("none", true, "result");
  }

  @Test
  void onDoneCallsBackAlsoAfterwards() {
    Task<Object> task = Task.startEagerly(script("t").await(() -> stage).returns(() -> "x"));
    task.onDone(done -> log.add("first " + done.join()));
    stage.complete("y");
    task.onDone(done -> log.add("second " + done.join()));
    assertThat(log).containsExactly("first x", "second x");
  }

  /** The loop of this thread, or a word for none. */
  private static Object loopHere() {
    EventLoop loop = EventLoop.currentOrNull();
    return loop == null ? "none" : loop;
  }
}
