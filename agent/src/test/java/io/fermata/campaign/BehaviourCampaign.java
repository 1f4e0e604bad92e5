package io.fermata.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The own tests of libraries, on code that suspends at random instructions. */
class BehaviourCampaign {
  /**
   * All but one that goes through every time zone in every language, for minutes; and one that
   * fills the heap on purpose. With a small heap that one ends the JVM, without Fermata too; with 4
   * GB its memory tests abort themselves.
   */
  private static final String TESTS =
      "(?!.*(FastDateParser_TimeZoneStrategy|TextStringBuilder)Test).*Test";

  private static final String HEAP = "4g";

  @TempDir Path directory;

  @Test
  void aLibraryThatSuspendsPassesItsOwnTests() throws IOException {
    Budget budget = Budget.fromProperties();
    int percent = Integer.getInteger("campaign.percent", 30);
    BehaviourRun run = new BehaviourRun(directory, percent);
    List<Suite> suites = suites(Path.of(System.getProperty("campaign.suites")));
    for (long round = 0; budget.lasts(); round++) {
      for (Suite suite : suites) {
        if (budget.lasts()) {
          run.run(suite, budget.seed() + round);
        }
      }
    }
    assertThat(run.failures()).isEmpty();
  }

  private List<Suite> suites(Path root) throws IOException {
    List<Path> needed = new ArrayList<>(jars(root));
    needed.addAll(jars(root.resolve("needed")));
    List<Suite> suites = new ArrayList<>();
    for (Path jar : jars(root)) {
      Path tests = root.resolve("tests").resolve(jar.getFileName());
      suites.add(new Suite(jar, tests, needed, TESTS, HEAP));
    }
    suites.add(guava(needed));
    suites.removeIf(suite -> !suite.name().contains(System.getProperty("campaign.suite", "")));
    return suites;
  }

  /** Guava does not publish its tests, but the suites of which most of them consist. */
  private Suite guava(List<Path> needed) throws IOException {
    Path guava =
        needed.stream()
            .filter(jar -> jar.getFileName().toString().matches("guava-[0-9].*"))
            .findFirst()
            .orElseThrow();
    Path source = directory.resolve("GuavaCollections.java");
    try (InputStream in = getClass().getResourceAsStream("/campaign/GuavaCollections.java")) {
      Files.copy(Objects.requireNonNull(in), source);
    }
    Path tests = Files.createDirectories(directory.resolve("guava-tests"));
    String path =
        needed.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-nowarn", "-cp", path, "-d", "" + tests, "" + source);
    if (status != 0) {
      throw new IllegalStateException("javac: " + status);
    }
    return new Suite(guava, tests, needed, "GuavaCollections", HEAP);
  }

  private static List<Path> jars(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
