package io.fermata.samples.tutorial;

import static io.fermata.Fermata.*;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.Task;
import java.time.Duration;

/** The two calls, and a third task that says so while they run: still three seconds. */
final class Progress {
  private Progress() {}

  @Async
  static Coroutine<Integer> callApi(String message, int result) {
    System.out.println(message);
    await(sleep(Duration.ofSeconds(3)));
    return Coroutine.of(result);
  }

  @Async
  static Coroutine<Void> showMessage() {
    for (int i = 0; i < 3; i++) {
      await(sleep(Duration.ofSeconds(1)));
      System.out.println("API call is in progress...");
    }
    return Coroutine.done();
  }

  @Async
  static Coroutine<Void> main() {
    Stopwatch stopwatch = Stopwatch.start();

    Task<Integer> google = createTask(callApi("Get stock price of GOOG...", 300));
    Task<Integer> apple = createTask(callApi("Get stock price of APPL...", 300));
    Task<Void> messages = createTask(showMessage());

    int price = await(google);
    System.out.println(price);

    price = await(apple);
    System.out.println(price);

    await(messages);
    System.out.println(stopwatch);
    return Coroutine.done();
  }

  public static void main(String[] args) {
    run(main());
  }
}
