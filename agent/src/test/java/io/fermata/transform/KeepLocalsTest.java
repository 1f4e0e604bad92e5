package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.harness.CaseSet;
import io.fermata.harness.Cases;
import io.fermata.harness.JavaSources;
import io.fermata.harness.Mode;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The transformer for debugging: every local with a value is kept, and nothing else changes. */
final class KeepLocalsTest {
  private static final String SOURCE =
      """
      import static io.fermata.Fermata.*;

      import io.fermata.*;

      class Debugged {
        @Async
        static Coroutine<Integer> run(String shown, int used) {
          Object alsoShown = shown;
          await(yieldNow());
          return Coroutine.of(used);
        }
      }
      """;

  private static int kept(boolean keepLocals) {
    byte[] classFile = new JavaSources().add("Debugged.java", SOURCE).compile("-g").get("Debugged");
    return new Transformer(keepLocals).explain(classFile).get(0).points().get(0).kept().size();
  }

  @Test
  void keepsWhatIsNotReadAgain() {
    assertThat(kept(false)).isEqualTo(1);
    assertThat(kept(true)).isEqualTo(3);
  }

  @TestFactory
  Stream<DynamicTest> allCasesDoAsPlainJava() {
    CaseSet cases = new CaseSet(Cases::bytes, new Transformer(true));
    return Cases.classNames().stream()
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> {
                      for (String method : Cases.methodsOf(Cases.bytes(name))) {
                        cases.check(name, method, Mode.LATER, 0);
                      }
                    }));
  }
}
