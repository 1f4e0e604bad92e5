package io.fermata.benchmarks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** The figures, a row for each workload and a column for each peer, the targets beside them. */
final class Table {
  private static final Map<String, String> TARGETS = new LinkedHashMap<>();

  static {
    TARGETS.put("a1", "6.5 ns, 0 B");
    TARGETS.put("a1Reference", "8 ns, 0 B");
    TARGETS.put("a1Other", "Kotlin's time, 40 B");
    TARGETS.put("a10", "35 ns, 0 B");
    TARGETS.put("a10Other", "Kotlin's time");
    TARGETS.put("b1", "15 ns, 0 B");
    TARGETS.put("b10", "1.3 x limit, 400 B");
    TARGETS.put("c", "75 ns, 96 B");
    TARGETS.put("d", "60 ns, 100 B");
    TARGETS.put("skynet", "4 x limit");
    TARGETS.put("E", "120 B");
    TARGETS.put("F", "1.3 x limit");
  }

  private final Map<String, Map<String, String>> rows = new LinkedHashMap<>();

  void addAll(Collection<RunResult> results) {
    for (RunResult result : results) {
      String[] name = result.getParams().getBenchmark().split("\\.", 0);
      String peer = name[name.length - 3];
      add(name[name.length - 1], peer, figure(result));
    }
  }

  void add(String workload, String peer, String figure) {
    rows.computeIfAbsent(workload, w -> new LinkedHashMap<>()).put(peer, figure);
  }

  /** Time, processor time of the best iteration, bytes; each for one unit of work. */
  private static String figure(RunResult result) {
    Result<?> time = result.getPrimaryResult();
    String unit = time.getScoreUnit().split("/", 2)[0];
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%.1f %s", time.getScore(), unit));
    Result<?> cpu = result.getSecondaryResults().get(WorkerCpuProfiler.CPU);
    if (cpu != null) {
      double inUnit = cpu.getScore() / (unit.equals("ms") ? 1e6 : 1);
      text.append(String.format(Locale.ROOT, " (cpu %.1f)", inUnit));
    }
    Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
    if (bytes != null) {
      text.append(String.format(Locale.ROOT, ", %.0f B", bytes.getScore()));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    TreeSet<String> peers = new TreeSet<>();
    rows.values().forEach(row -> peers.addAll(row.keySet()));
    StringBuilder text = new StringBuilder();
    text.append("java ").append(Runtime.version()).append("\n\n| workload | target |");
    peers.forEach(peer -> text.append(' ').append(peer).append(" |"));
    text.append("\n|").append(" --- |".repeat(peers.size() + 2)).append('\n');
    TARGETS.forEach(
        (workload, target) -> {
          Map<String, String> row = rows.get(workload);
          if (row != null) {
            text.append("| ").append(workload).append(" | ").append(target).append(" |");
            peers.forEach(peer -> text.append(' ').append(row.getOrDefault(peer, "")).append(" |"));
            text.append('\n');
          }
        });
    return text.toString();
  }
}
