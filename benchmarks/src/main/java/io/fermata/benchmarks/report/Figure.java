package io.fermata.benchmarks.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One measured figure.
 *
 * @param row what was measured
 * @param peer of whom
 * @param value of one unit of work
 * @param unit ns, us, ms, B, or x for a ratio
 * @param error half of the 99.9 % confidence interval; zero if there is none
 * @param cpu the same as processor time of the thread in its best iteration, or null
 * @param bytes allocated, or null
 */
public record Figure(
    String row,
    String peer,
    double value,
    String unit,
    double error,
    @Nullable Double cpu,
    @Nullable Double bytes) {

  /** A figure of a program that measures itself. */
  public static Figure of(String row, String peer, double value, String unit) {
    return new Figure(row, peer, value, unit, 0, null, null);
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("row", row);
    map.put("peer", peer);
    map.put("value", rounded(value));
    map.put("unit", unit);
    if (error > 0) {
      map.put("error", rounded(error));
    }
    if (cpu != null) {
      map.put("cpu", rounded(cpu));
    }
    if (bytes != null) {
      map.put("bytes", rounded(bytes));
    }
    return map;
  }

  static Figure fromMap(Map<?, ?> map) {
    return new Figure(
        String.valueOf(map.get("row")),
        String.valueOf(map.get("peer")),
        orZero(map.get("value")),
        String.valueOf(map.get("unit")),
        orZero(map.get("error")),
        (Double) map.get("cpu"),
        (Double) map.get("bytes"));
  }

  private static double orZero(@Nullable Object number) {
    return number instanceof Double given ? given : 0;
  }

  private static double rounded(double number) {
    return Math.round(number * 1e3) / 1e3;
  }
}
