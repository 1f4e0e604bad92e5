package io.fermata.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one run measured on one JVM.
 *
 * @param facts the machine, the JVM, versions, date; shown as they are
 */
public record Results(Map<String, String> facts, List<Figure> figures) {

  /** Results to which figures can be added. */
  public static Results of(Map<String, String> facts) {
    return new Results(facts, new ArrayList<>());
  }

  /** The feature release of the JVM. */
  String jdk() {
    return facts.getOrDefault("jdk", "?").split("[. +]", 2)[0];
  }

  @Nullable Figure find(String row, String peer) {
    for (Figure figure : figures) {
      if (figure.row().equals(row) && figure.peer().equals(peer)) {
        return figure;
      }
    }
    return null;
  }

  /** How many times another's figure this one is, or null if one of them is missing. */
  @Nullable Double ratio(String row, String peer, String other) {
    Figure figure = find(row, peer);
    Figure base = find(row, other);
    return figure == null || base == null || base.value() == 0
        ? null
        : (Double) (figure.value() / base.value());
  }

  /**
   * The same with the processor time of the best iteration in place of the time, where there is
   * one: what the time would be on a machine that does nothing else. The collector's threads and
   * several measuring threads do not count in it.
   */
  public Results byProcessorTime() {
    Map<String, String> told = new LinkedHashMap<>(facts);
    told.put("times", "processor time of the thread in the best iteration");
    Results results = of(told);
    for (Figure figure : figures) {
      Double cpu = Row.isOfGroup(figure.row()) ? null : figure.cpu();
      results
          .figures()
          .add(
              cpu == null
                  ? figure
                  : new Figure(
                      figure.row(), figure.peer(), cpu, figure.unit(), 0, cpu, figure.bytes()));
    }
    return results;
  }

  public void write(Path file) throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("facts", facts);
    map.put("figures", figures.stream().map(Figure::toMap).toList());
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, Json.write(map));
  }

  public static Results read(Path file) throws IOException {
    if (!(Json.read(Files.readString(file)) instanceof Map<?, ?> map)
        || !(map.get("facts") instanceof Map<?, ?> stored)
        || !(map.get("figures") instanceof List<?> list)) {
      throw new IOException("these are no results: " + file);
    }
    Map<String, String> facts = new LinkedHashMap<>();
    stored.forEach((name, fact) -> facts.put(String.valueOf(name), String.valueOf(fact)));
    Results results = of(facts);
    for (Object figure : list) {
      if (figure instanceof Map<?, ?> given) {
        results.figures().add(Figure.fromMap(given));
      }
    }
    return results;
  }
}
