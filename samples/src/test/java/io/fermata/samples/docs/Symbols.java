package io.fermata.samples.docs;

import static io.fermata.Fermata.*;

import io.fermata.Async;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.Task;
import io.fermata.TaskGroup;
import io.fermata.TimedOutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The worked port of docs/from-kotlin.md. */
final class Symbols {
  private Symbols() {}

  @Async
  static Coroutine<Integer> price(String symbol) {
    await(sleep(Duration.ofMillis(symbol.length() * 100L)));
    return Coroutine.of(symbol.length());
  }

  static Coroutine<Integer> total(List<String> symbols) {
    return TaskGroup.run(
        group -> {
          List<Task<Integer>> prices = new ArrayList<>();
          for (String symbol : symbols) {
            prices.add(group.createTask(price(symbol)));
          }
          int total = 0;
          for (Task<Integer> price : prices) {
            total += await(price);
          }
          return Coroutine.of(total);
        });
  }

  @Async
  static Coroutine<Void> tick() {
    try {
      while (true) {
        await(sleep(Duration.ofMillis(100)));
        System.out.println("tick");
      }
    } finally {
      await(sleep(Duration.ofMillis(10)));
      System.out.println("stopped");
    }
  }

  @Async
  static Coroutine<Void> main() {
    System.out.println(await(total(List.of("GOOG", "AAPL", "IBM"))));
    try {
      System.out.println(await(waitFor(price("GOOG"), Duration.ofMillis(150))));
    } catch (TimedOutException e) {
      System.out.println("null");
    }
    Task<Void> ticker = createTask(tick());
    await(sleep(Duration.ofMillis(250)));
    ticker.cancel();
    try {
      await(ticker);
    } catch (CancelledError e) {
      // that is how it ends
    }
    return Coroutine.done();
  }

  public static void main(String[] args) {
    run(main());
  }
}
