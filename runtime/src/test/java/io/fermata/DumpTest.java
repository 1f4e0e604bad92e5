package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.currentTask;
import static io.fermata.Fermata.gather;
import static io.fermata.Fermata.shield;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.toThread;
import static io.fermata.Fermata.waitTasks;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fermata.frame.Driver;
import io.fermata.sync.AsyncCondition;
import io.fermata.sync.AsyncLock;
import io.fermata.sync.AsyncQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a dump shows of tasks, and how it is made from another thread. */
class DumpTest extends LoopTest {
  private Task<?> task;
  private Task<?> other;

  /** Runs a script in a loop of its own, and some turns later dumps. */
  private String dumpDuring(Script<?> main) {
    return dumpWithHead(main)
        .replaceFirst("^test \\[running\\], \\d+ tasks\nTask-1: running\n", "");
  }

  private String dumpWithHead(Script<?> main) {
    List<String> dumps = new ArrayList<>();
    try (EventLoop fresh = EventLoop.builder().name("test").virtualTime().build()) {
      fresh.run(
          script("observer")
              .then(() -> createTask(main, "main"))
              .await(() -> yieldNow())
              .await(() -> yieldNow())
              .await(() -> yieldNow())
              .then(() -> dumps.add(fresh.dump())));
    }
    return dumps.get(0);
  }

  private static Script<?> napper() {
    return script("sleeper").await(() -> sleep(ofSeconds(1)));
  }

  private static Script<?> forever() {
    return script("forever").await(() -> EventLoop.current().createPromise());
  }

  @Test
  void aTaskStandsBelowTheOneThatWaitsForIt() {
    assertThat(
            dumpDuring(
                script("outer")
                    .then(() -> task = createTask(napper()))
                    .await(() -> script("middle").then(() -> {}).await(() -> task))))
        .isEqualTo(
            """
            main: waiting for Task-3
              at io.fermata.Script.middle(Script.java:101)
              at io.fermata.Script.outer(Script.java:101)
              + Task-3: sleeping
                  at io.fermata.Script.sleeper(Script.java:100)
            """);
  }

  @Test
  void tasksThatAreNotSuspendedHaveNoLines() {
    assertThat(
            dumpDuring(
                script("outer")
                    .await(() -> yieldNow())
                    .await(() -> yieldNow())
                    .then(() -> createTask(napper(), "new"))
                    .await(() -> yieldNow())))
        .isEqualTo(
            """
            main: ready
              at io.fermata.Script.outer(Script.java:103)
            new: not started
            """);
  }

  @Test
  void whatSeveralWaitForIsShownOnce() {
    assertThat(
            dumpDuring(
                script("outer")
                    .then(() -> task = createTask(forever(), "inner"))
                    .then(() -> createTask(script("second").await(() -> task), "second"))
                    .await(() -> task)))
        .isEqualTo(
            """
            main: waiting for inner
              at io.fermata.Script.outer(Script.java:102)
              + inner: waiting for promise [pending]
                  at io.fermata.Script.forever(Script.java:100)
            second: waiting for inner
              at io.fermata.Script.second(Script.java:100)
              + inner: waiting for promise [pending], see above
            """);
  }

  @Test
  void combinationsNameWhatTheyWaitFor() {
    assertThat(dumpDuring(script("outer").await(() -> gather(napper(), napper()))))
        .isEqualTo(
            """
            main: waiting for gather [2 of 2 left]
              at io.fermata.Script.outer(Script.java:100)
              + Task-3: sleeping
                  at io.fermata.Script.sleeper(Script.java:100)
              + Task-4: sleeping
                  at io.fermata.Script.sleeper(Script.java:100)
            """);
    assertThat(dumpDuring(script("outer").await(() -> shield(napper()))))
        .startsWith("main: waiting for shielded Task-3 [pending]\n")
        .contains("\n  + Task-3: sleeping\n");
    assertThat(
            dumpDuring(
                script("outer")
                    .then(() -> task = createTask(napper(), "one"))
                    .await(() -> waitTasks(List.of(task), ReturnWhen.FIRST_COMPLETED))))
        .startsWith("main: waiting for one of 1 task\n")
        .contains("\n  + one: sleeping\n");
  }

  @Test
  void theTasksOfNestedCombinationsStandBelow() {
    assertThat(
            dumpDuring(
                script("outer")
                    .await(() -> gather(gather(napper(), shield(napper())), gather(napper())))))
        .isEqualTo(
            """
            main: waiting for gather [2 of 2 left]
              at io.fermata.Script.outer(Script.java:100)
              + Task-4: sleeping
                  at io.fermata.Script.sleeper(Script.java:100)
              + Task-3: sleeping
                  at io.fermata.Script.sleeper(Script.java:100)
              + Task-5: sleeping
                  at io.fermata.Script.sleeper(Script.java:100)
            """);
  }

