package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.frame.Driver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Stack traces over suspensions. A script's async line is Script.name(Script.java:100 + step); what
 * is physically on the stack is left out of the comparison.
 */
class TraceTest extends LoopTest {
  private Throwable thrown;

  /** The async lines of a trace, and the lines of this test. */
  private static List<String> lines(Throwable thrown) {
    return Arrays.stream(thrown.getStackTrace())
        .map(StackTraceElement::toString)
        .map(line -> line.replace("io.fermata.", ""))
        .filter(
            line ->
                line.matches("Script\\..*:1\\d\\d\\)")
                        && !line.matches("Script\\.(go|lambda|handle).*")
                    || line.startsWith("Fermata"))
        .toList();
  }

  private static List<String> runtimeLines(Throwable thrown) {
    return Stream.of(thrown.getStackTrace())
        .map(StackTraceElement::getClassName)
        .filter(
            name ->
                name.startsWith("io.fermata.frame")
                    || name.equals("io.fermata.Stepper")
                    || name.equals("io.fermata.TaskStarter")
                    || name.equals("io.fermata.Turns")
                    || name.equals("io.fermata.EventLoop"))
        .toList();
  }

  private Script<Object> failingAfterAWait() {
    return script("inner")
        .await(() -> yieldNow())
        .fails(() -> new IllegalArgumentException("boom"));
  }

  private Script<Object> outer(Script.Source awaited) {
    return script("outer").then(() -> {}).then(() -> {}).await(awaited);
  }

  private void runAndCatch(Script.Source awaited) {
    loop.run(
        script("main")
            .then(() -> {})
            .await(awaited)
            .caught(Throwable.class, e -> thrown = e)
            .then(() -> {}));
  }

  @Test
  void theAsyncCallersFollowTheLinesThatThrew() {
    runAndCatch(() -> outer(this::failingAfterAWait));
    assertThat(thrown).hasMessage("boom");
    assertThat(thrown.getStackTrace()[0].getClassName()).isEqualTo(getClass().getName());
    assertThat(lines(thrown))
        .containsExactly("Script.outer(Script.java:102)", "Script.main(Script.java:101)");
    assertThat(runtimeLines(thrown)).isEmpty();
  }

  @Test
  void eachTaskAddsItsPartOnce() {
    runAndCatch(
        () ->
            outer(
                () -> {
                  task = createTask(script("task").await(() -> outer(this::failingAfterAWait)));
                  return task;
                }));
    assertThat(lines(thrown))
        .containsExactly(
            "Script.outer(Script.java:102)",
            "Script.task(Script.java:100)",
            "Script.outer(Script.java:102)",
            "Script.main(Script.java:101)");
  }

  @Test
  void aFailureOfAForeignStageShowsWhereItWasAwaited() {
    CompletableFuture<Object> stage = new CompletableFuture<>();
    loop.callLater(
        ofSeconds(1), () -> stage.completeExceptionally(new IllegalArgumentException("x")));
    runAndCatch(() -> outer(() -> stage));
    assertThat(lines(thrown))
        .containsExactly("Script.outer(Script.java:102)", "Script.main(Script.java:101)");
  }

  @Test
  void aCancellationShowsWhereItStruck() {
    runAndCatch(
        () ->
            outer(
                () -> {
                  task = createTask(script("task").await(() -> sleep(ofSeconds(5))));
                  loop.callLater(ofSeconds(1), () -> task.cancel());
                  return task;
                }));
    assertThat(Arrays.stream(thrown.getStackTrace()).map(Object::toString))
        .containsExactly(
            "io.fermata.Script.task(Script.java:100)",
            "io.fermata.Script.outer(Script.java:102)",
            "io.fermata.Script.main(Script.java:101)");
  }

  @Test
  void anExceptionKeptDuringACleanupIsNotExtendedTwice() {
    List<Throwable> kept = new ArrayList<>();
    runAndCatch(
        () ->
            script("cleaning")
                .await(() -> outer(this::failingAfterAWait))
                .caught(Throwable.class, kept::add)
                .await(() -> sleep(ofSeconds(1)))
                .fails(() -> kept.get(0)));
    assertThat(lines(thrown))
        .containsExactly(
            "Script.outer(Script.java:102)",
            "Script.cleaning(Script.java:100)",
            "Script.main(Script.java:101)");
  }

