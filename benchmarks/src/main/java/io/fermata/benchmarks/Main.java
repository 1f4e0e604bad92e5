package io.fermata.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs everything and prints one table. Takes JMH's own arguments, among them a pattern of what to
 * run; E and F run when there is none. {@code -Dquick} makes it short.
 */
public final class Main {
  private static final boolean HAS_VIRTUAL_THREADS = Runtime.version().feature() >= 21;

  private Main() {}

  public static void main(String[] args)
      throws CommandLineOptionException, RunnerException, IOException, InterruptedException {
    CommandLineOptions given = new CommandLineOptions(args);
    if (given.shouldHelp()) {
      given.showHelp();
      return;
    }
    Table table = new Table();
    table.addAll(runWorkloads(given));
    if (args.length == 0) {
      for (String peer : peers()) {
        List<String> g1 = List.of("-XX:+UseG1GC", "-Xms2g", "-Xmx2g");
        table.add("E", peer, runAlone(HeapOfParkedTasks.class, peer, g1) + " B");
        table.add("F", peer, runAlone(CpuOfTimers.class, peer, g1) + " ms");
      }
    }
    System.out.println(table);
  }

  private static Collection<RunResult> runWorkloads(CommandLineOptions given)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder().parent(given).addProfiler(GCProfiler.class);
    options.addProfiler(WorkerCpuProfiler.class);
    if (!HAS_VIRTUAL_THREADS) {
      options.exclude("\\.virtual\\.");
    }
    if (System.getProperty("quick") != null) {
      TimeValue half = TimeValue.milliseconds(500);
      options.forks(1).warmupIterations(4).warmupTime(half);
      options.measurementIterations(4).measurementTime(half);
    }
    return new Runner(options.build()).run();
  }

  private static List<String> peers() {
    List<String> peers = new ArrayList<>(List.of("limit", "fermata", "kotlin", "ea", "future"));
    if (HAS_VIRTUAL_THREADS) {
      peers.add("virtual");
    }
    return peers;
  }

  /** The last line that a program prints in a JVM of its own. */
  private static String runAlone(Class<?> program, String peer, List<String> jvmArguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmArguments);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(program.getName(), peer));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status != 0) {
      throw new IOException(program.getSimpleName() + " of " + peer + " ended with " + status);
    }
    return output.strip();
  }
}