  @Test
  void aGroupsTasksStandBelowItsOwnerAlsoWhileItsBodyRuns() {
    assertThat(dumpDuring(ownerOfAGroup(Coroutine.done())))
        .startsWith("main: waiting for task group [1 task]\n")
        .contains("\n  + child: waiting for promise [pending]\n");
    assertThat(dumpDuring(ownerOfAGroup(sleep(ofSeconds(1)))))
        .startsWith("main: sleeping\n")
        .contains("\n  + child: waiting for promise [pending]\n");
  }

  private Script<Object> ownerOfAGroup(Coroutine<?> body) {
    return script("outer")
        .await(
            () ->
                TaskGroup.run(
                    group -> {
                      group.createTask(forever(), "child");
                      return body;
                    }));
  }

  @Test
  void primitivesStagesAndThreadsAreNamed() {
    AsyncLock lock = new AsyncLock();
    loop.run(script("earlier").await(lock::acquire));
    assertThat(dumpDuring(script("outer").await(lock::acquire)))
        .startsWith("main: waiting for lock [held by Task-1, 1 waiting]\n")
        .contains("at io.fermata.sync.AsyncLock.acquire(AsyncLock.java)");
    assertThat(dumpDuring(script("outer").await(() -> AsyncQueue.unbounded().get())))
        .startsWith("main: waiting for queue [0 items]\n");
    assertThat(dumpDuring(script("outer").await(() -> new CompletableFuture<>())))
        .startsWith("main: waiting for java.util.concurrent.CompletableFuture@");
  }

  @Test
  void workOnAnotherThreadIsNamed() {
    CountDownLatch end = new CountDownLatch(1);
    loop.run(
        script("main")
            .then(
                () -> createTask(script("outer").await(() -> toThread(() -> end.await())), "outer"))
            .await(() -> yieldNow())
            .then(() -> say(loop.dump()))
            .then(end::countDown));
    assertThat(log.get(0).toString()).contains("\nouter: waiting for work on another thread\n");
  }

  @Test
  void aTaskOfAnotherLoopIsNamedWithIt() {
    try (EventLoop second = EventLoop.builder().name("second").build()) {
      task = second.submit(forever());
      assertThat(dumpDuring(script("outer").await(() -> task)))
          .startsWith("main: waiting for Submitted-1 of second\n");
      assertThat(EventLoop.dumpAll())
          .contains("second [idle], 0 tasks\n", "test [idle], 0 tasks\n");
    }
    assertThat(EventLoop.dumpAll()).contains("test [idle]").doesNotContain("second");
  }

  @Test
  void tasksThatWaitForEachOtherAreADeadlock() {
    loop.run(
        script("main")
            .then(() -> task = createTask(script("a").await(() -> other), "a"))
            .then(() -> other = createTask(script("b").await(() -> gather(task)), "b"))
            .then(() -> createTask(script("c").await(() -> shield(other)), "c"))
            .await(() -> yieldNow())
            .then(() -> say(loop.dump())));
    assertThat(log.get(0).toString())
        .contains("\ndeadlock: a -> b -> a\n")
        .containsOnlyOnce("deadlock")
        .contains(
            """
            c: waiting for shielded b [pending]
              at io.fermata.Script.c(Script.java:100)
              + b: waiting for gather [1 of 1 left]
                  at io.fermata.Script.b(Script.java:100)
                  + a: waiting for b
                      at io.fermata.Script.a(Script.java:100)
                      + b: waiting for gather [1 of 1 left], see above
            """);
  }

  @Test
  void locksThatAreTakenInOppositeOrderAreADeadlock() {
    AsyncLock first = new AsyncLock();
    AsyncLock second = new AsyncLock();
    loop.run(
        script("main")
            .then(() -> createTask(holderWaitingFor(first, second), "a"))
            .then(() -> createTask(holderWaitingFor(second, first), "b"))
            .then(() -> createTask(script("c").await(second::acquire), "c"))
            .await(() -> yieldNow())
            .await(() -> yieldNow())
            .then(() -> say(loop.dump())));
    assertThat(log.get(0).toString())
        .contains("\ndeadlock by locks: a -> b -> a\n")
        .containsOnlyOnce("deadlock")
        .contains("\na: waiting for lock [held by b, 2 waiting]\n")
        .contains("\nb: waiting for lock [held by a, 1 waiting]\n")
        .contains("\nc: waiting for lock [held by b, 2 waiting]\n");
  }

