package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.programs.Programs;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes out of the door, whatever goes in. */
class TransformerTest {
  private final Transformer transformer = new Transformer();
  private byte[] prices;

  @TempDir Path classes;

  @BeforeEach
  void compile() {
    prices = Programs.files(Programs.compile(classes, Programs.PRICES)).get("shop/Prices.class");
  }

  @Test
  void asyncMethodsAreTransformedAndTheArgumentIsNotChanged() {
    byte[] copy = prices.clone();

    Transformation result = transformer.transform(prices);

    assertThat(result.className()).isEqualTo("shop/Prices");
    assertThat(result.methods()).isEqualTo(2);
    assertThat(result.frames()).hasSize(2);
    assertThat(result.diagnostics()).isEmpty();
    assertThat(prices).isEqualTo(copy);
  }

  @Test
  void whatCameOutComesOutAsItIs() {
    byte[] once = transformer.transform(prices).classFile();

    Transformation again = transformer.transform(once);

    assertThat(again.changed()).isFalse();
    assertThat(again.failed()).isFalse();
  }

  @Test
  void aClassOfAnUnknownVersionStaysAndIsNamed() {
    prices[7] = (byte) 200;

    Transformation result = transformer.transform(prices);

    assertThat(result.changed()).isFalse();
    assertThat(result.diagnostics())
        .extracting(Diagnostic::code)
        .containsExactly(Code.UNREADABLE_CLASS);
  }

  @Test
  void noPartOfAClassFileMakesItThrow() {
    for (int length = 0; length < prices.length; length++) {
      Transformation result = transformer.transform(Arrays.copyOf(prices, length));
      assertThat(result.changed()).as("%s bytes", length).isFalse();
    }
  }

  @Test
  void noWrongByteMakesItThrow() {
    for (int at = 0; at < prices.length; at++) {
      byte[] wrong = prices.clone();
      wrong[at] ^= 0x15;
      assertThat(transformer.transform(wrong)).isNotNull();
    }
  }
}
