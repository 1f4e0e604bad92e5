package io.fermata.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.Fermata;
import io.fermata.samples.tutorial.Main;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.h2.Driver;

/** A program of the samples in a JVM of its own. */
public final class Program {
  private static final Path AGENT = Path.of(System.getProperty("fermata.agent.jar"));

  private final Process process;
  private final Path errors;

  private Program(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
  }

  /** Starts a main class under the agent. */
  public static Program underAgent(Class<?> main, String... args) throws Exception {
    return start(List.of("-javaagent:" + AGENT), classes(), main, args);
  }

  /** Starts a main class of a folder with transformed classes, without the agent. */
  public static Program transformed(Path classes, Class<?> main, String... args) throws Exception {
    return start(List.of(), classes, main, args);
  }

  /** Runs the command line of the agent's jar. */
  public static Program commandLine(Path... targets) throws Exception {
    List<String> command = new ArrayList<>(List.of(java(), "-jar", AGENT.toString()));
    for (Path target : targets) {
      command.add(target.toString());
    }
    return start(command);
  }

  /** Where the compiled samples are, not transformed. */
  public static Path classes() throws URISyntaxException {
    return location(Main.class);
  }

  /** What it has to say next on standard output. */
  public String nextLine() throws IOException {
    return process.inputReader().readLine();
  }

  /** The rest of standard output, however the program ends. */
  public List<String> lines() throws Exception {
    List<String> lines = process.inputReader().lines().toList();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return lines;
  }

  /** The rest of standard output; the program must end with success. */
  public List<String> output() throws Exception {
    List<String> lines = lines();
    assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
    return lines;
  }

  /** What it wrote to standard error so far. */
  public String errors() throws IOException {
    return Files.readString(errors);
  }

  public Process process() {
    return process;
  }

  private static Program start(List<String> options, Path classes, Class<?> main, String... args)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(options);
    command.add("-cp");
    command.add(
        String.join(
            System.getProperty("path.separator"),
            classes.toString(),
            location(Fermata.class).toString(),
            location(Driver.class).toString()));
    command.add(main.getName());
    command.addAll(List.of(args));
    return start(command);
  }

  private static Program start(List<String> command) throws IOException {
    Path errors = Files.createTempFile("errors", ".txt");
    errors.toFile().deleteOnExit();
    return new Program(new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static Path location(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
