package io.fermata.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The part of the behaviour campaign that every build runs: some tests of commons-lang3. */
class BehaviourTest {
  private static final String TESTS =
      ".*lang3[.]((ArrayUtils|CharSet|CharUtils|Conversion|StringUtilsSubstring|Validate)"
          + "|builder[.]ToStringBuilder|math[.]Fraction|text[.]StrBuilder|tuple[.]Pair)Test";

  @TempDir Path directory;

  @Test
  void aLibraryThatSuspendsPassesItsOwnTests() {
    Suite suite = new Suite(jar("3[.0-9]*"), jar("3[.0-9]*-tests"), List.of(), TESTS, "1g");
    BehaviourRun run = new BehaviourRun(directory, 40);

    run.run(suite, 1);

    assertThat(run.failures()).isEmpty();
    assertThat(run.compared()).isGreaterThan(500);
  }

  private static Path jar(String version) {
    Pattern name = Pattern.compile("commons-lang3-" + version + "[.]jar");
    return Arrays.stream(
            System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
        .map(Path::of)
        .filter(entry -> name.matcher(entry.getFileName().toString()).matches())
        .findFirst()
        .orElseThrow();
  }
}
