package io.fermata.samples.docs;

import static io.fermata.Fermata.*;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.Task;
import java.time.Duration;

class Prices {
  @Async
  static Coroutine<Integer> callApi(String message, int result) {
    System.out.println(message);
    await(sleep(Duration.ofSeconds(3)));
    return Coroutine.of(result);
  }

  @Async
  static Coroutine<Void> main() {
    Task<Integer> google = createTask(callApi("Get stock price of GOOG...", 300));
    Task<Integer> apple = createTask(callApi("Get stock price of APPL...", 400));
    System.out.println(await(google));
    System.out.println(await(apple));
    return Coroutine.done();
  }

  public static void main(String[] args) {
    run(main());
  }
}
