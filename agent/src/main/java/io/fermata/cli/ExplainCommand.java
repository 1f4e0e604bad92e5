package io.fermata.cli;

import io.fermata.transform.Explanation;
import io.fermata.transform.Transformer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code explain}: prints what the transformer makes of each async method, and changes nothing. */
final class ExplainCommand {
  static final String NAME = "explain";

  private final PrintStream out;
  private Transformer transformer = new Transformer();
  private int methods;

  ExplainCommand(PrintStream out) {
    this.out = out;
  }

  /**
   * Explains class files, directories and jars.
   *
   * @throws IOException if something cannot be read; the message says what
   */
  void run(List<String> arguments) throws CommandOptions.MisuseException, IOException {
    CommandOptions options = CommandOptions.parse(arguments.toArray(String[]::new));
    transformer = new Transformer(options.keepLocals());
    for (Path path : options.paths()) {
      if (Files.isDirectory(path)) {
        new ClassDirectory(path).forEach(this::explain);
      } else if (ChangePlanner.isClassFile(path.toString()) && Files.isRegularFile(path)) {
        explain(path.toString(), ClassDirectory.read(path));
      } else if (Files.isRegularFile(path)) {
        new ClassJar(path, false).forEach(this::explain);
      } else {
        throw new CommandOptions.MisuseException(path + " is no class file, directory or jar");
      }
    }
    if (methods == 0) {
      out.println("no async method that is not transformed already");
    }
  }

  private void explain(String path, byte[] classFile) throws IOException {
    try {
      for (Explanation explanation : transformer.explain(classFile)) {
        print(explanation);
        methods++;
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  private void print(Explanation explanation) {
    out.println(explanation.method());
    out.println("  frame " + explanation.frame() + ", " + explanation.frameBytes() + " bytes");
    if (explanation.points().isEmpty()) {
      out.println("  never suspends");
    }
    int state = 0;
    for (Explanation.Point point : explanation.points()) {
      String line =
          point.line() > 0 ? "line " + point.line() : "a line that the class file does not tell";
      out.println(
          "  "
              + state++
              + ": "
              + line
              + " awaits "
              + point.awaited()
              + (point.direct() ? ", directly" : ""));
      for (Explanation.Kept kept : point.kept()) {
        out.println(
            "       keeps "
                + kept.type()
                + " "
                + kept.name()
                + " in "
                + kept.field()
                + ", "
                + kept.why());
      }
    }
  }
}
