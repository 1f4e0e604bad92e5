package io.fermata;

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
