package io.fermata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.programs.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest extends CommandRun {
  @Test
  void transformsInPlaceAndSaysHowMuch() {
    Path classes = classes(Programs.PRICES);

    assertThat(run(classes)).isEqualTo(CommandLine.OK);

    assertThat(out()).isEqualTo(classes + ": transformed 2 methods in 1 class\n");
    assertThat(err()).isEmpty();
    assertThat(classes.resolve("shop/Prices$main$0.class")).exists();
  }

  @Test
  void quietSaysNothing() {
    assertThat(run("--quiet", classes(Programs.PRICES))).isEqualTo(CommandLine.OK);

    assertThat(out()).isEmpty();
  }

  @Test
  void checkWritesNothing() {
    Path classes = classes(Programs.PRICES);
    Map<String, byte[]> before = Programs.files(classes);

    assertThat(run("--check", classes)).isEqualTo(CommandLine.OK);

    assertThat(Programs.files(classes)).containsExactlyEntriesOf(before);
    assertThat(out()).isEqualTo(classes + ": would have transformed 2 methods in 1 class\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--quiet", "--check"})
  void ifAnythingIsRefusedNothingIsWrittenAnywhere(String option) {
    Path good = Programs.compile(directory.resolve("good"), Programs.PRICES);
    Path bad = classes(Programs.REFUSED);
    Map<String, byte[]> before = Programs.files(directory);

    assertThat(run(option, good, bad)).isEqualTo(CommandLine.REFUSED);

    assertThat(Programs.files(directory)).containsExactlyEntriesOf(before);
    assertThat(out()).isEmpty();
    assertThat(err())
        .startsWith(bad + ":\nRefused.java:7: ")
        .endsWith("fermata: nothing was changed\n")
        .hasLineCount(3);
  }

  @Test
  void ofSeveralPlacesThoseWithProblemsAreNamed() throws IOException {
    Path fine = classes(Programs.PRICES);
    Path damaged = Files.createDirectories(directory.resolve("damaged"));
    Files.write(damaged.resolve("Prices.class"), new byte[] {1, 2, 3});

    assertThat(run(fine, damaged)).isEqualTo(CommandLine.REFUSED);

    assertThat(err().lines().toList())
        .hasSize(3)
        .startsWith(damaged + ":")
        .element(1)
        .asString()
        .startsWith("Prices.class: FMT012 ");
  }

  @Test
  void outputGetsAllFilesAndTheOriginalsStay() throws IOException {
    Path classes = classes(Programs.PRICES, Programs.PLAIN);
    Files.writeString(classes.resolve("shop/names.txt"), "text");
    Map<String, byte[]> before = Programs.files(classes);
    Path to = directory.resolve("to");

    assertThat(run("--output", to, classes)).isEqualTo(CommandLine.OK);

    assertThat(Programs.files(classes)).containsExactlyEntriesOf(before);
    assertThat(run(classes)).isEqualTo(CommandLine.OK);
    assertThat(Programs.files(to)).containsExactlyEntriesOf(Programs.files(classes));
  }

  @Test
  void outputGetsAJarUnderItsName() throws IOException {
    Path jar = directory.resolve("app.jar");
    Path classFile = classes(Programs.PRICES).resolve("shop/Prices.class");
    new TestJar().add("shop/Prices.class", Files.readAllBytes(classFile)).write(jar);
    byte[] before = Files.readAllBytes(jar);

    assertThat(run("--output", directory.resolve("to"), jar)).isEqualTo(CommandLine.OK);

    assertThat(jar).hasBinaryContent(before);
    assertThat(run(directory.resolve("to/app.jar"))).isEqualTo(CommandLine.OK);
    assertThat(out()).endsWith("nothing to transform, 1 class up to date\n");
  }

  @Test
  void anOutputThatWouldWriteOverTheInputIsAMistake() {
    Path classes = classes(Programs.PRICES);

    assertThat(run("--output", classes, classes)).isEqualTo(CommandLine.MISUSED);
    assertThat(run("--output", classes.resolve("deep"), classes)).isEqualTo(CommandLine.MISUSED);
  }

  @Test
  void aFileThatIsNoJarIsReported() throws IOException {
    Path file = Files.writeString(directory.resolve("notes.txt"), "no zip");

    assertThat(run(file)).isEqualTo(CommandLine.REFUSED);

    assertThat(err())
        .startsWith("fermata: " + file + " cannot be read: it is no jar, or damaged (");
  }

  @Test
  void aClassFileAloneIsAMistake() {
    Path classFile = classes(Programs.PRICES).resolve("shop/Prices.class");

    for (String command : List.of("--check", "verify")) {
      assertMisuse(
          classFile + " is one class file; give the directory that its package is in, or a jar",
          command,
          classFile);
    }
  }

  @Test
  void mistakesHaveTheirOwnStatus() {
    assertMisuse("no directory and no jar is given");
    assertMisuse("there is no option --chek", "--chek", directory);
    for (String command : List.of("--check", "explain", "verify")) {
      assertMisuse("nowhere is not there", command, directory.resolve("nowhere"));
    }
    assertMisuse("--output needs a directory", "--output");
  }

  private void assertMisuse(String message, Object... arguments) {
    assertThat(run(arguments)).isEqualTo(CommandLine.MISUSED);
    assertThat(err()).contains(message);
  }

  @Test
  void helpNamesEveryOption() {
    assertThat(run("--help")).isEqualTo(CommandLine.OK);

    assertThat(out())
        .contains("--check", "--output", "--strip-signatures", "--quiet", "--help", "--version");
  }

  @Test
  void anythingBehindTwoDashesIsAPath() {
    assertThat(run("--", "--check")).isEqualTo(CommandLine.MISUSED);

    assertThat(err()).contains("--check is not there");
  }

  @Test
  void explainsWithoutChangingAnything() throws IOException {
    Path classes = classes(Programs.PRICES);
    byte[] before = Files.readAllBytes(classes.resolve("shop/Prices.class"));

    assertThat(run("explain", classes)).isEqualTo(CommandLine.OK);

    assertThat(out())
        .contains("shop.Prices.callApi(String, int)\n  frame shop.Prices$callApi$0, 32 bytes\n")
        .contains(
            "0: line 12 awaits Fermata.sleep\n       keeps int result in v1, read again in line 13\n");
    assertThat(Files.readAllBytes(classes.resolve("shop/Prices.class"))).isEqualTo(before);
  }

  @Test
  void saysIfThereIsNothingToExplain() {
    assertThat(run("explain", classes(Programs.PLAIN))).isEqualTo(CommandLine.OK);
    assertThat(out()).isEqualTo("no async method that is not transformed already\n");
    assertThat(run("explain", directory.resolve("nowhere"))).isEqualTo(CommandLine.MISUSED);
    assertThat(run("explain")).isEqualTo(CommandLine.MISUSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--check", "explain", "verify"})
  void aCircleOfLinksIsNamed(String command) throws IOException {
    Path deep = Files.createDirectories(directory.resolve("d/deep"));
    Path link = Files.createSymbolicLink(deep.resolve("up"), directory.resolve("d"));

    assertThat(run(command, directory.resolve("d"))).isEqualTo(CommandLine.REFUSED);

    assertThat(err())
        .startsWith("fermata: " + link + " cannot be read: it is a link to a directory around it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--check", "explain", "verify"})
  void aJarThatCannotBeReadIsNamed(String command) throws IOException {
    Path jar = Files.writeString(directory.resolve("bad.jar"), "no zip");

    assertThat(run(command, jar)).isEqualTo(CommandLine.REFUSED);

    assertThat(err()).startsWith("fermata: " + jar + " cannot be read: ");
  }

  @Test
  void aJarOfTheClassPathThatCannotBeReadIsNamed() throws IOException {
    Path jar = Files.writeString(directory.resolve("bad.jar"), "no zip");

    assertThat(run("verify", "--class-path", jar, classes(Programs.PRICES)))
        .isEqualTo(CommandLine.REFUSED);

    assertThat(err()).startsWith("fermata: " + jar + " cannot be read: ");
  }

  @Test
  void aFileThatCannotBeWrittenIsNamedWithWhatWasDoneBefore() throws IOException {
    Path first = Programs.compile(directory.resolve("first"), Programs.PRICES);
    Path second = Programs.compile(directory.resolve("second"), Programs.PRICES);
    // stands where a frame is to be written
    Files.writeString(
        Files.createDirectories(second.resolve("shop/Prices$main$0.class")).resolve("x"), "x");

    assertThat(run(first, second)).isEqualTo(CommandLine.REFUSED);

    assertThat(out()).isEqualTo(first + ": transformed 2 methods in 1 class\n");
    assertThat(err())
        .startsWith("fermata: " + second + " cannot be written: ")
        .endsWith("; " + first + " is done\n");
  }

  @Test
  void outputRefusesJarsOfOneName() throws IOException {
    Path one = Files.createDirectories(directory.resolve("a")).resolve("app.jar");
    Path other = Files.createDirectories(directory.resolve("b")).resolve("app.jar");
    new TestJar().add("a.txt", new byte[1]).write(one);
    new TestJar().add("b.txt", new byte[1]).write(other);

    assertThat(run("--output", directory.resolve("to"), one, other)).isEqualTo(CommandLine.MISUSED);

    assertThat(err())
        .startsWith("fermata: " + one + " and " + other + " would both write ")
        .contains(directory.resolve("to/app.jar").toString());
    assertThat(directory.resolve("to")).doesNotExist();
  }

  @Test
  void outputRefusesDirectoriesThatMeet() {
    Path one = Programs.compile(directory.resolve("one"), Programs.PRICES);
    Path other = Programs.compile(directory.resolve("other"), Programs.PLAIN, Programs.PRICES);

    assertThat(run("--output", directory.resolve("to"), one, other)).isEqualTo(CommandLine.MISUSED);

    assertThat(err()).contains(one + " and " + other + " would both write ");
    assertThat(directory.resolve("to")).doesNotExist();
  }

  @Test
  void outputTakesDirectoriesThatDoNotMeet() {
    Path one = Programs.compile(directory.resolve("one"), Programs.PRICES);
    Path other = Programs.compile(directory.resolve("other"), Programs.PLAIN);

    assertThat(run("--output", directory.resolve("to"), one, other)).isEqualTo(CommandLine.OK);

    assertThat(Programs.files(directory.resolve("to")))
        .containsKeys("shop/Prices.class", "shop/Prices$main$0.class", "shop/Plain.class");
  }

  @ParameterizedTest
  @ValueSource(strings = {"explain", "verify", "dump"})
  void everyCommandHasHelpAndVersion(String command) {
    assertThat(run(command, "--help")).isEqualTo(CommandLine.OK);
    assertThat(out()).isEqualTo(CommandLine.HELP);

    assertThat(run(command, "--version", directory)).isEqualTo(CommandLine.OK);
    assertThat(out()).isEqualTo("fermata (not from a jar)\n");
  }

  @ParameterizedTest
  @CsvSource({
    "explain, --check",
    "explain, --quiet",
    "explain, --strip-signatures",
    "explain, --output",
    "explain, --class-path",
    "verify, --check",
    "verify, --strip-signatures",
    "verify, --output",
    "dump, --quiet"
  })
  void anOptionOfAnotherCommandIsAMistake(String command, String option) {
    assertThat(run(command, option, directory)).isEqualTo(CommandLine.MISUSED);

    assertThat(err()).startsWith("fermata: " + command + " has no option " + option + "\n");
  }

  @Test
  void explainTellsWhatIsRefused() {
    assertThat(run("explain", classes(Programs.REFUSED))).isEqualTo(CommandLine.REFUSED);

    assertThat(err()).startsWith("Refused.java:7: ");
    assertThat(out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--quiet", "explain", "verify"})
  void aDamagedClassFileIsReported(String command) throws IOException {
    Path file = classes(Programs.PRICES).resolve("shop/Prices.class");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100));

    assertThat(run(command, directory.resolve("classes"))).isEqualTo(CommandLine.REFUSED);

    assertThat(err()).startsWith("shop/Prices.class: FMT012 shop/Prices.class: ");
  }
}
