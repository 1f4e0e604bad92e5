package io.fermata.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.programs.AgentJar;
import io.fermata.programs.Jvm;
import io.fermata.programs.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.IClassCoverage;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.OfflineInstrumentationAccessGenerator;
import org.jacoco.core.tools.ExecFileLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What JaCoCo counts. */
class CoverageIT {
  private static final String PROGRAM =
      """
      package shop;

      import static io.fermata.Fermata.*;

      import io.fermata.*;

      public class Covered {
        @Async
        static Coroutine<Integer> work(int n) {
          int sum = 0;
          await(yieldNow());
          sum += n;
          if (n > 5) {
            sum = -1;
          }
          return Coroutine.of(sum);
        }

        public static void main(String[] args) {
          System.out.println(run(work(3)));
        }
      }
      """;

  private static final int AWAIT = 11;
  private static final List<Integer> RUN = List.of(10, 12, 16);
  private static final int CONDITION = 13;
  private static final int MISSED = 14;

  @TempDir Path directory;

  private Path compile() {
    return Programs.compile(directory.resolve("classes"), PROGRAM);
  }

  private IClassCoverage run(Path classes, String... agents) throws IOException {
    List<String> command = new ArrayList<>();
    for (String agent : agents) {
      command.add("-javaagent:" + agent);
    }
    run(command, classes.toString());
    return analyze(classes);
  }

  private static void run(List<String> jvmArguments, String path) {
    List<String> command = new ArrayList<>(jvmArguments);
    command.addAll(List.of("-cp", path + File.pathSeparator + AgentJar.runtime(), "shop.Covered"));
    assertThat(Jvm.run(command.toArray(new String[0]))).isEqualTo(new Jvm(0, "3\n", ""));
  }

  /**
   * @param classes as they were when the probes were put in
   */
  private IClassCoverage analyze(Path classes) throws IOException {
    ExecFileLoader executed = new ExecFileLoader();
    executed.load(directory.resolve("jacoco.exec").toFile());
    CoverageBuilder coverage = new CoverageBuilder();
    new Analyzer(executed.getExecutionDataStore(), coverage)
        .analyzeAll(classes.resolve("shop/Covered.class").toFile());
    return coverage.getClasses().iterator().next();
  }

  private String jacoco() {
    return jacocoJar() + "=destfile=" + directory.resolve("jacoco.exec");
  }

  private static String jacocoJar() {
    return Arrays.stream(
            System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
        .filter(entry -> entry.contains("org.jacoco.agent"))
        .findFirst()
        .orElseThrow();
  }

  private static void linesAreCounted(IClassCoverage coverage) {
    for (int line : RUN) {
      assertThat(coverage.getLine(line).getStatus())
          .as("line %s", line)
          .isEqualTo(ICounter.FULLY_COVERED);
    }
    assertThat(coverage.getLine(CONDITION).getBranchCounter().getTotalCount()).isEqualTo(2);
    assertThat(coverage.getLine(CONDITION).getBranchCounter().getCoveredCount()).isEqualTo(1);
    assertThat(coverage.getLine(MISSED).getStatus()).isEqualTo(ICounter.NOT_COVERED);
  }

  private static void nothingOfOursIsCounted(IClassCoverage coverage) {
    linesAreCounted(coverage);
    assertThat(coverage.getLine(AWAIT).getStatus()).isEqualTo(ICounter.FULLY_COVERED);
    assertThat(coverage.getBranchCounter().getTotalCount()).isEqualTo(2);
  }

  @Test
  void jacocoBeforeUsSeesTheSource() throws IOException {
    nothingOfOursIsCounted(run(compile(), jacoco(), AgentJar.path().toString()));
  }

  /** The JVM runs it before us all the same: it cannot retransform. */
  @Test
  void jacocoAfterUsSeesTheSource() throws IOException {
    nothingOfOursIsCounted(run(compile(), AgentJar.path().toString(), jacoco()));
  }

  /**
   * It sees the body. The switch counts for the class, and for no line; whether the await had to
   * wait are two branches of its line.
   */
  @Test
  void whatWasTransformedBeforeCountsTheCheckOfEachAwait() throws IOException {
    IClassCoverage coverage = run(Form.BUILD_TIME.prepare(compile()), jacoco());

    linesAreCounted(coverage);
    assertThat(coverage.getLine(AWAIT).getBranchCounter().getTotalCount()).isEqualTo(2);
    assertThat(coverage.getBranchCounter().getTotalCount()).isEqualTo(2 + 2 + 2);
    assertThat(coverage.getFirstLine()).isEqualTo(7);
    assertThat(coverage.getLastLine()).isEqualTo(21);
  }

  /** Probes that are in the class files already are code like any other. */
  @ParameterizedTest
  @EnumSource
  void jacocoOfflineBeforeUsSeesTheSource(Form form) throws IOException {
    Path classes = compile();
    Path probed = Files.createDirectories(directory.resolve("probed/shop"));
    byte[] covered = Files.readAllBytes(classes.resolve("shop/Covered.class"));
    Instrumenter instrumenter = new Instrumenter(new OfflineInstrumentationAccessGenerator());
    Files.write(probed.resolve("Covered.class"), instrumenter.instrument(covered, "Covered"));
    form.prepare(probed.getParent());

    List<String> arguments = new ArrayList<>(form.jvmArguments());
    arguments.add("-Djacoco-agent.destfile=" + directory.resolve("jacoco.exec"));
    run(arguments, probed.getParent() + File.pathSeparator + jacocoJar());

    nothingOfOursIsCounted(analyze(classes));
  }
}
