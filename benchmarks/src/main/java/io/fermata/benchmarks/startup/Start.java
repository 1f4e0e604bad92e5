package io.fermata.benchmarks.startup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Programs that are started in turn, so that a disturbance of the machine meets all of them, from
 * the start of the JVM to the line that shows that they are up.
 */
final class Start {
  private final Map<String, Program> programs = new LinkedHashMap<>();

  private record Program(String line, boolean endsAlone, List<String> arguments, double[] millis) {}

  private final int rounds;

  Start(int rounds) {
    this.rounds = rounds;
  }

  /**
   * One more program, which ends by itself.
   *
   * @param name of the figure
   * @param line what is in the line that is waited for
   * @param arguments of the JVM
   */
  void add(String name, String line, List<String> arguments) {
    programs.put(name, new Program(line, true, arguments, new double[rounds]));
  }

  /** The same for a program that goes on until it is ended. */
  void addServer(String name, String line, List<String> arguments) {
    programs.put(name, new Program(line, false, arguments, new double[rounds]));
  }

  /** Milliseconds, the medians. */
  Map<String, Double> run() throws IOException, InterruptedException {
    for (int round = -1; round < rounds; round++) { // the first fills the page cache
      for (Program program : programs.values()) {
        double time = time(program);
        if (round >= 0) {
          program.millis()[round] = time;
        }
      }
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    programs.forEach((name, program) -> medians.put(name, median(program.millis())));
    return medians;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double time(Program program) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command(program.arguments())).redirectErrorStream(true);
    long begin = System.nanoTime();
    Process process = builder.start();
    StringBuilder output = new StringBuilder();
    double time = 0;
    try (InputStream in = process.getInputStream()) {
      for (int next; (next = in.read()) >= 0; ) {
        output.append((char) next);
        if (next == '\n' && time == 0 && output.indexOf(program.line()) >= 0) {
          time = (System.nanoTime() - begin) / 1e6;
          if (!program.endsAlone()) {
            process.destroy(); // which closes the stream, too
            break;
          }
        }
      }
    }
    int status = process.waitFor();
    if (time == 0 || (program.endsAlone() && status != 0)) {
      throw new IOException("it did not start: " + program.arguments() + "\n" + output);
    }
    return time;
  }

  static String output(List<String> arguments) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command(arguments)).redirectErrorStream(true).start();
    try (InputStream in = process.getInputStream()) {
      String output = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IOException("it failed: " + arguments + "\n" + output);
      }
      return output;
    }
  }

  private static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    return command;
  }
}
