package io.fermata.campaign;

import com.sun.management.ThreadMXBean;
import io.fermata.transform.Code;
import io.fermata.transform.Diagnostic;
import io.fermata.transform.Transformation;
import io.fermata.transform.Transformer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/** Shows class files to the transformer that no compiler made, and watches what it does. */
final class HostileRun {
  /** More than this for one class file is a failure, in megabytes. */
  private static final long MOST_MEGABYTES = 512;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Transformer transformer = new Transformer();
  private final List<String> failures = new ArrayList<>();
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private int inputs;
  private long longestNanos;
  private long mostBytes;
  private int sound;

  /** What the class files need of others, by internal name. */
  private final Map<String, byte[]> others;

  HostileRun(List<Library> libraries) {
    others = new HashMap<>();
    libraries.forEach(library -> library.classes().forEach(others::putIfAbsent));
  }

  List<String> failures() {
    return failures;
  }

  int outcomes(String kind) {
    return outcomes.getOrDefault(kind, 0);
  }

  /** Transforms one; what is loadable before must be so afterwards. */
  Transformation show(String where, byte[] classFile) {
    inputs++;
    byte[] copy = classFile.clone();
    long bytes = threads.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    Transformation outcome;
    try {
      outcome = transformer.transform(classFile);
    } catch (Throwable e) {
      failures.add(where + ": " + e);
      return new Transformation(null, List.of(), List.of(), 0, "");
    }
    long nanos = System.nanoTime() - start;
    bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
    longestNanos = Math.max(longestNanos, nanos);
    mostBytes = Math.max(mostBytes, bytes);
    if (bytes > MOST_MEGABYTES << 20) {
      failures.add(where + ": took " + (bytes >> 20) + " MB");
    }
    if (!Arrays.equals(classFile, copy)) {
      failures.add(where + ": the argument was changed");
    }
    count(where, outcome);
    if (outcome.changed()) {
      verify(where, classFile, outcome);
    }
    return outcome;
  }

  private void count(String where, Transformation outcome) {
    List<Diagnostic> diagnostics = outcome.diagnostics();
    for (Diagnostic diagnostic : diagnostics) {
      if (diagnostic.code() == Code.INTERNAL_FAILURE) {
        failures.add(where + ": " + diagnostic.text());
      }
      boolean ofClass = diagnostic.method().isEmpty();
      if (ofClass && (diagnostics.size() > 1 || outcome.changed())) {
        failures.add(where + ": more than one report: " + diagnostics);
      }
    }
    String kind =
        outcome.changed() ? "transformed" : diagnostics.isEmpty() ? "left alone" : "reported";
    outcomes.merge(kind, 1, Integer::sum);
    diagnostics.stream()
        .map(diagnostic -> diagnostic.code().id())
        .distinct()
        .forEach(id -> outcomes.merge(id, 1, Integer::sum));
  }

  private void verify(String where, byte[] classFile, Transformation outcome) {
    String name = outcome.className();
    // JVMS 4.2.1; looked up with a dot it would be another class
    if (name.indexOf('.') >= 0
        || wrong(Map.of(name, classFile), name) != null
        || wrong(Map.of(name, copied(classFile)), name) != null) {
      return;
    }
    sound++;
    Map<String, byte[]> after = new HashMap<>();
    after.put(name, outcome.classFile());
    outcome.frames().forEach(frame -> after.put(frame.internalName(), frame.classFile()));
    for (String each : after.keySet()) {
      Throwable wrong = wrong(after, each);
      // of a frame: the types of its constructor are looked up, those of a method were not
      if (wrong != null && !(wrong instanceof NoClassDefFoundError && !each.equals(name))) {
        failures.add(where + ": the damage was harmless before: " + wrong);
      }
    }
  }

  /**
   * The same class, with each constant once: the JVM compares some constants by their index only,
   * and accepts a class that is its own inner class under another number.
   */
  private static byte[] copied(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(writer, 0);
    return writer.toByteArray();
  }

  private @Nullable Throwable wrong(Map<String, byte[]> classes, String name) {
    return new LinkingLoader(n -> classes.getOrDefault(n, others.get(n))).link(name);
  }

  /** What was done so far, a line for each figure. */
  String figures() {
    return String.join(
        "\n",
        "inputs " + inputs + ", outcomes " + outcomes,
        "transformed, and sound before and after " + sound,
        "longest " + longestNanos / 1_000_000 + " ms, most memory " + (mostBytes >> 10) + " KB",
        "failures " + failures.size());
  }
}
