package io.fermata.golden;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.currentTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.waitTasks;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.ReturnWhen.ALL_COMPLETED;

import io.fermata.Async;
import io.fermata.Awaitable;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Task;
import io.fermata.TimedOutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Programs that are also in {@code golden/NAME.py}, statement by statement; the method that is run
 * has the file's name. One that returns a coroutine is run by {@code asyncio.run}.
 */
abstract class Twins {
  final List<String> printed = new ArrayList<>();
  EventLoop loop;

  /** As Python's: with spaces between. */
  final void print(Object... words) {
    printed.add(Stream.of(words).map(Twins::text).collect(Collectors.joining(" ")));
  }

  private static String text(Object word) {
    if (word instanceof Boolean truth) {
      return truth ? "True" : "False";
    }
    return word instanceof Throwable failure ? failure.getMessage() : String.valueOf(word);
  }

  final EventLoop newLoop() {
    return EventLoop.builder()
        .virtualTime()
        .exceptionHandler((message, failure) -> print("reported", failure))
        .build();
  }

  static Duration ms(double millis) {
    return Duration.ofNanos(Math.round(millis * 1e6));
  }

  final long millisSince(long began) {
    return Math.round((loop.time() - began) / 1e6);
  }

  static int cancelling() {
    return currentTask().cancelling();
  }

  /** Waits for them, whatever their end. */
  static Awaitable<?> ended(Task<?>... tasks) {
    return waitTasks(List.of(tasks), ALL_COMPLETED);
  }

  static RuntimeException error(String message) {
    return new IllegalArgumentException(message);
  }

  @Async
  final Coroutine<Void> turns(int count) {
    for (int i = 0; i < count; i++) {
      await(yieldNow());
    }
    return Coroutine.done();
  }

  /** For a second, unless it is cancelled. */
  @Async
  final Coroutine<Void> sleeps() {
    print("begins");
    try {
      await(sleep(ms(1000)));
    } catch (CancelledError e) {
      print("cancelled");
      throw e;
    }
    return Coroutine.done();
  }

  /** Sleeps and results in a value; one that cannot be seen. */
  @Async
  final <T> Coroutine<T> after(int millis, T value) {
    await(sleep(ms(millis)));
    return Coroutine.of(value);
  }

  static boolean isCancel(Throwable t) {
    return t instanceof CancelledError;
  }

  static boolean isTimeout(Throwable t) {
    return t instanceof TimedOutException;
  }

  interface Use {
    void run() throws Exception;
  }

  /** Prints whether it is refused. */
  final void printIfRefused(Use use) {
    try {
      use.run();
    } catch (IllegalStateException | java.util.concurrent.RejectedExecutionException e) {
      print("refused");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
