package io.fermata.benchmarks.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What a reader has to know to judge figures: the machine and the versions, and no paths. */
public final class Machine {
  private static final Path CPUS = Path.of("/proc/cpuinfo");

  private Machine() {}

  /**
   * The facts in the order in which they are shown.
   *
   * @param mode how thorough the run is
   * @param versions of the peers
   */
  public static Map<String, String> describe(String mode, Map<String, String> versions) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("jdk", Runtime.version().toString());
    facts.put("vm", System.getProperty("java.vm.name") + ", G1, heap of 2 GB");
    facts.put("date", ZonedDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ISO_LOCAL_DATE));
    facts.put("run", mode);
    facts.put("processor", processor());
    facts.put("cores", String.valueOf(Runtime.getRuntime().availableProcessors()));
    facts.put("memory", Math.round(system.getTotalMemorySize() / 1e9) + " GB");
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("load before", load());
    facts.putAll(versions);
    return facts;
  }

  /** How many processes want a processor; above one, others disturb what is measured. */
  public static String load() {
    return String.format(
        Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  private static String processor() {
    if (!Files.isReadable(CPUS)) {
      return System.getProperty("os.arch", "?");
    }
    try (Stream<String> lines = Files.lines(CPUS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("?");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
