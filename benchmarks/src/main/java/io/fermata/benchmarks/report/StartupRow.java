package io.fermata.benchmarks.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A figure of the start of a JVM, or of the agent.
 *
 * @param id what was measured
 * @param base what is subtracted from it, or empty
 * @param most what it may be then, in its unit; 0 if there is no target
 */
record StartupRow(String id, String title, String base, double most) {
  private static final String PEER = "fermata";

  static final List<StartupRow> ALL =
      List.of(
          new StartupRow("hello", "Hello World, to its line", "", 0),
          new StartupRow("hello-noop", "more with an agent that does nothing", "hello", 0),
          new StartupRow("hello-agent", "more with Fermata's agent", "hello", 0),
          new StartupRow(
              "tutorial-agent", "tutorial with the agent, more than Hello World", "hello", 150),
          new StartupRow(
              "tutorial-built",
              "tutorial transformed at build time, more than Hello World",
              "hello",
              40),
          new StartupRow(
              "tutorial-agent-cds",
              "with the agent and a CDS archive, more than Hello World",
              "hello",
              0),
          new StartupRow(
              "tutorial-built-cds",
              "at build time with a CDS archive, more than Hello World",
              "hello",
              0),
          new StartupRow("spring", "Spring Boot application, to \"started\"", "", 0),
          new StartupRow("spring-noop", "more with an agent that does nothing", "spring", 0),
          new StartupRow("spring-agent", "more with Fermata's agent", "spring", 0),
          new StartupRow("classes", "loading 10,000 classes, an agent that does nothing", "", 0),
          new StartupRow("classes-cost", "Fermata's scan of them alone, of that time", "", 1),
          new StartupRow("classes-agent", "loading them with the agent", "", 0),
          new StartupRow(
              "classes-async", "more with 1,000 async classes among them", "classes-agent", 0),
          new StartupRow("scan-median", "scan of the median class", "", 2),
          new StartupRow(
              "scan-kilobyte", "scan, for each KB of constant pool: smallest tenth", "", 0),
          new StartupRow("scan-kilobyte-large", "the same: largest tenth", "", 0),
          new StartupRow(
              "transform-typical-1",
              "transformation over ASM's read and write: 1 of 40 methods is async",
              "",
              3),
          new StartupRow("transform-typical-4", "the same, 4 of 40", "", 3),
          new StartupRow(
              "transform-tutorial", "the same, the tutorial: all its methods await", "", 3),
          new StartupRow("transform-10", "the same, a class of 10 awaits and nothing else", "", 3),
          new StartupRow("transform-40", "the same, 40 awaits", "", 3),
          new StartupRow("transform-160", "the same, 160 awaits", "", 3),
          new StartupRow("transform-320", "the same, 320 awaits", "", 3),
          new StartupRow(
              "transform-160-result",
              "transformation over ASM's read and write of what comes out, 160 awaits",
              "",
              0));

  private @Nullable Double value(Results results) {
    Figure figure = results.find(id, PEER);
    Figure less = base.isEmpty() ? null : results.find(base, PEER);
    if (figure == null || (less == null && !base.isEmpty())) {
      return null;
    }
    return less == null ? (Double) figure.value() : (Double) (figure.value() - less.value());
  }

  @Nullable String figure(Results results) {
    Double value = value(results);
    Figure figure = results.find(id, PEER);
    if (value == null || figure == null) {
      return null;
    }
    return ((base.isEmpty() || value < 0) ? "" : "+") + Row.number(value) + " " + figure.unit();
  }

  String target() {
    return most == 0 ? "" : Row.number(most) + (id.equals("classes-cost") ? " %" : unit());
  }

  private String unit() {
    return id.startsWith("transform") ? " ×" : id.startsWith("scan") ? " µs" : " ms";
  }

  /** Null if there is no target or no figure. */
  @Nullable Boolean met(Results results) {
    Double value = value(results);
    return (value == null || most == 0) ? null : (Boolean) (value <= most);
  }
}
