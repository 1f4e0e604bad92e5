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
        .hasMessage(
            "class java.lang.Long cannot be cast to class java.lang.Integer (java.lang.Long and"
                + " java.lang.Integer are in module java.base of loader 'bootstrap')");
  }

  @Test
  @SuppressWarnings("NullAway")
  void eachBoxIsToldOfAsTheJvmDoes() {
    assertThatThrownBy(() -> RawResult.longOf(5, null))
        .hasMessageStartingWith("class java.lang.Integer cannot be cast to class java.lang.Long (");
    assertThatThrownBy(() -> RawResult.doubleOf(5L, null))
        .hasMessageStartingWith("class java.lang.Long cannot be cast to class java.lang.Double (");
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

  @Test
  void whatIsNoBoxIsToldOfHoweverOften() {
    ClassCastException last = null;
    for (int i = 0; i < 100_000; i++) {
      try {
        intOf(i % 2 == 0 ? i : "text");
      } catch (ClassCastException e) {
        last = e;
      }
    }
    assertThat(last)
        .hasMessageStartingWith("class java.lang.String cannot be cast to class java.lang.Integer");
    assertThat(last.getStackTrace()).isNotEmpty();
  }
}