  private static Script<?> holderWaitingFor(AsyncLock held, AsyncLock wanted) {
    return script("holder").await(held::acquire).await(() -> yieldNow()).await(wanted::acquire);
  }

  @Test
  void whoHoldsALockAndAwaitsATaskThatWantsItIsInADeadlock() {
    AsyncLock lock = new AsyncLock();
    assertThat(
            dumpWithHead(
                script("outer")
                    .await(lock::acquire)
                    .then(() -> task = createTask(script("a").await(lock::acquire), "a"))
                    .await(() -> task)))
        .contains("\ndeadlock by locks: main -> a -> main\n");
  }

  @Test
  void whoAcquiresALockTwiceIsInADeadlock() {
    AsyncLock lock = new AsyncLock();
    assertThat(dumpWithHead(script("outer").await(lock::acquire).await(lock::acquire)))
        .contains("\ndeadlock by locks: main -> main\n");
  }

  @Test
  void whoWaitsForTheLockOfAConditionIsInADeadlock() {
    AsyncLock lock = new AsyncLock();
    AsyncLock other = new AsyncLock();
    AsyncCondition condition = new AsyncCondition(lock);
    loop.run(
        script("main")
            .then(
                () ->
                    createTask(
                        script("a")
                            .await(other::acquire)
                            .await(lock::acquire)
                            .await(condition::await),
                        "a"))
            .await(() -> yieldNow())
            .then(
                () ->
                    createTask(
                        script("b")
                            .await(lock::acquire)
                            .then(condition::signal)
                            .await(other::acquire),
                        "b"))
            .await(() -> yieldNow())
            .await(() -> yieldNow())
            .then(() -> say(loop.dump()))
            .then(lock::release)); // else a could not end
    assertThat(log.get(0).toString()).contains("\ndeadlock by locks: a -> b -> a\n");
  }

  @Test
  void aLockThatWasReleasedIsHeldByTheNext() {
    AsyncLock lock = new AsyncLock();
    loop.run(
        script("main")
            .await(lock::acquire)
            .then(() -> createTask(script("a").await(lock::acquire).await(() -> forever()), "a"))
            .then(() -> createTask(script("b").await(lock::acquire), "b"))
            .await(() -> yieldNow())
            .then(() -> say(lock.toString()))
            .then(lock::release)
            .then(() -> say(lock.toString()))
            .await(() -> yieldNow())
            .then(() -> say(lock.toString()))
            .then(lock::release)
            .await(() -> yieldNow())
            .then(() -> say(lock.toString()))
            .then(lock::release)
            .then(() -> say(lock.toString())));
    assertThat(log)
        .containsExactly(
            "lock [held by Task-1, 2 waiting]",
            "lock [free, 2 waiting]",
            "lock [held by a, 1 waiting]",
            "lock [held by b, 0 waiting]",
            "lock [free, 0 waiting]");
  }

  @Test
  void whoWaitsForAnyOfSeveralIsNotInADeadlock() {
    assertThat(
            dumpDuring(
                script("outer")
                    .then(() -> other = currentTask())
                    .then(() -> task = createTask(script("a").await(() -> other), "a"))
                    .await(
                        () ->
                            waitTasks(
                                List.of(task, createTask(napper())), ReturnWhen.FIRST_COMPLETED))))
        .contains("+ a: waiting for main")
        .doesNotContain("deadlock");
  }

  @Test
  void inDebugModeTasksHaveAnAge() {
    try (EventLoop debugged = EventLoop.builder().virtualTime().debug(true).build()) {
      debugged.run(
          script("main").await(() -> sleep(ofSeconds(3))).then(() -> say(debugged.dump())));
    }
    assertThat(log.get(0).toString()).contains("\nTask-1: running, 3000 ms old\n");
  }

  @Test
  void veryManyTasksAreCounted() {
    loop.run(
        script("main")
            .then(
                () -> {
                  for (int i = 0; i < 10_000; i++) {
                    createTask(napper());
                  }
                  createTask(forever());
                })
            .await(() -> yieldNow())
            .then(() -> say(loop.dump())));
    String dump = log.get(0).toString();
    assertThat(dump).startsWith("test [running], 10002 tasks\n");
    assertThat(dump.lines().filter(line -> line.contains(": sleeping")).count())
        .isEqualTo(Dump.TASKS);
    assertThat(dump)
        .endsWith(
            """
            ... and 9002 more
              9001, like Task-1001: sleeping at io.fermata.Script.sleeper(Script.java:100)
              1, like Task-10002: waiting for promise [pending] at io.fermata.Script.forever(Script.java:100)
            """);
  }

