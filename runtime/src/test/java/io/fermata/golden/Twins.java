package io.fermata.golden;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.waitTasks;
import static io.fermata.ReturnWhen.ALL_COMPLETED;

import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Script;
import io.fermata.Task;
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
  /** One of several that are alike but for what they print. */
  interface Named {
    Coroutine<?> of(String name);
  }

  private final Map<String, Supplier<Coroutine<?>>> programs = new LinkedHashMap<>();
  private final List<String> printed = new ArrayList<>();
  EventLoop loop;

  /** Those that the running program has started. */
  List<Task<Object>> tasks;

  /** Adds a program. */
  final void twin(String name, Supplier<Coroutine<?>> main) {
    programs.put(name, main);
  }

  final Map<String, Supplier<Coroutine<?>>> programs() {
    return programs;
  }

  final List<String> run(String name) {
    printed.clear();
    tasks = new ArrayList<>();
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

  /** Makes it the next of the tasks. */
  @SuppressWarnings("unchecked") // what it returns is printed at the most
  final Script.Code start(Coroutine<?> coroutine) {
    return () -> tasks.add(createTask((Coroutine<Object>) coroutine));
  }

  /** Starts one for each name. */
  final Script<Object> startEach(Script<Object> main, Named coroutine, String... names) {
    for (String name : names) {
      main.then(start(coroutine.of(name)));
    }
    return main;
  }

  /** Waits for the tasks, and throws nothing. */
  final Coroutine<?> allDone() {
    return waitTasks(tasks, ALL_COMPLETED);
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
