package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.harness.CaseSet;
import io.fermata.harness.JavaSources;
import io.fermata.harness.Mode;
import io.fermata.harness.RandomProgram;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Programs made by chance, the same ones each time, must do what plain Java does. */
final class RandomProgramTest {
  private static final int PROGRAMS = Integer.getInteger("fermata.random.programs", 30);
  private static final int FIRST_SEED = Integer.getInteger("fermata.random.seed", 1);

  @TestFactory
  Stream<DynamicTest> programs() {
    JavaSources sources = new JavaSources();
    sources.add(RandomProgram.SHARED + ".java", RandomProgram.sharedSource());
    for (int i = 0; i < PROGRAMS; i++) {
      String name = "Random" + (FIRST_SEED + i);
      sources.add(name + ".java", RandomProgram.source(name, FIRST_SEED + i, false));
    }
    Map<String, byte[]> classes = sources.compile("--release", "17");
    CaseSet cases = new CaseSet(classes::get);
    return IntStream.range(FIRST_SEED, FIRST_SEED + PROGRAMS)
        .mapToObj(seed -> "io.fermata.cases.Random" + seed)
        .map(name -> DynamicTest.dynamicTest(name, () -> agrees(cases, name)));
  }

  private static void agrees(CaseSet cases, String name) {
    // a large body may be warned of
    assertThat(cases.transformed().transformation(name).failed()).isFalse();
    cases.check(name, "run", Mode.COMPLETE, 0);
    cases.check(name, "run", Mode.LATER, 0);
    cases.check(name, "run", Mode.MIXED, name.hashCode());
  }
}
