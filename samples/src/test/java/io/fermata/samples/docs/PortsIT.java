package io.fermata.samples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.samples.docs.Shopping.OutOfStockException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The example of the README and the worked ports. */
class PortsIT {

  @Test
  void theExampleOfTheReadme() {
    assertThat(outputOf(Prices.main()))
        .containsExactly("Get stock price of GOOG...", "Get stock price of APPL...", "300", "400");
  }

  @Test
  void theWorkerPatternOfAsyncio() {
    assertThat(outputOf(Hosts.main()))
        .containsExactly(
            "nonsense is no host",
            "a.example is up",
            "b.test is up",
            "a-very-long-name.example is slow");
  }

  /** What kotlinx.coroutines 1.11 prints for the original. */
  @Test
  void theScopesOfKotlin() {
    assertThat(outputOf(Symbols.main())).containsExactly("11", "null", "tick", "tick", "stopped");
  }

  @Test
  void theMethodThatWasEaAsyncs() {
    List<String> log = new ArrayList<>();
    CompletableFuture<Void> delivery = new CompletableFuture<>();
    Shopping shopping = new Shopping(new LoggingBank(log), item -> delivery);

    CompletableFuture<Integer> bought = shopping.buy("book", 30);
    assertThat(log).containsExactly("withdraw 30");
    assertThat(bought).isNotDone();

    OutOfStockException outOfStock = new OutOfStockException("book");
    delivery.completeExceptionally(outOfStock);
    assertThat(log).containsExactly("withdraw 30", "refund 30");
    assertThat(bought).isCompletedExceptionally();
    assertThat(bought.handle((left, thrown) -> thrown)).isCompletedWithValue(outOfStock);
  }

  private record LoggingBank(List<String> log) implements Shopping.Bank {
    @Override
    public CompletableFuture<Integer> withdraw(int cost) {
      log.add("withdraw " + cost);
      return CompletableFuture.completedFuture(100 - cost);
    }

    @Override
    public CompletableFuture<Void> refund(int cost) {
      log.add("refund " + cost);
      return CompletableFuture.completedFuture(null);
    }
  }

  private static List<String> outputOf(Coroutine<Void> program) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream console = System.out;
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try (EventLoop loop = EventLoop.builder().virtualTime().build()) {
      loop.run(program);
    } finally {
      System.setOut(console);
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
