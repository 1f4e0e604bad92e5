package prices;

import static io.fermata.Fermata.await;
import static io.fermata.Fermata.sleep;

import io.fermata.Async;
import io.fermata.Coroutine;
import java.time.Duration;

public class Prices {
  private final int base;

  public Prices(int base) {
    this.base = base;
  }

  /** The message is not read again after the await. */
  @Async
  public Coroutine<Integer> of(String message, int extra) {
    System.out.println(message);
    await(sleep(Duration.ofSeconds(1)));
    return Coroutine.of(base + extra);
  }
}
