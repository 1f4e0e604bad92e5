package shop;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;

public class Fine {
  @Async
  static Coroutine<Integer> twice(Coroutine<Integer> price) {
    return Coroutine.of(2 * await(price));
  }
}
