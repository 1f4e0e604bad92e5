package io.fermata.golden;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What small programs print in Java is what their Python originals print. {@code
 * src/test/resources/golden/record.py} records the originals' output again.
 */
class GoldenTest {
  private static final Path DIRECTORY = Path.of("src/test/resources/golden");
  private static final List<String> TOOLS = List.of("record.py", "virtual_time.py");

  private static List<Twins> all() {
    return List.of(
        new LockTwins(),
        new SemaphoreTwins(),
        new EventTwins(),
        new ConditionTwins(),
        new BarrierTwins(),
        new QueueTwins(),
        new GroupTwins(),
        new WaitTwins(),
        new ContextTwins());
  }

  @TestFactory
  Stream<DynamicTest> printsWhatPythonPrints() {
    return all().stream()
        .flatMap(
            twins ->
                twins.programs().keySet().stream()
                    .map(name -> DynamicTest.dynamicTest(name, () -> compare(twins, name))));
  }

  private static void compare(Twins twins, String name) throws IOException {
    List<String> recorded = Files.readAllLines(DIRECTORY.resolve(name + ".out"));
    assertThat(recorded).as("recorded").isNotEmpty();
    // With a limit, because a wake-up that gets lost leaves the loop waiting for other threads.
    assertThat(assertTimeoutPreemptively(ofSeconds(20), () -> twins.run(name))).isEqualTo(recorded);
  }

  @Test
  void everyOriginalHasATwin() throws IOException {
    TreeSet<String> twins = new TreeSet<>();
    all().forEach(some -> twins.addAll(some.programs().keySet()));
    TreeSet<String> originals = new TreeSet<>();
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".py") && !TOOLS.contains(file))
          .forEach(file -> originals.add(file.substring(0, file.length() - 3)));
    }
    assertThat(twins).isEqualTo(originals);
  }
}
