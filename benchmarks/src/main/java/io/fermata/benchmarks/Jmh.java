package io.fermata.benchmarks;

import io.fermata.benchmarks.report.Figure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the workloads that JMH measures. */
final class Jmh {
  private Jmh() {}

  /** The full names of all workloads of these peers, Fermata's and the limit's first. */
  static List<String> workloads(List<String> peers) {
    Set<String> names = new TreeSet<>();
    for (BenchmarkListEntry entry :
        BenchmarkList.defaultList()
            .getAll(
                OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT),
                List.of())) {
      names.add(entry.getUsername());
    }
    List<String> sorted = new ArrayList<>();
    for (String peer : peers) {
      names.stream().filter(name -> peerOf(name).equals(peer)).forEach(sorted::add);
    }
    return sorted;
  }

  static String peerOf(String workload) {
    String[] parts = workload.split("\\.", 0);
    return parts[parts.length - 3];
  }

  static String rowOf(String workload) {
    return workload.substring(workload.lastIndexOf('.') + 1);
  }

  /** One workload, in silence. */
  static Figure run(String workload, Effort effort) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder().include("^" + Pattern.quote(workload) + "$");
    effort.applyTo(options);
    options.verbosity(VerboseMode.SILENT).shouldFailOnError(true);
    return run(options.build()).get(0);
  }

  static List<Figure> run(Options given) throws RunnerException {
    ChainedOptionsBuilder options = new OptionsBuilder().parent(given);
    options.addProfiler(GCProfiler.class).addProfiler(WorkerCpuProfiler.class);
    if (!Peers.all().contains("virtual")) {
      options.exclude("\\.virtual\\.");
    }
    Collection<RunResult> results = new Runner(options.build()).run();
    return results.stream().map(Jmh::figure).toList();
  }

  private static Figure figure(RunResult result) {
    String name = result.getParams().getBenchmark();
    Result<?> time = result.getPrimaryResult();
    String unit = time.getScoreUnit().split("/", 2)[0];
    Result<?> cpu = result.getSecondaryResults().get(WorkerCpuProfiler.CPU);
    Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
    double error = time.getScoreError();
    return new Figure(
        rowOf(name),
        peerOf(name),
        time.getScore(),
        unit,
        Double.isNaN(error) ? 0 : error,
        cpu == null ? null : (Double) (cpu.getScore() / (unit.equals("ms") ? 1e6 : 1)),
        bytes == null ? null : (Double) bytes.getScore());
  }
}
