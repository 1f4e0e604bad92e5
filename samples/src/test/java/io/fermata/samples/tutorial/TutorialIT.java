package io.fermata.samples.tutorial;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.samples.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial's output, byte for byte, by the agent and by the command line. */
class TutorialIT {
  private static final List<String> SEQUENTIAL =
      List.of(
          "Get stock price of GOOG...",
          "300",
          "Get stock price of APPL...",
          "400",
          "It took 6.0 second(s) to complete.");

  private static final List<String> TASKS =
      List.of(
          "Get stock price of GOOG...",
          "Get stock price of APPL...",
          "300",
          "300",
          "It took 3.0 second(s) to complete.");

  private static final List<String> PROGRESS =
      List.of(
          "Get stock price of GOOG...",
          "Get stock price of APPL...",
          "API call is in progress...",
          "API call is in progress...",
          "300",
          "300",
          "API call is in progress...",
          "It took 3.0 second(s) to complete.");

  @Test
  void underTheAgentInVirtualTime() throws Exception {
    assertThat(Program.underAgent(Main.class, "--virtual").output()).isEqualTo(allThree());
  }

  @Test
  void transformedByTheCommandLineInVirtualTime(@TempDir Path folder) throws Exception {
    transform(folder);
    assertThat(Program.transformed(folder, Main.class, "--virtual").output()).isEqualTo(allThree());
  }

  @Test
  void eachProgramAlone() throws Exception {
    Program tasks = Program.underAgent(Main.class, "--virtual", "tasks");
    Program progress = Program.underAgent(Main.class, "progress", "--virtual");
    assertThat(tasks.output()).isEqualTo(TASKS);
    assertThat(progress.output()).isEqualTo(PROGRESS);
  }

  /**
   * All at the same time: six seconds, not twenty-four. In the third second both calls and the
   * progress are due within microseconds: a busy machine wakes the loop when all are, and then the
   * progress, which is nearer to its timer, prints first. In virtual time the order is exact.
   */
  @Test
  void inRealTime(@TempDir Path folder) throws Exception {
    transform(folder);
    Map<Program, List<String>> expected = new LinkedHashMap<>();
    expected.put(Program.underAgent(Main.class, "sequential"), SEQUENTIAL);
    expected.put(Program.transformed(folder, Main.class, "sequential"), SEQUENTIAL);
    expected.put(Program.underAgent(Main.class, "tasks"), TASKS);
    expected.put(Program.transformed(folder, Main.class, "tasks"), TASKS);
    List<Program> progress =
        List.of(
            Program.underAgent(Main.class, "progress"),
            Program.transformed(folder, Main.class, "progress"));
    for (Map.Entry<Program, List<String>> program : expected.entrySet()) {
      assertThat(program.getKey().output()).isEqualTo(program.getValue());
    }
    for (Program program : progress) {
      assertThat(program.output())
          .startsWith(PROGRESS.subList(0, 4).toArray(String[]::new))
          .containsExactlyInAnyOrderElementsOf(PROGRESS)
          .endsWith(PROGRESS.get(7));
    }
  }

  private static void transform(Path folder) throws Exception {
    copy(Program.classes(), folder);
    Program.commandLine(folder).output();
  }

  private static List<String> allThree() {
    List<String> lines = new ArrayList<>(SEQUENTIAL);
    lines.addAll(TASKS);
    lines.addAll(PROGRESS);
    return lines;
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
