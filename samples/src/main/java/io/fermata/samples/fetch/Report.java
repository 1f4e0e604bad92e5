package io.fermata.samples.fetch;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The table at the end. */
final class Report {
  /** Up to so many pages get a line each; of more, only those that were given up. */
  private static final int FEW = 20;

  private Report() {}

  static String of(List<Page> pages, Duration took, int mostInFlight) {
    StringBuilder text = new StringBuilder();
    List<Page> listed =
        pages.stream().filter(page -> pages.size() <= FEW || !page.fetched()).toList();
    if (!listed.isEmpty()) {
      line(text, "%5s %7s %8s  %-24s %s", "tries", "ms", "bytes", "outcome", "address");
      listed.forEach(page -> row(text, page));
      text.append(System.lineSeparator());
    }
    Map<String, Long> outcomes =
        pages.stream().collect(groupingBy(Page::outcome, TreeMap::new, counting()));
    outcomes.forEach((outcome, count) -> line(text, "%5d %s", count, outcome));
    int tries = pages.stream().mapToInt(Page::tries).sum();
    double seconds = took.toMillis() / 1e3;
    line(
        text,
        "%5d pages, %d requests in %.1f s, at most %d in flight",
        pages.size(),
        tries,
        seconds,
        mostInFlight);
    return text.toString();
  }

  private static void row(StringBuilder text, Page page) {
    line(
        text,
        "%5d %7d %8d  %-24s %s",
        page.tries(),
        page.took().toMillis(),
        page.bytes(),
        page.outcome(),
        page.uri());
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
  }
}
