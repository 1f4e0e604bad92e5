package io.fermata.transform.handmade;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.harness.CaseSet;
import io.fermata.harness.Mode;
import io.fermata.harness.Run;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Legal bytecode that javac does not write must do in every mode what it does when await blocks.
 */
final class HandmadeDifferentialTest {
  private static final String PACKAGE = "io.fermata.handmade.";

  @TestFactory
  Stream<DynamicTest> operandStacks() {
    return tests(StackShapes.all());
  }

  @TestFactory
  Stream<DynamicTest> newObjects() {
    return tests(NewShapes.all());
  }

  @TestFactory
  Stream<DynamicTest> handlers() {
    return tests(HandlerShapes.all());
  }

  @TestFactory
  Stream<DynamicTest> flow() {
    return tests(FlowShapes.all());
  }

  private static Stream<DynamicTest> tests(Map<String, Consumer<Code>> shapes) {
    Map<String, byte[]> classes = new TreeMap<>();
    shapes.forEach(
        (name, body) -> classes.put(PACKAGE + name, Code.assemble(PACKAGE + name, body)));
    CaseSet cases = new CaseSet(classes::get);
    return classes.keySet().stream()
        .flatMap(
            name ->
                Stream.of(Mode.COMPLETE, Mode.LATER, Mode.THREAD, Mode.MIXED)
                    .map(
                        mode ->
                            DynamicTest.dynamicTest(
                                name.substring(PACKAGE.length()) + " [" + mode + "]",
                                () -> agrees(cases, name, mode))));
  }

  private static void agrees(CaseSet cases, String className, Mode mode) {
    assertThat(cases.oracle(className, "run").end()).doesNotContain("Error");
    // a large body may be warned of
    assertThat(cases.transformed().transformation(className).failed()).isFalse();

    Run run = cases.check(className, "run", mode, className.hashCode());

    if (mode.alwaysSuspends()) {
      assertThat(run.suspensions()).isPositive();
    }
  }
}
