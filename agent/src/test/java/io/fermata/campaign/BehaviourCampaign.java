package io.fermata.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The own tests of libraries, on code that suspends at random instructions. */
class BehaviourCampaign {
  /**
   * All but one that goes through every time zone in every language, for minutes, and one that
   * fills the heap on purpose, which the launcher takes for the end.
   */
  private static final String TESTS =
      "(?!.*(FastDateParser_TimeZoneStrategy|TextStringBuilder)Test).*Test";

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

  private static List<Suite> suites(Path root) throws IOException {
    List<Path> needed = new ArrayList<>(jars(root));
    needed.addAll(jars(root.resolve("needed")));
    return jars(root).stream()
        .filter(jar -> jar.toString().contains(System.getProperty("campaign.suite", "")))
        .map(jar -> new Suite(jar, root.resolve("tests").resolve(jar.getFileName()), needed, TESTS))
        .toList();
  }

  private static List<Path> jars(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }
}
