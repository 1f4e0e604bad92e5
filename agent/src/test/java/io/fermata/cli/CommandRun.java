package io.fermata.cli;

import io.fermata.programs.Programs;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command line in this JVM, and keeps what the last run printed. */
abstract class CommandRun {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path directory;

  /** Returns the exit status. */
  final int run(Object... arguments) {
    out.reset();
    err.reset();
    String[] texts = Stream.of(arguments).map(Object::toString).toArray(String[]::new);
    return new CommandLine(new PrintStream(out, true), new PrintStream(err, true)).run(texts);
  }

  /** The compiled sources. */
  final Path classes(String... sources) {
    return Programs.compile(directory.resolve("classes"), sources);
  }

  final String out() {
    return out.toString().replace(System.lineSeparator(), "\n");
  }

  final String err() {
    return err.toString().replace(System.lineSeparator(), "\n");
  }
}
