package io.fermata.benchmarks;

import io.fermata.benchmarks.report.Figure;
import io.fermata.benchmarks.report.Machine;
import io.fermata.benchmarks.report.Results;
import io.fermata.benchmarks.startup.Startup;
import io.fermata.benchmarks.virtual.OneCarrier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/** All workloads of some peers, one after the other. What is measured is written down at once. */
final class FullRun {
  /** For all peers; virtual threads have one carrier, as in the other rows. */
  private static final List<String> JVM =
      List.of("-XX:+UseG1GC", "-Xms2g", "-Xmx2g", OneCarrier.ONE, OneCarrier.AT_MOST);

  private final List<String> peers;
  private final Effort effort;
  private final Path file;
  private final Results results;
  private final long begin = System.nanoTime();

  FullRun(List<String> peers, Effort effort, Path file) throws IOException {
    this.peers = peers;
    this.effort = effort;
    this.file = file;
    Map<String, String> facts = Machine.describe(effort.toString(), Peers.versions());
    results = Results.of(facts);
  }

  Results run() throws IOException, RunnerException, InterruptedException {
    List<String> workloads = Jmh.workloads(peers);
    for (int i = 0; i < workloads.size(); i++) {
      String workload = workloads.get(i);
      say("%d of %d: %s %s", i + 1, workloads.size(), Jmh.peerOf(workload), Jmh.rowOf(workload));
      keep(Jmh.run(workload, effort));
    }
    for (String peer : peers) {
      say("heap of sleeping tasks, processor time of timers: %s", peer);
      keep(Figure.of("E", peer, number(HeapOfParkedTasks.class, peer), "B"));
      keep(Figure.of("F", peer, number(CpuOfTimers.class, peer), "ms"));
    }
    if (peers.size() > 2) {
      say("start-up and agent");
      for (Figure figure : Startup.measure(Home.target(), effort.starts())) {
        keep(figure);
      }
    }
    results.facts().put("load after", Machine.load());
    results.write(file);
    say("done");
    return results;
  }

  private void keep(Figure figure) throws IOException {
    results.figures().add(figure);
    results.write(file);
    String bytes =
        figure.bytes() == null ? "" : String.format(Locale.ROOT, ", %.1f B", figure.bytes());
    System.out.printf(
        Locale.ROOT, "        %s: %.2f %s%s%n", figure.row(), figure.value(), figure.unit(), bytes);
  }

  private void say(String text, Object... arguments) {
    Duration since = Duration.ofNanos(System.nanoTime() - begin);
    System.out.printf("%2d:%02d   ", since.toMinutes(), since.toSecondsPart());
    System.out.printf(text + "%n", arguments);
  }

  private static double number(Class<?> program, String peer)
      throws IOException, InterruptedException {
    return Double.parseDouble(ChildJvm.lastLine(JVM, List.of(), program, peer));
  }
}
