package io.fermata.golden;

import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Script;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Programs in Java that are also in {@code golden/NAME.py}, statement by statement. {@link
 * GoldenTest} runs them and compares what they print with what CPython printed.
 */
abstract class Twins {
  private final Map<String, Supplier<Coroutine<?>>> programs = new LinkedHashMap<>();
  private final List<String> printed = new ArrayList<>();
  EventLoop loop;

  /** Adds a program. */
  final void twin(String name, Supplier<Coroutine<?>> main) {
    programs.put(name, main);
  }

  final Map<String, Supplier<Coroutine<?>>> programs() {
    return programs;
  }

  final List<String> run(String name) {
    printed.clear();
    loop =
        EventLoop.builder()
            .virtualTime()
            .exceptionHandler((message, failure) -> print("reported", failure))
            .build();
    try (EventLoop running = loop) {
      running.run(programs.get(name).get());
    }
    return List.copyOf(printed);
  }

  /** As Python's: with spaces between. */
  final void print(Object... words) {
    printed.add(Stream.of(words).map(Twins::text).collect(Collectors.joining(" ")));
  }

  static String text(Object word) {
    if (word instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    if (word instanceof CancelledError) {
      return "CancelledError";
    }
    if (word instanceof Throwable failure) {
      return failure.getMessage();
    }
    return word == null ? "None" : word.toString();
  }

  /** Python's {@code raise ValueError(message)}. */
  static Script.Code raise(String message) {
    return () -> {
      throw new IllegalArgumentException(message);
    };
  }

  static Duration ms(int millis) {
    return Duration.ofMillis(millis);
  }
}
