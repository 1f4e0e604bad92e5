package io.fermata.asyncio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.fermata.harness.Cases;
import io.fermata.harness.Weaving;
import io.fermata.transform.Transformer;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Random programs print here what they printed in CPython. {@code random_programs.py} has written
 * both; {@code -Dfermata.asyncio=FILE} runs those of another file of its making.
 */
class RandomProgramsTest {
  private static final String PACKAGE = Interpreter.class.getPackageName() + ".";
  private static final Path RECORDED =
      Path.of(
          System.getProperty("fermata.asyncio", "src/test/resources/asyncio/random_programs.txt"));

  private record Program(String seed, String text, List<String> printed) {}

  private static Method interpreter() throws ReflectiveOperationException {
    Weaving weaving =
        Weaving.transformed(
            name -> name.startsWith(PACKAGE) ? Cases.resource(name) : null, new Transformer());
    Method run =
        weaving
            .loader()
            .loadClass(Interpreter.class.getName())
            .getDeclaredMethod("run", String.class);
    run.setAccessible(true);
    return run;
  }

  @Test
  void printWhatPythonPrints() throws Exception {
    printWhatPythonPrints(1);
  }

  @Test
  void someDoSoWithAThreadForEachTask() throws Exception {
    System.setProperty("io.fermata.stepping", "true");
    try {
      printWhatPythonPrints(5);
    } finally {
      System.clearProperty("io.fermata.stepping");
    }
  }

  /**
   * @param every how many of the programs are run: 1 is all, 5 each fifth
   */
  private static void printWhatPythonPrints(int every) throws Exception {
    Method run = interpreter();
    List<Program> programs = read();
    assertThat(programs).hasSizeGreaterThan(100);
    List<String> different = new ArrayList<>();
    for (int i = 0; i < programs.size(); i += every) {
      Program program = programs.get(i);
      Object printed =
          assertTimeoutPreemptively(
              Duration.ofSeconds(20), () -> run.invoke(null, program.text), () -> program.text);
      if (!withoutMessages((List<?>) printed).equals(withoutMessages(program.printed))) {
        different.add(report(program, (List<?>) printed));
      }
    }
    assertThat(different.size()).as("%s", first(different)).isZero();
  }

  private static String first(List<String> different) {
    return different.stream()
        .min((a, b) -> a.length() - b.length())
        .map(shortest -> different.size() + " differ; the shortest: " + shortest)
        .orElse("none differs");
  }

  /** CPython gives the message of a cancel to the first who asks, we give it to all. */
  private static List<String> withoutMessages(List<?> printed) {
    return printed.stream()
        .map(line -> ((String) line).replaceAll("cancelled m\\d+", "cancelled"))
        .toList();
  }

  private static String report(Program program, List<?> printed) {
    int at = 0;
    while (at < printed.size()
        && at < program.printed.size()
        && printed.get(at).equals(program.printed.get(at))) {
      at++;
    }
    return "seed %s%n%s%nline %d of Python's %s%nand of ours %s"
        .formatted(program.seed, program.text, at, program.printed, printed);
  }

  private static List<Program> read() throws IOException {
    List<Program> programs = new ArrayList<>();
    List<String> lines = Files.readAllLines(RECORDED);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("seed ")) {
        programs.add(new Program(lines.get(i).substring(5), lines.get(++i), new ArrayList<>()));
      } else {
        programs.get(programs.size() - 1).printed.add(lines.get(i));
      }
    }
    return programs;
  }
}
