package io.fermata.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The ratios to the limit as an SVG: a line for each workload, a mark for each peer, a logarithmic
 * axis. It has no background, and colors that can be read on a light and on a dark one.
 */
final class Chart {
  private static final int WIDTH = 960;
  private static final int LEFT = 322;
  private static final int RIGHT = 866;
  private static final int TOP = 92;
  private static final int ROW = 32;
  private static final double LEAST = 0.7;
  private static final double[] TICKS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000};

  private final Results results;
  private final List<Row> rows = new ArrayList<>();
  private final StringBuilder out = new StringBuilder();
  private double most = 20;

  private Chart(Results results) {
    this.results = results;
    for (Row row : Row.ALL) {
      if (results.ratio(row.id(), "fermata", "limit") != null) {
        rows.add(row);
        for (Peer peer : Peer.OTHERS) {
          Double ratio = results.ratio(row.id(), peer.id(), "limit");
          most = ratio == null ? most : Math.max(most, ratio);
        }
      }
    }
    most *= 1.2;
  }

  static String draw(Results results) {
    return new Chart(results).draw();
  }

  private String draw() {
    int bottom = TOP + rows.size() * ROW;
    out.append(
        String.format(
            Locale.ROOT,
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-labelledby="title">
            <title id="title">Times the limit, JDK %s</title>
            <style>
            text { font: 13px system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif; fill: #7d8590 }
            .head { font-size: 17px; font-weight: 600 }
            .own { font-weight: 600; fill: %s }
            .line { stroke: #7d8590; stroke-opacity: .28 }
            .limit { stroke: #7d8590; stroke-width: 1.5 }
            .target { stroke: %s; stroke-width: 3; stroke-linecap: round }
            </style>
            """,
            WIDTH,
            bottom + 52,
            results.jdk(),
            Peer.OTHERS.get(0).color(),
            Peer.OTHERS.get(0).color()));
    text(
        16,
        30,
        "start",
        "head",
        "Times the limit, which is written by hand for each row; JDK " + results.jdk());
    drawLegend();
    text(WIDTH - 16, TOP - 12, "end", "own", "Fermata");
    drawAxis(bottom);
    for (int i = 0; i < rows.size(); i++) {
      draw(rows.get(i), TOP + i * ROW + ROW / 2.0);
    }
    text((LEFT + RIGHT) / 2.0, bottom + 42, "middle", "", "times the limit: less is better");
    return out.append("</svg>\n").toString();
  }

  private void drawLegend() {
    double x = 24;
    for (Peer peer : Peer.OTHERS) {
      if (results.figures().stream().anyMatch(figure -> figure.peer().equals(peer.id()))) {
        mark(peer, x, 58);
        text(x + 13, 62.5, "start", "", peer.title());
        x += 44 + 7.2 * peer.title().length();
      }
    }
    line(x, 51, x, 65, "target");
    text(x + 10, 62.5, "start", "", "Fermata's target");
  }

  private void drawAxis(int bottom) {
    for (double tick : TICKS) {
      if (tick <= most) {
        line(x(tick), TOP - 4, x(tick), bottom, tick == 1 ? "limit" : "line");
        text(x(tick), bottom + 20, "middle", "", tick == 1 ? "limit" : Row.number(tick) + "×");
      }
    }
  }

  private void draw(Row row, double y) {
    text(LEFT - 34, y + 4.5, "end", "", row.title());
    line(LEFT - 20, y, RIGHT, y, "line");
    Double target = row.targetTimesLimit(results);
    if (target != null) {
      line(x(target), y - 12, x(target), y + 12, "target");
    }
    // Fermata's mark is drawn last, above the others.
    for (int i = Peer.OTHERS.size() - 1; i >= 0; i--) {
      Peer peer = Peer.OTHERS.get(i);
      Double ratio = results.ratio(row.id(), peer.id(), "limit");
      if (ratio != null) {
        mark(peer, x(ratio), y);
      }
    }
    Double own = results.ratio(row.id(), "fermata", "limit");
    text(WIDTH - 16, y + 4.5, "end", "own", own == null ? "" : Row.number(own) + "×");
  }

  /** Where on the axis; what is below its beginning stands there. */
  private double x(double ratio) {
    double part = Math.log(Math.max(ratio, LEAST) / LEAST) / Math.log(most / LEAST);
    return LEFT + part * (RIGHT - LEFT);
  }

  private void mark(Peer peer, double x, double y) {
    out.append(
        String.format(
            Locale.ROOT,
            "<path d=\"%s\" transform=\"translate(%.1f %.1f)\" fill=\"%s\"/>%n",
            peer.mark(),
            x,
            y,
            peer.color()));
  }

  private void line(double x1, double y1, double x2, double y2, String kind) {
    out.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>%n",
            x1,
            y1,
            x2,
            y2,
            kind));
  }

  private void text(double x, double y, String anchor, String kind, @Nullable String text) {
    out.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            kind,
            text));
  }
}
