package shop;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.sleep;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Task;
import java.time.Duration;

public class Prices {
  @Async
  static Coroutine<Integer> callApi(String message, int result) {
    System.out.println(message);
    await(sleep(Duration.ofSeconds(3)));
    return Coroutine.of(result);
  }

  @Async
  static Coroutine<Void> main() {
    Task<Integer> first = createTask(callApi("Get stock price of GOOG...", 300));
    Task<Integer> second = createTask(callApi("Get stock price of APPL...", 400));
    System.out.println(await(first));
    System.out.println(await(second));
    return Coroutine.done();
  }

  public static void main(String[] args) {
    try (EventLoop loop = EventLoop.builder().virtualTime().build()) {
      loop.run(main());
    }
  }
}
