package io.fermata.samples.tutorial;

import static io.fermata.Fermata.*;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.Task;
import java.time.Duration;

/** The same two calls as tasks, so that they wait at the same time: three seconds. */
final class Tasks {
  private Tasks() {}

  @Async
  static Coroutine<Integer> callApi(String message, int result) {
    System.out.println(message);
    await(sleep(Duration.ofSeconds(3)));
    return Coroutine.of(result);
  }

  @Async
  static Coroutine<Void> main() {
    Stopwatch stopwatch = Stopwatch.start();

    Task<Integer> google = createTask(callApi("Get stock price of GOOG...", 300));
    Task<Integer> apple = createTask(callApi("Get stock price of APPL...", 300));

    int price = await(google);
    System.out.println(price);

    price = await(apple);
    System.out.println(price);

    System.out.println(stopwatch);
    return Coroutine.done();
  }

  public static void main(String[] args) {
    run(main());
  }
}
