package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.cases.Garbage;
import io.fermata.harness.CaseSet;
import io.fermata.harness.Cases;
import io.fermata.harness.Mode;
import io.fermata.harness.Run;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A suspended frame holds nothing that its method will not read again. */
final class GarbageTest {
  private static final CaseSet CASES = new CaseSet(Cases::bytes);
  private static final String READ_AGAIN = "readAgain";

  static Stream<String> cases() {
    return Cases.methodsOf(Cases.bytes(Garbage.class.getName())).stream()
        .filter(name -> !name.equals(READ_AGAIN));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void whatIsNotReadAgainIsCollected(String name) {
    Run run = CASES.run(Garbage.class.getName(), name, Mode.LATER, 0);

    assertThat(run.end()).startsWith("java.lang.Integer");
    assertThat(run.suspensions()).isPositive();
    assertThat(run.watchedIsGone()).isTrue();
  }

  @Test
  void whatIsReadAgainIsKept() {
    Run run = CASES.run(Garbage.class.getName(), READ_AGAIN, Mode.LATER, 0);

    assertThat(run.trace()).containsExactly("~1", "true");
    assertThat(run.watchedIsGone()).isFalse();
  }
}
