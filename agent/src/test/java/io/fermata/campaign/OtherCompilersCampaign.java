package io.fermata.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.harness.CaseSet;
import io.fermata.harness.Cases;
import io.fermata.harness.JavaSources;
import io.fermata.harness.Mode;
import io.fermata.harness.Run;
import io.fermata.programs.Programs;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cases in other languages, {@code src/test/compilers}, by their own compilers: they have to do as
 * they do with an await that blocks.
 */
final class OtherCompilersCampaign {
  private static final String PACKAGE = "io.fermata.cases.";
  private static final Path SOURCES = Path.of("src/test/compilers");
  private static final int THIS_JAVA = Runtime.version().feature();
  private static final int SEEDS = 8;

  @TestFactory
  Stream<DynamicTest> kotlin(@TempDir Path directory) {
    Compiler kotlin =
        new Compiler(
            "kotlin",
            "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
            "KotlinCases.kt",
            List.of("-no-stdlib", "-no-reflect", "-nowarn"));
    return Stream.of(
            kotlin.with("-jvm-target", "1.8", "-jvm-default=disable"),
            kotlin.with("-jvm-target", "11", "-Xlambdas=class", "-Xsam-conversions=class"),
            kotlin.with("-jvm-target", "17", "-Xno-param-assertions", "-Xno-call-assertions"),
            kotlin.with("-jvm-target", "" + Math.min(THIS_JAVA, 25)))
        .flatMap(
            variant ->
                tests(
                    variant,
                    directory,
                    Map.of("suspendLambda", "KotlinCases$suspendLambda$1.invokeSuspend: FMT006")));
  }

  /** Scala 2 makes a method of its own of a try in an expression: what awaits there is refused. */
  @TestFactory
  Stream<DynamicTest> scala2(@TempDir Path directory) {
    Compiler scala =
        new Compiler("scala2", "scala.tools.nsc.Main", "ScalaCases.scala", List.of("-nowarn"));
    return tests(
        scala,
        directory,
        Map.of(
            "tries", "ScalaCases$.liftedTree1$1: FMT001",
            "tryAboveOperands", "ScalaCases$.liftedTree2$1: FMT001"));
  }

  @TestFactory
  Stream<DynamicTest> scala3(@TempDir Path directory) {
    Compiler scala =
        new Compiler("scala3", "dotty.tools.dotc.Main", "ScalaCases.scala", List.of("-nowarn"));
    return tests(scala, directory, Map.of());
  }

  @TestFactory
  Stream<DynamicTest> groovy(@TempDir Path directory) {
    Compiler groovy =
        new Compiler(
            "groovy",
            "org.codehaus.groovy.tools.FileSystemCompiler",
            "GroovyCases.groovy",
            List.of());
    return tests(
        groovy,
        directory,
        Map.of(
            "lambdaOfATypeVariable", "GroovyCases$_lambdaOfATypeVariable_lambda8.doCall: FMT006"));
  }

  /**
   * @param refused by the case that is not run for it: the method that Fermata must refuse
   */
  private static Stream<DynamicTest> tests(
      Compiler compiler, Path directory, Map<String, String> refused) {
    Map<String, byte[]> classes = compiler.compile(directory);
    CaseSet cases = new CaseSet(classes::get);
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(
        test(
            compiler,
            "refuses",
            () ->
                assertThat(refused(cases, classes.keySet()))
                    .containsExactlyInAnyOrderElementsOf(refused.values())));
    for (String name : classes.keySet()) {
      tests.add(test(compiler, name, () -> isLinked(cases, name)));
      if (name.endsWith("Cases")) {
        for (String method : Cases.methodsOf(classes.get(name))) {
          if (!refused.containsKey(method)) {
            tests.add(test(compiler, name + "." + method, () -> agrees(cases, name, method)));
          }
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(10);
    return tests.stream();
  }

  private static DynamicTest test(Compiler compiler, String name, Runnable test) {
    return DynamicTest.dynamicTest(compiler.options() + " " + name, test::run);
  }

  private static List<String> refused(CaseSet cases, Set<String> classes) {
    return classes.stream()
        .flatMap(name -> cases.transformed().transformation(name).diagnostics().stream())
        .map(refused -> refused.className() + "." + refused.method() + ": " + refused.code().id())
        .map(refused -> refused.substring(PACKAGE.length()))
        .toList();
  }

  private static void isLinked(CaseSet cases, String name) {
    try {
      assertThat(cases.transformed().loader().link(name)).isNotNull();
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static void agrees(CaseSet cases, String name, String method) {
    for (Mode mode : List.of(Mode.COMPLETE, Mode.LATER, Mode.THREAD, Mode.OUTSIDE)) {
      Run run = cases.check(name, method, mode, 0);
      assertThat(run.suspensions() > 0).as(run.toString()).isEqualTo(mode.alwaysSuspends());
    }
    for (int seed = 1; seed <= SEEDS; seed++) {
      cases.check(name, method, Mode.MIXED, seed * 31L + method.hashCode());
    }
  }

  private record Compiler(String folder, String mainClass, String source, List<String> options) {
    Compiler with(String... more) {
      List<String> all = new ArrayList<>(options);
      all.addAll(Arrays.asList(more));
      return new Compiler(folder, mainClass, source, all);
    }

    private List<Path> jars() {
      Path jars = Path.of(System.getProperty("campaign.compilers"), folder);
      try (Stream<Path> files = Files.list(jars)) {
        return files.sorted().toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** In a JVM of its own: the class files by binary name. */
    Map<String, byte[]> compile(Path directory) {
      String jars = String.join(File.pathSeparator, jars().stream().map(Path::toString).toList());
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-cp", jars, mainClass));
      command.addAll(options);
      command.addAll(List.of("-cp", JavaSources.classPath() + File.pathSeparator + jars));
      try {
        Path classes = Files.createTempDirectory(directory, folder);
        command.addAll(List.of("-d", classes.toString(), SOURCES.resolve(source).toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        Map<String, byte[]> byName = new TreeMap<>();
        Programs.files(classes)
            .forEach(
                (file, bytes) -> {
                  if (file.endsWith(".class")) {
                    byName.put(file.replace(".class", "").replace('/', '.'), bytes);
                  }
                });
        return byName;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
