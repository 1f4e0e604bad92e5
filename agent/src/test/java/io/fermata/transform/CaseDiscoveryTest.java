package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.harness.CaseSet;
import io.fermata.harness.Cases;
import io.fermata.harness.Mode;
import io.fermata.harness.Run;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Guards the differential test against testing nothing. */
final class CaseDiscoveryTest {
  @Test
  void findsTheCases() {
    assertThat(Cases.classNames()).hasSizeGreaterThan(20);
    assertThat(Cases.classNames())
        .allSatisfy(name -> assertThat(Cases.methodsOf(Cases.bytes(name))).isNotEmpty());
    assertThat(
            Cases.classNames().stream()
                .mapToInt(name -> Cases.methodsOf(Cases.bytes(name)).size())
                .sum())
        .isGreaterThanOrEqualTo(300);
  }

  @Test
  void everyCaseHasATraceInPlainJava() {
    CaseSet cases = new CaseSet(Cases::bytes);
    for (String name : Cases.classNames()) {
      for (String method : Cases.methodsOf(Cases.bytes(name))) {
        Run run = cases.oracle(name, method);
        assertThat(run.trace()).as("%s.%s", name, method).isNotEmpty();
        assertThat(run.end())
            .as("%s.%s ends as the test means, not by a fault of the harness", name, method)
            .doesNotContain("AssertionError", "io.fermata.Fermata", "VerifyError", "Incompatible");
      }
    }
  }

  @Test
  void noticesADifference() {
    Run one = new Run(List.of("a", "b"), "null", 0, false);

    assertThat(one.agreesWith(new Run(List.of("a", "b"), "null", 5, false))).isTrue();
    assertThat(one.agreesWith(new Run(List.of("a"), "null", 0, false))).isFalse();
    assertThat(one.agreesWith(new Run(List.of("a", "b"), "Integer 1", 0, false))).isFalse();
    assertThat(one.against(new Run(List.of("a", "c"), "null", 0, false)))
        .contains("=> c ", "end: null");
  }

  @Test
  void untransformedCodeDoesNotPass() {
    CaseSet cases = new CaseSet(Cases::bytes);
    Run oracle = cases.oracle("io.fermata.cases.LoopCases", "forLoop");

    assertThat(oracle.trace()).containsExactly("~0", "~1", "~2", "~3", "~4");
    assertThat(oracle.end()).isEqualTo("java.lang.Integer 10");
    assertThat(
            cases.run("io.fermata.cases.LoopCases", "whileLoop", Mode.LATER, 0).agreesWith(oracle))
        .isFalse();
  }
}