  @Test
  void aLongChainOfTasksIsCutInPieces() {
    loop.run(
        script("main")
            .then(() -> task = createTask(forever()))
            .then(
                () -> {
                  for (int i = 0; i < 5_000; i++) {
                    Task<?> inner = task;
                    task = createTask(script("link").await(() -> inner));
                  }
                })
            .await(() -> yieldNow())
            .then(() -> say(loop.dump())));
    assertThat(log.get(0).toString()).hasSizeLessThan(500_000).contains("... and 4002 more\n");
  }

  @Test
  void anotherThreadGetsADumpMadeBetweenTwoSteps() throws Exception {
    List<String> dumps = new ArrayList<>();
    Thread asker = new Thread(() -> dumps.add(loop.dump()));
    loop.run(
        script("main")
            .then(() -> createTask(forever(), "waits"))
            .then(asker::start)
            .await(
                () ->
                    toThread(
                        () -> {
                          asker.join();
                        })));
    assertThat(dumps.get(0))
        .startsWith("test [running], 2 tasks\nTask-1: waiting for work on another thread\n")
        .contains("\nwaits: waiting for promise [pending]\n");
  }

  @Test
  void aLoopThatBlocksIsReadAllTheSame() {
    loop.run(
        script("main")
            .then(() -> createTask(forever(), "waits"))
            .await(() -> yieldNow())
            .then(
                () -> {
                  Thread asker = new Thread(() -> say(CrossThreadDump.of(loop, 1)));
                  asker.start();
                  asker.join();
                }));
    assertThat(log.get(0).toString())
        .startsWith("test is blocked: Task-1 keeps its thread, " + Thread.currentThread().getName())
        .contains("java.lang.Thread.join(")
        .contains(
            """
            Read while it runs, so it may not fit together:
            test [running], 2 tasks
            Task-1: running
            waits: waiting for promise [pending]
            """);
  }

  @Test
  void whatCannotSayWhatItIsHasTheNameOfItsClass() {
    CompletableFuture<Object> dumb =
        new CompletableFuture<>() {
          @Override
          public String toString() {
            throw new IllegalStateException("dumb");
          }
        };
    assertThat(dumpDuring(script("outer").await(() -> dumb)))
        .startsWith(
            "main: waiting for a "
                + dumb.getClass().getName()
                + " whose toString throws java.lang.IllegalStateException\n");
  }

  @Test
  void aQuestionThatFailsIsAnswered() {
    List<Throwable> failures = new ArrayList<>();
    IllegalStateException failure = new IllegalStateException("no answer");
    loop.run(
        script("main")
            .await(
                () ->
                    toThread(
                        () ->
                            failures.add(
                                catchThrowable(
                                    () -> LoopQuery.ask(loop, () -> fail(failure), 20_000))))));
    assertThat(failures).containsExactly(failure);
  }

  private static Object fail(RuntimeException failure) {
    throw failure;
  }

  @Test
  void aTaskWhoseBodyEndsInAYieldIsReady() {
    loop.run(
        script("main")
            .then(() -> createTask(new Tail(), "yields"))
            .await(() -> yieldNow())
            .then(() -> say(loop.dump())));
    assertThat(log.get(0).toString()).contains("\nyields: ready\n");
  }

  /** As {@code return yieldNow()} becomes. */
  private static final class Tail extends OneStep {
    @Override
    protected Object start(Driver driver) throws Throwable {
      return driver.tail(yieldNow());
    }
  }

  @Test
  void ofEagerTasksAllThatAreOnTheStackRun() {
    loop.run(
        script("main")
            .then(
                () ->
                    Task.startEagerly(
                        script("middle")
                            .then(
                                () ->
                                    Task.startEagerly(
                                        script("inner").then(() -> say(loop.dump())))))));
    assertThat(log.get(0).toString())
        .contains("Task-1: running\n", "Task-2: running\n", "Task-3: running\n");
  }

  @Test
  void oneTaskIsNotSeveral() {
    assertThat(
            dumpDuring(
                script("outer")
                    .then(() -> task = createTask(script("done")))
                    .await(
                        () ->
                            waitTasks(
                                List.of(task, createTask(napper())), ReturnWhen.ALL_COMPLETED))))
        .startsWith("main: waiting for all of 1 task\n");
  }
}
