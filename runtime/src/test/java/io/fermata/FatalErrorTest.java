package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.toThread;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.leaving;
import static io.fermata.Script.script;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * An error that says that the JVM is in trouble leaves the loop at once, wherever it is thrown. All
 * others end their task or their callback and nothing else.
 */
class FatalErrorTest {
  /** Starts something, in a task, that throws when its time has come. */
  private interface Place {
    void use(EventLoop loop, Script.Code thrower);
  }

  private static Map<String, Place> places() {
    Map<String, Place> places = new LinkedHashMap<>();
    places.put("task", (loop, thrower) -> createTask(script("task").then(thrower)));
    places.put(
        "task that was suspended",
        (loop, thrower) -> createTask(script("task").await(() -> yieldNow()).then(thrower)));
    places.put(
        "task awaited by another",
        (loop, thrower) ->
            createTask(script("outer").await(() -> createTask(script("task").then(thrower)))));
    places.put(
        "eager task after its start",
        (loop, thrower) -> Task.startEagerly(script("task").await(() -> yieldNow()).then(thrower)));
    places.put("callSoon", (loop, thrower) -> loop.callSoon(() -> run(thrower)));
    places.put("callLater", (loop, thrower) -> loop.callLater(ofSeconds(1), () -> run(thrower)));
    places.put("execute", (loop, thrower) -> loop.execute(() -> run(thrower)));
    places.put(
        "onDone of a task",
        (loop, thrower) -> createTask(script("task")).onDone(task -> run(thrower)));
    places.put(
        "onDone of a promise",
        (loop, thrower) -> {
          Promise<String> promise = loop.createPromise();
          promise.onDone(done -> run(thrower));
          promise.complete("done");
        });
    places.put(
        "toThread",
        (loop, thrower) -> createTask(script("task").await(() -> toThread(() -> run(thrower)))));
    places.put(
        "the exception handler",
        (loop, thrower) ->
            loop.callSoon(
                () -> {
                  throw new IllegalStateException(new Thrower(thrower));
                }));
    places.put(
        "a body that a cancel ends",
        (loop, thrower) ->
            createTask(
                    script("task")
                        .await(() -> yieldNow())
                        .then(() -> Fermata.currentTask().cancel())
                        .await(() -> sleep(ofSeconds(1)))
                        .caught(CancelledError.class, e -> thrower.run()))
                .name());
    return places;
  }

  /** Has the handler throw. */
  private static final class Thrower extends Exception {
    private final transient Script.Code code;

    Thrower(Script.Code code) {
      this.code = code;
    }
  }

  private static void run(Script.Code thrower) {
    try {
      thrower.run();
    } catch (Throwable t) {
      throw Throwables.unchecked(t);
    }
  }

  private static EventLoop loop() {
    return EventLoop.builder()
        .virtualTime()
        .exceptionHandler(
            (message, failure) -> {
              if (failure.getCause() instanceof Thrower thrower) {
                run(thrower.code);
              }
            })
        .build();
  }

  private static void runWith(EventLoop loop, Place place, Error error) {
    loop.run(
        script("main")
            .then(
                () ->
                    place.use(
                        loop,
                        () -> {
                          throw error;
                        }))
            .await(() -> sleep(ofSeconds(5))));
  }

  @TestFactory
  Stream<DynamicTest> leavesTheLoopAtOnce() {
    return places().entrySet().stream()
        .map(
            place ->
                DynamicTest.dynamicTest(
                    place.getKey(),
                    () -> {
                      OutOfMemoryError error = new OutOfMemoryError("not really");
                      try (EventLoop loop = loop()) {
                        assertThatThrownBy(() -> runWith(loop, place.getValue(), error))
                            .isSameAs(error);
                        assertThat(loop.time()).isLessThan(ofSeconds(5).toNanos());
                        assertThat(loop.isRunning()).isFalse();
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> anyOtherErrorLeavesTheLoopAlone() {
    return places().entrySet().stream()
        .flatMap(
            place ->
                Stream.of(new StackOverflowError("not really"), new LinkageError("not really"))
                    .map(
                        error ->
                            DynamicTest.dynamicTest(
                                place.getKey() + ", " + error,
                                () -> {
                                  try (EventLoop loop = loop()) {
                                    runWith(loop, place.getValue(), error);
                                    assertThat(loop.time())
                                        .isGreaterThanOrEqualTo(ofSeconds(5).toNanos());
                                  }
                                })));
  }

  @Test
  void inAnEagerCallItPassesThroughTheCaller() {
    OutOfMemoryError error = new OutOfMemoryError("not really");
    try (EventLoop loop = loop()) {
      assertThatThrownBy(
              () ->
                  runWith(
                      loop,
                      (running, thrower) -> Task.startEagerly(script("eager").then(thrower)),
                      error))
          .isSameAs(error);
    }
  }

  /** A cancel that was handed in is done before the run, and what it throws leaves that. */
  @Test
  void onALoopThatDoesNotRunItLosesNothingThatWasHandedIn() {
    InternalError error = new InternalError("not really");
    CompletableFuture<String> stage =
        new CompletableFuture<>() {
          private boolean thrown;

          @Override
          public boolean cancel(boolean mayInterruptIfRunning) {
            if (!thrown) {
              thrown = true;
              throw error;
            }
            return super.cancel(mayInterruptIfRunning);
          }
        };
    List<Task<Object>> waiting = new ArrayList<>();
    try (EventLoop loop = loop()) {
      loop.run(
          script("main")
              .then(() -> waiting.add(createTask(script("waits").await(() -> stage))))
              .await(() -> yieldNow()));
      waiting.get(0).cancel();
      Task<Object> submitted = loop.submit(script("submitted"));
      assertThatThrownBy(() -> loop.run(script("next"))).isSameAs(error);

      loop.run(script("again").await(() -> yieldNow()));

      assertThat(submitted.isDone()).isTrue();
    }
  }

  @Test
  void inACarrierItLeavesTheLoopToo() {
    OutOfMemoryError error = new OutOfMemoryError("not really");
    ThreadLocal<Boolean> armed = ThreadLocal.withInitial(() -> false);
    Carrier<String> carrier =
        new Carrier<>() {
          @Override
          public String capture() {
            if (armed.get()) {
              armed.set(false);
              throw error;
            }
            return "";
          }

          @Override
          public void restore(String state) {}
        };
    try (EventLoop loop = EventLoop.builder().virtualTime().carry(carrier).build()) {
      assertThatThrownBy(
              () -> loop.run(script("main").then(() -> armed.set(true)).await(() -> yieldNow())))
          .isSameAs(error);
    }
  }

  @Test
  void whileTheLoopClosesItLeavesTheCloseAndTheLoopIsClosed() {
    OutOfMemoryError error = new OutOfMemoryError("not really");
    EventLoop loop = loop();
    loop.run(
        leaving(
            "left",
            e -> {
              throw error;
            }));
    assertThatThrownBy(loop::close).isSameAs(error);
    assertThatThrownBy(() -> loop.run(script("next"))).hasMessageContaining("closed");
  }
}
