package io.fermata.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RawResultTest {
  /** No driver is asked for what is an object already. */
  @SuppressWarnings("NullAway")
  private static int intOf(Object result) {
    return RawResult.intOf(result, null);
  }

  @Test
  void aBoxIsOpened() {
    assertThat(intOf(5)).isEqualTo(5);
    assertThatThrownBy(() -> intOf(5L))
        .isInstanceOf(ClassCastException.class)
        .hasMessage("class java.lang.Long cannot be cast to class java.lang.Integer");
  }

  /** The JIT takes message and trace from the JVM's own exceptions once a place throws many. */
  @Test
  @SuppressWarnings("NullAway")
  void whatCannotBeUnboxedIsToldOfHoweverOften() {
    NullPointerException last = null;
    for (int i = 0; i < 100_000; i++) {
      try {
        intOf(i % 2 == 0 ? i : null);
      } catch (NullPointerException e) {
        last = e;
      }
    }
    assertThat(last).hasMessageContaining("unboxed");
    assertThat(last.getStackTrace()).isNotEmpty();
  }
}
