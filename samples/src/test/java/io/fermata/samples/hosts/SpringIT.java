package io.fermata.samples.hosts;

import static io.fermata.Fermata.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.EventLoopGroup;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Service;

/** Beans with async methods, and a loop that lives as long as the application's context. */
class SpringIT {
  @Configuration(proxyBeanMethods = false)
  static class Loops {
    @Bean
    EventLoopGroup loops() {
      return EventLoopGroup.create(1); // Spring closes it
    }
  }

  @Service
  static class Prices {
    private final EventLoopGroup loops;

    Prices(EventLoopGroup loops) {
      this.loops = loops;
    }

    CompletableFuture<Integer> total(List<String> symbols) {
      return loops.submit(sum(symbols));
    }

    @Async
    private Coroutine<Integer> sum(List<String> symbols) {
      int sum = 0;
      for (String symbol : symbols) {
        await(sleep(Duration.ofMillis(10)));
        sum += symbol.length();
      }
      return Coroutine.of(sum);
    }
  }

  @Test
  void aBeanHasAsyncMethodsAndALoopUntilTheContextIsClosed() throws Exception {
    CompletableFuture<Integer> left;
    try (var context = new AnnotationConfigApplicationContext(Loops.class, Prices.class)) {
      Prices prices = context.getBean(Prices.class);
      assertThat(prices.total(List.of("GOOG", "AAPL")).get(10, TimeUnit.SECONDS)).isEqualTo(8);
      left = prices.total(Collections.nCopies(1_000_000, "GOOG"));
    }
    assertThat(left).isCancelled();
  }
}
