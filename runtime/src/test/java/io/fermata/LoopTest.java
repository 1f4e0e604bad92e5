package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A loop in virtual time, a log that tests compare as a whole, and what the loop reported. */
abstract class LoopTest {
  final List<Object> log = new ArrayList<>();
  final List<String> reports = new ArrayList<>();
  final EventLoop loop =
      EventLoop.builder()
          .name("test")
          .virtualTime()
          .exceptionHandler((message, failure) -> reports.add(message + ": " + failure))
          .build();

  /** The task that a test is about. */
  Task<Object> task;

  /** A main script that has made a task of it, up to where that waits. */
  Script<Object> started(Coroutine<Object> coroutine) {
    return script("main").then(() -> task = createTask(coroutine)).await(() -> yieldNow());
  }

  /** A coroutine that sleeps and says how that ended; a cancellation goes on outward. */
  Script<Object> sleeper() {
    return script("sleeper")
        .await(() -> sleep(ofSeconds(10)))
        .onCancel(e -> say("cancelled " + e.getMessage()));
  }

  /** Lets n turns pass. */
  static Script<Object> turns(int n) {
    Script<Object> turns = script("turns");
    for (int i = 0; i < n; i++) {
      turns.await(() -> yieldNow());
    }
    return turns;
  }

  @AfterEach
  void nothingUnexpectedWasReported() {
    loop.close();
    assertThat(reports).isEmpty();
  }

  void say(Object entry) {
    log.add(entry);
  }

  /** The reports so far, which are then expected. */
  List<String> takeReports() {
    List<String> taken = List.copyOf(reports);
    reports.clear();
    return taken;
  }
}
