package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.harness.CaseSet;
import io.fermata.harness.Cases;
import io.fermata.harness.Mode;
import io.fermata.harness.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every case, in every mode, must do what plain Java does: the same trace, the same result, the
 * same failure.
 *
 * <p>A case that has to wait must be seen waiting, or it would be tested less than its mode says.
 */
final class DifferentialTest {
  private static final CaseSet CASES = new CaseSet(Cases::bytes);
  private static final int SEEDS = 3;
  private static final Set<String> NEED_A_LOOP = Set.of("sleepsAndYields", "loopThatSuspends");

  @TestFactory
  Stream<DynamicContainer> cases() {
    return Cases.classNames().stream()
        .map(name -> DynamicContainer.dynamicContainer(name, testsOf(name).stream()));
  }

  private static List<DynamicTest> testsOf(String className) {
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(DynamicTest.dynamicTest(className + " [verified]", () -> isAccepted(className)));
    for (String name : Cases.methodsOf(Cases.bytes(className))) {
      String title = className.substring(className.lastIndexOf('.') + 1) + "." + name;
      for (Mode mode : modes(name)) {
        tests.add(
            DynamicTest.dynamicTest(
                title + " [" + mode + "]", () -> agrees(className, name, mode)));
      }
      for (int seed = 1; seed <= SEEDS; seed++) {
        int own = seed * 31 + name.hashCode();
        tests.add(
            DynamicTest.dynamicTest(
                title + " [MIXED " + seed + "]",
                () -> CASES.check(className, name, Mode.MIXED, own)));
      }
    }
    return tests;
  }

  /** Sleeping and yielding is for loops. */
  private static List<Mode> modes(String name) {
    List<Mode> onLoop = List.of(Mode.COMPLETE, Mode.LATER, Mode.STEPPING, Mode.THREAD);
    return NEED_A_LOOP.contains(name)
        ? onLoop
        : Stream.concat(onLoop.stream(), Stream.of(Mode.OUTSIDE)).toList();
  }

  private static void isAccepted(String className) throws ClassNotFoundException {
    Transformation transformation = CASES.transformed().transformation(className);
    assertThat(transformation.diagnostics())
        .filteredOn(diagnostic -> diagnostic.severity() == Severity.ERROR)
        .extracting(Diagnostic::text)
        .isEmpty();
    assertThat(transformation.changed()).isTrue();
    assertThat(CASES.transformed().loader().link(className)).isNotNull();
  }

  private static void agrees(String className, String method, Mode mode) {
    Run run = CASES.check(className, method, mode, 0);
    if (mode.alwaysSuspends()) {
      assertThat(run.suspensions()).as("suspensions in %s", run.trace()).isPositive();
    } else {
      assertThat(run.suspensions()).as("suspensions").isZero();
    }
  }
}
