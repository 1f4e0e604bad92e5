package io.fermata.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class ReporterTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Reporter reporter = new Reporter(new PrintStream(err, true));

  @Test
  void saysEachThingOnce() {
    reporter.say("one");
    reporter.say("two");
    reporter.say("one");

    assertThat(err.toString().lines()).containsExactly("fermata: one", "fermata: two");
  }

  /** A program may make up names of classes for as long as it runs. */
  @Test
  void keepsSomeThousandTextsAtMost() {
    for (int i = 0; i < 25_000; i++) {
      reporter.say("text " + i);
    }

    assertThat(reporter.kept()).isLessThanOrEqualTo(10_000);
  }

  @Test
  void whatOverflowedTheStackIsSaidOnceWhenThereIsRoom() {
    reporter.failed("shop/Prices", new StackOverflowError());
    assertThat(err.toString()).isEmpty();

    reporter.sayWhatIsLeft();
    reporter.sayWhatIsLeft();

    assertThat(err.toString())
        .startsWith("fermata: shop.Prices stays as it was")
        .contains("-Xss", "at build time")
        .hasLineCount(1);
  }
}
