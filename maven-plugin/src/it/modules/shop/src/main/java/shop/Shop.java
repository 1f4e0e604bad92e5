package shop;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import prices.Prices;

public class Shop {
  private final Prices prices = new Prices(100);

  @Async
  Coroutine<Integer> total(int... extras) {
    int total = 0;
    for (int extra : extras) {
      total += await(prices.of("price with " + extra, extra));
    }
    return Coroutine.of(total);
  }
}
