package io.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.harness.CaseSet;
import io.fermata.harness.Cases;
import io.fermata.harness.EclipseCompiler;
import io.fermata.harness.JavaSources;
import io.fermata.harness.Mode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same cases, compiled otherwise: by another compiler, without debug information, with string
 * concatenation of the old kind, for Java 8, and for the newest class files of the JDK that runs
 * the tests. Bytecode differs, behaviour must not.
 */
final class CompilerVariantsTest {
  private static final Path CASES = Path.of("src/test/java/io/fermata/cases");
  private static final Path NEWER_CASES = Path.of("src/test/java21/io/fermata/cases");
  private static final Path NEWEST_CASES = Path.of("src/test/java25/io/fermata/cases");
  private static final int THIS_JAVA = Runtime.version().feature();

  /** Those that use nothing newer than the language of Java 8. */
  private static final Set<String> OLD_ENOUGH =
      Set.of(
          "ArrayCases.java",
          "AssignCases.java",
          "AwaitFormCases.java",
          "ConditionCases.java",
          "FinallyCases.java",
          "LambdaCases.java",
          "LocalCases.java",
          "LoopCases.java",
          "MethodCases.java",
          "NestedHandlerCases.java",
          "NewInitialiserCases.java",
          "ReturnTypeCases.java",
          "TryCatchCases.java");

  @TestFactory
  Stream<DynamicTest> withoutDebugInformationAndWithStringBuilders() {
    return tests(
        new JavaSources()
            .addFolder(CASES, name -> true)
            .compile("--release", "17", "-g:none", "-XDstringConcat=inline"));
  }

  @TestFactory
  Stream<DynamicTest> asClassFilesOfJava8() {
    Map<String, byte[]> classes =
        new JavaSources()
            .addFolder(CASES, OLD_ENOUGH::contains)
            .compile("-source", "8", "-target", "8");
    assertThat(classes.values()).allSatisfy(bytes -> assertThat(bytes[7]).isEqualTo((byte) 52));
    return tests(classes);
  }

  /** Other shapes of finally, of switches, of synthetic methods, and other stack maps. */
  @TestFactory
  Stream<DynamicTest> byTheCompilerOfEclipse(@TempDir Path directory) {
    return tests(EclipseCompiler.compile(CASES, directory));
  }

  /** Nothing more to see on Java 17, for which the tests themselves are compiled. */
  @TestFactory
  Stream<DynamicTest> forThisJava() {
    JavaSources sources = new JavaSources();
    if (THIS_JAVA > 17) {
      sources.addFolder(CASES, name -> true);
    }
    if (THIS_JAVA >= 21) {
      sources.addFolder(NEWER_CASES, name -> true);
    }
    if (THIS_JAVA >= 25) {
      sources.addFolder(NEWEST_CASES, name -> true);
    }
    return tests(sources.compile("--release", "" + THIS_JAVA));
  }

  private static Stream<DynamicTest> tests(Map<String, byte[]> classes) {
    CaseSet cases = new CaseSet(classes::get);
    return classes.keySet().stream()
        .filter(name -> name.endsWith("Cases"))
        .flatMap(
            name ->
                Cases.methodsOf(classes.get(name)).stream()
                    .map(method -> test(cases, name, method)));
  }

  private static DynamicTest test(CaseSet cases, String className, String method) {
    return DynamicTest.dynamicTest(
        className + "." + method,
        () -> {
          cases.check(className, method, Mode.LATER, 0);
          cases.check(className, method, Mode.MIXED, method.hashCode());
        });
  }
}
