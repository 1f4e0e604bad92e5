package io.fermata.samples.tutorial;

import static io.fermata.Fermata.*;

import io.fermata.Async;
import io.fermata.Coroutine;
import java.time.Duration;

/** Two calls of three seconds, one after the other: six seconds. */
final class Sequential {
  private Sequential() {}

  @Async
  static Coroutine<Integer> callApi(String message, int result) {
    System.out.println(message);
    await(sleep(Duration.ofSeconds(3)));
    return Coroutine.of(result);
  }

  @Async
  static Coroutine<Void> main() {
    Stopwatch stopwatch = Stopwatch.start();

    int price = await(callApi("Get stock price of GOOG...", 300));
    System.out.println(price);

    price = await(callApi("Get stock price of APPL...", 400));
    System.out.println(price);

    System.out.println(stopwatch);
    return Coroutine.done();
  }

  public static void main(String[] args) {
    run(main());
  }
}
