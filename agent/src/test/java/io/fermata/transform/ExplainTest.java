package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.harness.JavaSources;
import io.fermata.transform.Explanation.Kept;
import io.fermata.transform.Explanation.Point;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainTest {
  private static final String SOURCE =
      """
      package shop;

      import static io.fermata.Fermata.*;

      import io.fermata.*;

      class Prices {
        @Async
        static Coroutine<Integer> price(String name) {
          return Coroutine.of(name.length());
        }

        @Async
        private static Coroutine<Integer> tax(String name) {
          return Coroutine.of(1);
        }

        @Async
        static Coroutine<Long> total(String first, long tax, int[] unused) {
          String second = first + "!";
          long sum = tax * await(price(first));
          return Coroutine.of(sum + await(tax(second)));
        }
      }
      """;

  private static byte[] prices(String... options) {
    return new JavaSources().add("Prices.java", SOURCE).compile(options).get("shop.Prices");
  }

  @Test
  void tellsWhatIsKeptWhereAndWhy() {
    assertThat(new Transformer().explain(prices("-g")))
        .containsExactly(
            new Explanation("shop.Prices.price(String)", "shop.Prices$price$0", 24, List.of()),
            new Explanation("shop.Prices.tax(String)", "shop.Prices$tax$0", 24, List.of()),
            new Explanation(
                "shop.Prices.total(String, long, int[])",
                "shop.Prices$total$0",
                40,
                List.of(
                    new Point(
                        21,
                        "Prices.price",
                        false,
                        List.of(
                            new Kept("second", "String", "v0", "read again in line 22"),
                            new Kept(
                                "operand",
                                "long",
                                "v1",
                                "waits on the stack for the awaited value"))),
                    new Point(
                        22,
                        "Prices.tax",
                        true,
                        List.of(
                            new Kept(
                                "operand",
                                "long",
                                "v1",
                                "waits on the stack for the awaited value"))))));
  }

  @Test
  void doesWithoutDebugInformation() {
    Explanation total = new Transformer().explain(prices("-g:none")).get(2);

    assertThat(total.points().get(0).line()).isZero();
    assertThat(total.points().get(0).kept().get(0))
        .isEqualTo(new Kept("slot 4", "String", "v0", "read again"));
  }

  @Test
  void aTransformedClassHasNothingToExplain() {
    byte[] transformed = new Transformer().transform(prices()).classFile();

    assertThat(new Transformer().explain(transformed)).isEmpty();
  }

  @Test
  void aDamagedClassIsAnArgumentError() {
    byte[] whole = prices();
    byte[] cut = Arrays.copyOf(whole, whole.length - 200);

    assertThatThrownBy(() -> new Transformer().explain(cut))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("damaged");
  }
}
