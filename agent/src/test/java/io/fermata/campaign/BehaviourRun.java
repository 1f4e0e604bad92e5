package io.fermata.campaign;

import io.fermata.transform.Transformation;
import io.fermata.transform.Transformer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the tests of libraries on the libraries as they are and on {@linkplain SuspendingLibrary
 * suspending} ones, and compares how each test ended.
 */
final class BehaviourRun {
  private static final long MOST_MINUTES = 15;
  private static final String GREEN = "SUCCESSFUL";

  private final Path directory;
  private final int percent;
  private final Map<Suite, Suite.Result> before = new HashMap<>();
  private final List<String> failures = new ArrayList<>();
  private int runs;
  private int compared;

  BehaviourRun(Path directory, int percent) {
    this.directory = directory;
    this.percent = percent;
  }

  List<String> failures() {
    return failures;
  }

  /** How many tests were green before and had to be again, in all runs. */
  int compared() {
    return compared;
  }

  void run(Suite suite, long seed) {
    Suite.Result plain =
        before.computeIfAbsent(
            suite, it -> it.run(directory.resolve("before-" + it.name()), MOST_MINUTES));
    SuspendingLibrary library =
        new SuspendingLibrary(Library.ofJar(suite.library()), percent, seed);
    Map<String, byte[]> classes = new HashMap<>(library.classes());
    classes.putAll(suspender());
    Suite.Result suspending =
        suite.run(classes, seed, directory.resolve("run" + runs++), MOST_MINUTES);
    compared += (int) plain.count(GREEN);
    int failed = 0;
    for (Map.Entry<String, String> test : plain.ends().entrySet()) {
      String now = suspending.ends().getOrDefault(test.getKey(), "MISSING");
      if (test.getValue().startsWith(GREEN) && !now.startsWith(GREEN)) {
        failed++;
        failures.add(suite.name() + " seed " + seed + ": " + test.getKey() + " " + now);
        System.out.println(failures.get(failures.size() - 1));
      }
    }
    System.out.println(
        String.join(
            "\n",
            "--- " + suite.name() + ", seed " + seed,
            library.figures(),
            suspending.figures(),
            plain.ends().size()
                + " tests, green before "
                + plain.count(GREEN)
                + ", of those not any more "
                + failed));
  }

  /** The bridge's own class awaits too. */
  private static Map<String, byte[]> suspender() {
    try (InputStream in = Suspender.class.getResourceAsStream("Suspender.class")) {
      Transformation outcome = new Transformer().transform(in.readAllBytes());
      Map<String, byte[]> classes = new HashMap<>();
      classes.put(Suspender.NAME, outcome.classFile());
      outcome.frames().forEach(each -> classes.put(each.internalName(), each.classFile()));
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
