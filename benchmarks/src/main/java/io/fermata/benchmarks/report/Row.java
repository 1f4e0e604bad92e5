package io.fermata.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A workload and its target.
 *
 * @param id the name of the benchmark's method, or of the program
 * @param most what Fermata's figure may be; in the unit of the figure, 0 if there is no such target
 * @param timesLimit how many times the limit it may be; 0 if there is no such target
 * @param asKotlin whether it may not be more than Kotlin's
 * @param bytes how many bytes may be allocated; -1 if there is no such target
 */
record Row(
    String id, String title, double most, double timesLimit, boolean asKotlin, double bytes) {
  static final List<Row> ALL =
      List.of(
          new Row("a1", "await, no wait, private method", 6.5, 0, false, 0),
          new Row("a1Reference", "the same, a reference as result", 8, 0, false, 0),
          new Row("a1Other", "await, no wait, any other method", 0, 0, true, 40),
          new Row("a10", "the same, ten calls deep, private", 35, 0, false, 0),
          new Row("a10Other", "the same, ten calls deep, any other", 0, 0, true, -1),
          new Row("b1", "yield", 15, 0, false, 0),
          new Row("b10", "yield at the bottom of ten calls", 0, 1.3, false, 400),
          new Row("c", "ping-pong through queues, a round trip", 75, 0, false, 96),
          new Row("d", "spawn, yield, join; a task", 60, 0, false, 100),
          new Row("skynet", "Skynet, a million leaves", 0, 4, false, -1),
          new Row("groupSkynet1", "Skynet, a group of one loop", 0, 0, false, -1),
          new Row("groupSkynet2", "Skynet on two cores", 0, 0, false, -1),
          new Row("groupMix1", "CPU-bound mix, a group of one loop", 0, 0, false, -1),
          new Row("groupMix2", "CPU-bound mix on two cores", 0, 0, false, -1),
          new Row("E", "heap of a sleeping task", 120, 0, false, -1),
          new Row("F", "CPU of a million sleepers", 0, 1.3, false, -1));

  /**
   * Whether the workload of that name runs on threads of its own. The measuring thread then has no
   * processor time to compare, and how the threads meet, and collections with them, is of chance.
   */
  static boolean isOfGroup(String id) {
    return id.startsWith("group");
  }

  /** The target, for people. */
  String target(Results results) {
    List<String> parts = new ArrayList<>();
    Figure fermata = results.find(id, "fermata");
    if (most > 0) {
      parts.add(number(most) + " " + (fermata == null ? "" : fermata.unit()));
    }
    if (timesLimit > 0) {
      parts.add(number(timesLimit) + " × limit");
    }
    if (asKotlin) {
      parts.add("Kotlin's");
    }
    if (bytes >= 0) {
      parts.add(number(bytes) + " B");
    }
    return String.join(", ", parts);
  }

  /** What the target comes to as a multiple of the limit, or null. */
  @Nullable Double targetTimesLimit(Results results) {
    Figure limit = results.find(id, "limit");
    if (timesLimit > 0) {
      return timesLimit;
    }
    if (limit == null) {
      return null;
    }
    return most > 0
        ? (Double) (most / limit.value())
        : asKotlin ? results.ratio(id, "kotlin", "limit") : null;
  }

  /** Empty if the target is met, else by what it is missed; null if there is none, or no figure. */
  @Nullable String missedBy(Results results) {
    Figure fermata = results.find(id, "fermata");
    if (fermata == null || target(results).isEmpty()) {
      return null;
    }
    List<String> missed = new ArrayList<>();
    if (most > 0 && fermata.value() > most) {
      missed.add(exact(fermata.value()) + " " + fermata.unit());
    }
    Double ratio = results.ratio(id, "fermata", "limit");
    if (timesLimit > 0 && ratio != null && ratio > timesLimit) {
      missed.add(exact(ratio) + " × limit");
    }
    Figure kotlin = results.find(id, "kotlin");
    if (asKotlin && kotlin != null && fermata.value() > kotlin.value()) {
      missed.add(
          exact(fermata.value()) + " against " + exact(kotlin.value()) + " " + kotlin.unit());
    }
    Double allocated = fermata.bytes();
    if (bytes >= 0 && allocated != null && Math.round(allocated) > bytes) {
      missed.add(Math.round(allocated) + " B");
    }
    return String.join(", ", missed);
  }

  private static double rounded(double value) {
    return value < 10 ? Math.round(value * 10) / 10.0 : Math.round(value);
  }

  /** Two decimals: a target that is missed by less than a table shows. */
  private static String exact(double value) {
    return String.format(Locale.ROOT, "%,.2f", value);
  }

  /** One decimal below ten, none above. */
  static String number(double value) {
    double shown = rounded(value);
    return shown < 10 && shown != Math.rint(shown)
        ? String.format(Locale.ROOT, "%.1f", shown)
        : String.format(Locale.ROOT, "%,d", Math.round(shown));
  }
}
