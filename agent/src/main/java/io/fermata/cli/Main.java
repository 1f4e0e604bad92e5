package io.fermata.cli;

/** The command line: {@code java -jar fermata-agent.jar CLASSES_DIR_OR_JAR...}. */
public final class Main {
  private Main() {}

  /** Ends the JVM with the status that {@code --help} documents. */
  public static void main(String[] args) {
    int status = new CommandLine(System.out, System.err).run(args);
    if (status != 0) {
      System.exit(status);
    }
  }
}
