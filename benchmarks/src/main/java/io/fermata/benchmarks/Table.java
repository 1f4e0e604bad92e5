package io.fermata.benchmarks;

import io.fermata.benchmarks.report.Figure;
import io.fermata.benchmarks.report.Results;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Figures as text, a row for each workload and a column for each peer. */
final class Table {
  private Table() {}

  static String of(Results results) {
    return of(results.figures());
  }

  static String of(List<Figure> figures) {
    Map<String, Map<String, String>> rows = new LinkedHashMap<>();
    TreeSet<String> peers = new TreeSet<>();
    for (Figure figure : figures) {
      peers.add(figure.peer());
      rows.computeIfAbsent(figure.row(), row -> new LinkedHashMap<>())
          .put(figure.peer(), text(figure));
    }
    StringBuilder text = new StringBuilder();
    text.append("java ").append(Runtime.version()).append("\n\n| workload |");
    peers.forEach(peer -> text.append(' ').append(peer).append(" |"));
    text.append("\n|").append(" --- |".repeat(peers.size() + 1)).append('\n');
    rows.forEach(
        (workload, row) -> {
          text.append("| ").append(workload).append(" |");
          peers.forEach(peer -> text.append(' ').append(row.getOrDefault(peer, "")).append(" |"));
          text.append('\n');
        });
    return text.toString();
  }

  /** Time, processor time of the best iteration, bytes; each for one unit of work. */
  private static String text(Figure figure) {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%.1f %s", figure.value(), figure.unit()));
    if (figure.cpu() != null) {
      text.append(String.format(Locale.ROOT, " (cpu %.1f)", figure.cpu()));
    }
    if (figure.bytes() != null) {
      text.append(String.format(Locale.ROOT, ", %.0f B", figure.bytes()));
    }
    return text.toString();
  }
}
