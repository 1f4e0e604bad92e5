package io.fermata.cli;

import io.fermata.transform.Explanation;
import io.fermata.transform.Transformation;
import io.fermata.transform.Transformer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code explain}: prints what the transformer makes of each async method, and changes nothing. */
final class ExplainCommand {
  static final String NAME = "explain";

  private final PrintStream out;
  private final PrintStream err;
  private Transformer transformer = new Transformer();
  private int methods;
  private boolean wrong;

  ExplainCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Explains class files, directories and jars.
   *
   * @return the exit status
   * @throws IOException if something cannot be read; the message says what
   */
  int run(CommandOptions options) throws CommandOptions.MisuseException, IOException {
    transformer = new Transformer(options.keepLocals());
    for (Path path : options.paths()) {
      if (ChangePlanner.isClassFile(path.toString()) && Files.isRegularFile(path)) {
        explain(path.toString(), ClassDirectory.read(path));
      } else {
        ClassFiles.at(path, false).forEach(this::explain);
      }
    }
    if (methods == 0 && !wrong) {
      out.println("no async method that is not transformed already");
    }
    return wrong ? CommandLine.REFUSED : CommandLine.OK;
  }

  private void explain(String path, byte[] classFile) {
    Transformation outcome = transformer.transformFile(classFile);
    outcome.diagnosticsOf(path).forEach(diagnostic -> err.println(diagnostic.text()));
    wrong |= outcome.failed();
    if (outcome.changed()) {
      for (Explanation explanation : transformer.explain(classFile)) {
        print(explanation);
        methods++;
      }
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
