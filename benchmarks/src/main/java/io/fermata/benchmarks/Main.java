package io.fermata.benchmarks;

import io.fermata.benchmarks.report.Comparison;
import io.fermata.benchmarks.report.Figure;
import io.fermata.benchmarks.report.Page;
import io.fermata.benchmarks.report.Results;
import io.fermata.benchmarks.startup.Startup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Without arguments, runs everything and leaves the results in {@code target/results}; the rest is
 * in {@link #HELP}.
 */
public final class Main {
  private static final String HELP =
      """
      java -jar benchmarks.jar             runs everything, about 20 minutes
      java -Dquick -jar benchmarks.jar     the same, short and rough
      java -Dlong -jar benchmarks.jar      the same, five forks each
      java -jar benchmarks.jar report      writes RESULTS.md and the charts from target/results
      java -Dcpu -jar benchmarks.jar report   the same with processor times, if the machine was busy
      java -jar benchmarks.jar check       a short run of Fermata and the limit, compared with recorded/
      java -jar benchmarks.jar startup     the starts of JVMs and the cost of the agent only
      java -jar benchmarks.jar record      makes target/results what check compares with
      java -jar benchmarks.jar PATTERN...  JMH with its own arguments (-h lists them)""";

  private Main() {}

  public static void main(String[] args)
      throws CommandLineOptionException, RunnerException, IOException, InterruptedException {
    String command = args.length == 0 ? "" : args[0];
    Path file = Home.results().resolve(Runtime.version().feature() + ".json");
    switch (command) {
      case "" -> {
        Results results = new FullRun(Peers.all(), Effort.fromProperties(), file).run();
        System.out.println(Table.of(results));
        System.out.println("Results are in target/results; the command \"report\" renders them.");
      }
      case "report" -> Page.write(read(Home.results()), Home.directory());
      case "startup" -> System.out.println(Table.of(startup()));
      case "record" -> record();
      case "check" -> check();
      case "help", "--help" -> System.out.println(HELP);
      default -> System.out.println(Table.of(Jmh.run(new CommandLineOptions(args))));
    }
  }

  private static List<Figure> startup() throws IOException, InterruptedException {
    return Startup.measure(Home.target(), Effort.fromProperties().starts());
  }

  private static List<Results> read(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> sorted = files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      List<Results> runs = new ArrayList<>();
      for (Path file : sorted) {
        Results results = Results.read(file);
        runs.add(System.getProperty("cpu") == null ? results : results.byProcessorTime());
      }
      return runs;
    }
  }

  private static void record() throws IOException {
    Files.createDirectories(Home.recorded());
    try (Stream<Path> files = Files.list(Home.results())) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Results.read(file).write(Home.recorded().resolve(file.getFileName()));
      }
    }
  }

  private static void check() throws IOException, RunnerException, InterruptedException {
    String name = Runtime.version().feature() + ".json";
    Path recorded = Home.recorded().resolve(name);
    if (!Files.exists(recorded)) {
      System.out.println("Nothing is recorded for this JDK; " + Home.recorded() + " has what is.");
      System.exit(1);
    }
    Path file = Home.results().resolveSibling("check").resolve(name);
    Results run = new FullRun(List.of("limit", "fermata"), Effort.QUICK, file).run();
    System.out.println(Table.of(run));
    List<String> worse =
        Comparison.worse(Results.read(recorded).byProcessorTime(), run.byProcessorTime());
    worse.forEach(System.out::println);
    System.out.println(
        worse.isEmpty() ? "Nothing is worse than recorded." : "Worse than recorded.");
    System.exit(worse.isEmpty() ? 0 : 1);
  }
}
