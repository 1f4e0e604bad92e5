package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a flight recording gets of a loop. */
class FlightRecorderTest extends LoopTest {
  @TempDir private Path directory;

  private interface Setup {
    void of(Recording recording);
  }

  /** The events of this test's loop, each with the values of some fields. */
  private List<String> record(Setup setup, Runnable program, String... fields) throws IOException {
    Path file = directory.resolve("recording.jfr");
    try (Recording recording = new Recording()) {
      setup.of(recording);
      recording.start();
      program.run();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().startsWith("io.fermata."))
        .filter(event -> Objects.equals(event.getString("loop"), "test"))
        // the file has them thread by thread, and under a debugger tasks have threads of their own
        .sorted(Comparator.comparing(RecordedEvent::getEndTime))
        .map(event -> text(event, fields))
        .toList();
  }

  private static String text(RecordedEvent event, String... fields) {
    return Stream.concat(
            Stream.of(event.getEventType().getName().substring("io.fermata.".length())),
            Stream.of(fields)
                .filter(event::hasField)
                .map(event::<Object>getValue)
                .map(String::valueOf))
        .collect(Collectors.joining(" "));
  }

  /** One that may give each task a thread of its own, for a debugger. */
  private EventLoop newLoop(boolean stepping) {
    System.setProperty("io.fermata.stepping", String.valueOf(stepping));
    try {
      return EventLoop.builder()
          .name("test")
          .virtualTime()
          .exceptionHandler((message, failure) -> reports.add(message + ": " + failure))
          .build();
    } finally {
      System.clearProperty("io.fermata.stepping");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tasksStartWaitAndEnd(boolean stepping) throws IOException {
    EventLoop loop = newLoop(stepping);
    assertThat(
            record(
                recording -> {
                  recording.enable("io.fermata.TaskStart");
                  recording.enable("io.fermata.TaskSuspension");
                  recording.enable("io.fermata.TaskEnd");
                  recording.disable("io.fermata.LoopLag"); // comes when its time has come
                },
                () ->
                    loop.run(
                        script("main")
                            .then(() -> Task.startEagerly(script("eager")))
                            .await(() -> sleep(ofSeconds(1)))
                            .then(
                                () ->
                                    createTask(script("failing").fails(() -> new IOException("x"))))
                            .then(
                                () ->
                                    createTask(script("cancelled").await(() -> yieldNow()))
                                        .cancel())
                            .await(() -> yieldNow())),
                "task",
                "state",
                "suspendedAt",
                "outcome",
                "failure"))
        .containsExactly(
            "TaskStart Task-1",
            "TaskStart Task-2",
            "TaskEnd Task-2 done null",
            "TaskSuspension Task-1 sleeping io.fermata.Script.main(Script.java:101)",
            "TaskSuspension Task-1 ready io.fermata.Script.main(Script.java:104)",
            "TaskStart Task-3",
            "TaskEnd Task-3 failed java.io.IOException: x",
            "TaskEnd Task-4 cancelled io.fermata.CancelledError",
            "TaskEnd Task-1 done null");
    loop.close();
    assertThat(takeReports()).hasSize(1);
  }

  @Test
  void slowSteps() throws IOException {
    List<String> events =
        record(
            recording -> recording.enable("io.fermata.SlowStep").withThreshold(Duration.ZERO),
            () -> {
              loop.execute(() -> say("a callback"));
              loop.run(script("main").await(() -> yieldNow()));
            },
            "task",
            "suspendedAt");
    assertThat(events)
        .contains(
            "SlowStep a callback null",
            "SlowStep Task-1 io.fermata.Script.main(Script.java:100)",
            "SlowStep Task-1 null");
  }

  @Test
  void lag() throws IOException {
    assertThat(
            record(
                recording -> recording.enable("io.fermata.LoopLag").withPeriod(ofSeconds(1000)),
                () ->
                    loop.run(
                        script("main").then(FlightEvents::measureLag).await(() -> yieldNow()))))
        .contains("LoopLag");
  }

  @Test
  void onlyWhileARecordingRuns() throws IOException {
    record(recording -> {}, () -> assertThat(FlightRecording.look()).isTrue());
    assertThat(FlightRecording.look()).isFalse();
    assertThat(FlightRecording.on).isFalse();
  }

  /** As a server does with an application and the libraries that it has brought along. */
  @Test
  void aRuntimeThatHasNoLoopAnyMoreIsCollected() throws Exception {
    try (Recording recording = new Recording()) {
      recording.enable("io.fermata.TaskStart");
      recording.start();
      WeakReference<ClassLoader> application = runInALoaderOfItsOwn();
      for (int tries = 0; tries < 20 && application.get() != null; tries++) {
        System.gc();
      }
      assertThat(application.get()).isNull();
    }
  }

  private static WeakReference<ClassLoader> runInALoaderOfItsOwn() throws Exception {
    URL runtime = EventLoop.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {runtime}, ClassLoader.getPlatformClassLoader())) {
      Class<?> coroutine = loader.loadClass(Coroutine.class.getName());
      Class<?> type = loader.loadClass(EventLoop.class.getName());
      Object main = coroutine.getMethod("of", Object.class).invoke(null, "result");
      Object own = type.getMethod("create").invoke(null);
      assertThat(type.getMethod("run", coroutine).invoke(own, main)).isEqualTo("result");
      type.getMethod("close").invoke(own);
      return new WeakReference<>(loader);
    }
  }
}