  @Test
  void aLimitAppearsAsTheCallThatItIs() {
    runAndCatch(() -> Fermata.waitFor(failingAfterAWait(), ofSeconds(5)));
    assertThat(lines(thrown))
        .containsExactly("Fermata.waitFor(Fermata.java)", "Script.main(Script.java:101)");
  }

  @Test
  void aFirstStepHasNoLinesOfTheRuntime() {
    runAndCatch(
        () ->
            createTask(
                script("task")
                    .await(() -> script("inner").fails(() -> new IllegalArgumentException()))));
    assertThat(thrown.getStackTrace()[0].getClassName()).isEqualTo(getClass().getName());
    assertThat(runtimeLines(thrown)).isEmpty();
  }

  /** Nor that of one that makes no step but ends with the await that it returned. */
  @Test
  void theTraceOfATaskCancelledBeforeItsFirstStepHasNothingToDoWithAnotherTasks() {
    IllegalArgumentException constant = new IllegalArgumentException("constant");
    constant.setStackTrace(new StackTraceElement[0]);
    IllegalArgumentException late = new IllegalArgumentException("late");
    late.setStackTrace(new StackTraceElement[0]);
    Promise<Object> promise = loop.createPromise();
    List<Task<Object>> tasks = new ArrayList<>();
    Script.Code failing = () -> tasks.add(createTask(script("constant").fails(() -> constant)));
    loop.run(
        script("main")
            .then(() -> tasks.add(createTask(tail(promise))))
            .await(() -> yieldNow())
            .then(failing)
            .then(() -> tasks.add(createTask(script("never"))))
            .then(() -> tasks.get(2).cancel())
            .then(failing)
            .then(() -> promise.fail(late))
            .await(() -> yieldNow())
            .await(() -> tasks.get(2))
            .caught(CancelledError.class, this::say)
            .await(() -> tasks.get(0))
            .caught(IllegalArgumentException.class, this::say)
            .await(() -> tasks.get(1))
            .caught(IllegalArgumentException.class, e -> {})
            .await(() -> tasks.get(3))
            .caught(IllegalArgumentException.class, this::say));
    assertThat(log.stream().map(each -> ((Throwable) each).getStackTrace().length > 0))
        .containsExactly(true, true, false);
  }

  private static Coroutine<Object> tail(Awaitable<?> awaited) {
    return new OneStep() {
      @Override
      protected Object start(Driver driver) throws Throwable {
        return driver.await(awaited);
      }
    };
  }

  @Test
  void anEagerTaskShowsItsCaller() {
    CompletableFuture<Object> failed =
        Task.startEagerly(script("eager").fails(() -> new IllegalArgumentException()));
    Throwable cause = failed.handle((value, failure) -> failure).join();
    assertThat(Arrays.stream(cause.getStackTrace()).map(StackTraceElement::getMethodName))
        .contains("anEagerTaskShowsItsCaller");
    assertThat(runtimeLines(cause)).isEmpty();
  }

  /** A generated body: the name is what counts. */
  private static void lambda$async$fetch$0() {
    throw new IllegalArgumentException();
  }

  @Test
  void generatedBodiesReadAsTheirMethods() {
    runAndCatch(() -> script("s").await(() -> yieldNow()).then(TraceTest::lambda$async$fetch$0));
    assertThat(thrown.getStackTrace()[0].getMethodName()).isEqualTo("fetch");
  }

  @Test
  void aVeryDeepChainIsCutLikeTheJvmCutsOne() {
    Coroutine<Object> deep = failingAfterAWait();
    for (int i = 0; i < 3000; i++) {
      Coroutine<Object> inner = deep;
      deep = script("level").await(() -> inner);
    }
    Coroutine<Object> all = deep;
    runAndCatch(() -> all);
    assertThat(thrown.getStackTrace()).hasSize(1024);
  }

  @Test
  void anExceptionWithoutAWritableTraceIsLeftAlone() {
    class Fixed extends RuntimeException {
      private static final long serialVersionUID = 1;

      Fixed() {
        super("fixed", null, false, false);
      }
    }
    runAndCatch(
        () -> outer(() -> script("inner").await(() -> yieldNow()).fails(() -> new Fixed())));
    assertThat(thrown).isInstanceOf(Fixed.class);
    assertThat(thrown.getStackTrace()).isEmpty();
  }
}
