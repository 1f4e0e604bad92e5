package shop;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.EventLoop;

public class Trial {
  @Async
  static Coroutine<String> trial() {
    return Coroutine.of("total " + await(new Shop().total(1, 2)));
  }

  public static void main(String[] args) {
    try (EventLoop loop = EventLoop.builder().virtualTime().build()) {
      System.out.println(loop.run(trial()) + " after " + loop.time() / 1_000_000_000 + " s");
    }
  }
}
