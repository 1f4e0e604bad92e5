package shop;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;

class Trial {
  @Async
  static Coroutine<Integer> half() {
    return Coroutine.of(await(Prices.callApi("half", 300)) / 2);
  }
}
