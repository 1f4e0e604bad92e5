package io.fermata.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code RESULTS.md} and its charts, from the results of one run for each JDK. */
public final class Page {
  private final StringBuilder out = new StringBuilder();

  private Page() {}

  /**
   * Writes the page.
   *
   * @param directory gets the page and the charts; a file {@code notes.md} in it becomes the end of
   *     the page
   */
  public static void write(List<Results> runs, Path directory) throws IOException {
    Page page = new Page();
    page.line("# Results");
    page.line("");
    page.line("Written by `java -jar benchmarks/target/benchmarks.jar report` from what");
    page.line(
        "`java -jar benchmarks/target/benchmarks.jar` measured; what the rows are, and what is not");
    page.line(
        "alike between the peers, is in the [README](README.md). *Limit* is a state machine and a loop");
    page.line("written by hand for the one workload. Less is better everywhere.");
    for (Results run : runs) {
      String chart = "results-" + run.jdk() + ".svg";
      Files.writeString(directory.resolve(chart), Chart.draw(run));
      page.add(run, chart);
    }
    Path notes = directory.resolve("notes.md");
    if (Files.exists(notes)) {
      page.line("");
      page.out.append(Files.readString(notes));
    }
    Files.writeString(directory.resolve("RESULTS.md"), page.out);
  }

  private void add(Results run, String chart) {
    line("");
    line("## JDK " + run.jdk());
    line("");
    line("![Times the limit, JDK " + run.jdk() + "](" + chart + ")");
    line("");
    addVerdict(run);
    line("");
    line("Times the limit (in rows without a limit: the figures stand below):");
    line("");
    addRatios(run);
    line("");
    line("Time of one unit of work ± half of the 99.9 % confidence interval, and bytes allocated:");
    line("");
    addFigures(run);
    addStartup(run);
    line("");
    List<String> facts = new ArrayList<>();
    for (Map.Entry<String, String> fact : run.facts().entrySet()) {
      facts.add(fact.getKey() + ": " + fact.getValue());
    }
    line(String.join(" · ", facts));
  }

  private void addVerdict(Results run) {
    List<String> missed = new ArrayList<>();
    int met = 0;
    for (Row row : Row.ALL) {
      String by = row.missedBy(run);
      if (by != null && by.isEmpty()) {
        met++;
      } else if (by != null) {
        missed.add("`" + row.id() + "` (" + by + ", target " + row.target(run) + ")");
      }
    }
    for (StartupRow row : StartupRow.ALL) {
      Boolean ok = row.met(run);
      if (ok != null && ok) {
        met++;
      } else if (ok != null) {
        missed.add("`" + row.id() + "` (" + row.figure(run) + ", target " + row.target() + ")");
      }
    }
    line("Targets met: " + met + ". Missed: " + (missed.isEmpty() ? "none" : missed.size()) + ".");
    for (String row : missed) {
      line("- missed: " + row);
    }
  }

  private void addRatios(Results run) {
    StringBuilder head = new StringBuilder("| row | |");
    for (Peer peer : Peer.OTHERS) {
      head.append(' ').append(peer.title()).append(" |");
    }
    line(head + " target | |");
    line("| --- | --- |" + " ---: |".repeat(Peer.OTHERS.size()) + " --- | --- |");
    for (Row row : Row.ALL) {
      if (run.find(row.id(), "fermata") == null) {
        continue;
      }
      StringBuilder text = new StringBuilder("| `" + row.id() + "` | " + row.title() + " |");
      for (Peer peer : Peer.OTHERS) {
        Double ratio = run.ratio(row.id(), peer.id(), "limit");
        text.append(' ').append(ratio == null ? "" : Row.number(ratio) + " ×").append(" |");
      }
      String missed = row.missedBy(run);
      text.append(' ').append(row.target(run)).append(" | ");
      text.append(missed == null ? "" : missed.isEmpty() ? "met" : "**missed**").append(" |");
      line(text.toString());
    }
  }

  private void addFigures(Results run) {
    StringBuilder head = new StringBuilder("| row | limit |");
    for (Peer peer : Peer.OTHERS) {
      head.append(' ').append(peer.title()).append(" |");
    }
    line(head.toString());
    line("| --- |" + " ---: |".repeat(Peer.OTHERS.size() + 1));
    for (Row row : Row.ALL) {
      if (run.find(row.id(), "fermata") != null) {
        StringBuilder text = new StringBuilder("| `" + row.id() + "` | ");
        text.append(text(run.find(row.id(), "limit"))).append(" |");
        for (Peer peer : Peer.OTHERS) {
          text.append(' ').append(text(run.find(row.id(), peer.id()))).append(" |");
        }
        line(text.toString());
      }
    }
  }

  private void addStartup(Results run) {
    boolean begun = false;
    for (StartupRow row : StartupRow.ALL) {
      String figure = row.figure(run);
      if (figure != null) {
        if (!begun) {
          line("");
          line("Start-up, and the cost of the agent and the transformer (`Startup`, `AgentCost`):");
          line("");
          line("| row | | figure | target | |");
          line("| --- | --- | ---: | --- | --- |");
          begun = true;
        }
        Boolean met = row.met(run);
        String verdict = met == null ? "" : met ? "met" : "**missed**";
        line(
            String.format(
                "| `%s` | %s | %s | %s | %s |",
                row.id(), row.title(), figure, row.target(), verdict));
      }
    }
  }

  private static String text(@Nullable Figure figure) {
    if (figure == null) {
      return "";
    }
    String error = figure.error() > 0 ? " ± " + Row.number(figure.error()) : "";
    Double bytes = figure.bytes();
    String allocated = "";
    if (bytes != null) {
      allocated = ", " + (bytes < 1e6 ? Math.round(bytes) + " B" : Math.round(bytes / 1e6) + " MB");
    }
    return Row.number(figure.value()) + error + " " + figure.unit() + allocated;
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
