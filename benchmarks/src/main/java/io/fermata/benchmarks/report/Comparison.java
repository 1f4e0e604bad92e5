package io.fermata.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Compares a run with a recorded one. Times as ratios to the limit of the same run, so that the
 * machine does not matter, and with a margin; bytes without one. What runs on several threads is
 * left out. Of an operation that allocates megabytes the bytes are compared alone: its time is that
 * of the memory, and what else uses that slows down most who allocates most.
 */
public final class Comparison {
  /** How much a ratio may be above the recorded one; short runs differ by this much. */
  public static final double MARGIN = 0.30;

  /** What an operation's own bytes, and those of JMH, add to one of its thousand units. */
  private static final double ROUNDING = 0.6;

  /** From so many bytes for one unit of work on, they vary by more than {@link #ROUNDING}. */
  private static final double MANY_BYTES = 1e6;

  /** How much more so many bytes may be. */
  private static final double MARGIN_OF_MANY = 0.01;

  private Comparison() {}

  /** What is worse than recorded: a sentence each. */
  public static List<String> worse(Results recorded, Results run) {
    List<String> worse = new ArrayList<>();
    for (Row row : Row.ALL) {
      if (Row.isOfGroup(row.id())) {
        continue;
      }
      Double bytes = bytes(recorded.find(row.id(), "fermata"));
      boolean many = bytes != null && bytes > MANY_BYTES;
      Double before = recorded.ratio(row.id(), "fermata", "limit");
      Double now = run.ratio(row.id(), "fermata", "limit");
      if (before != null && now == null) {
        worse.add(row.id() + ": recorded, but not measured");
      }
      if (!many && before != null && now != null && now > before * (1 + MARGIN)) {
        worse.add(
            String.format(
                Locale.ROOT,
                "%s: %.2f times the limit, recorded %.2f (more than %.0f %% above)",
                row.id(),
                now,
                before,
                MARGIN * 100));
      }
      Double bytesNow = bytes(run.find(row.id(), "fermata"));
      if (bytes != null
          && bytesNow != null
          && bytesNow > bytes + (many ? bytes * MARGIN_OF_MANY : ROUNDING)) {
        worse.add(
            String.format(Locale.ROOT, "%s: %.1f B, recorded %.1f B", row.id(), bytesNow, bytes));
      }
    }
    return worse;
  }

  /** Bytes of one unit of work. */
  private static @Nullable Double bytes(@Nullable Figure figure) {
    return figure == null
        ? null
        : figure.unit().equals("B") ? (Double) figure.value() : figure.bytes();
  }
}
