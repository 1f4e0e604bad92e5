package io.fermata.harness;

import io.fermata.transform.Transformation;
import io.fermata.transform.Transformer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Many random programs, a batch at a time: one call of the compiler for all of them, one class
 * loader for each form, each program in plain Java and transformed, by {@link Mode}.
 */
public final class RandomPrograms implements AutoCloseable {
  private static final List<Mode> MODES = List.of(Mode.COMPLETE, Mode.LATER, Mode.MIXED);
  private static final String PACKAGE = "io.fermata.cases.";

  /** A program that takes longer than this hangs. */
  private static final long MINUTES_TO_HANG = 5;

  private final boolean patterns;
  private final ExecutorService otherThread = Executors.newSingleThreadExecutor(CaseRunner::daemon);
  private final ScheduledThreadPoolExecutor watch =
      new ScheduledThreadPoolExecutor(1, CaseRunner::daemon);
  private final List<String> failures = new ArrayList<>();
  private long programs;
  private long methods;
  private long suspensions;
  private long events;

  /**
   * @param patterns whether to write patterns in {@code switch}, for JDK 21 and later
   */
  public RandomPrograms(boolean patterns) {
    this.patterns = patterns;
    watch.setRemoveOnCancelPolicy(true);
  }

  /** Each with its source. */
  public List<String> failures() {
    return failures;
  }

  public long programs() {
    return programs;
  }

  /** Runs the programs of some successive seeds. */
  public void run(long firstSeed, int count) {
    JavaSources sources = new JavaSources();
    sources.add(RandomProgram.SHARED + ".java", RandomProgram.sharedSource());
    for (long seed = firstSeed; seed < firstSeed + count; seed++) {
      sources.add(name(seed) + ".java", RandomProgram.source(name(seed), seed, patterns));
    }
    Map<String, byte[]> classes = patterns ? sources.compile() : sources.compile("--release", "17");
    Weaving transformed = Weaving.transformed(classes::get, new Transformer());
    CaseLoader plainLoader = Weaving.blocking(classes::get).loader();
    CaseLoader loader = transformed.loader();
    for (long seed = firstSeed; seed < firstSeed + count; seed++) {
      long current = seed;
      Future<?> alarm = watch.schedule(() -> hangs(current), MINUTES_TO_HANG, TimeUnit.MINUTES);
      String failure = check(plainLoader, loader, seed);
      alarm.cancel(false);
      if (failure != null) {
        failures.add("seed " + seed + ": " + failure + "\n" + source(seed));
      }
      programs++;
    }
    for (String className : classes.keySet()) {
      Transformation outcome = transformed.transformation(className);
      methods += outcome.methods();
      if (outcome.failed()) {
        failures.add(className + ": " + outcome.diagnostics());
      }
    }
  }

  private String check(CaseLoader plainLoader, CaseLoader loader, long seed) {
    Run oracle = run(plainLoader, seed, Mode.BLOCKING);
    events += oracle.trace().size();
    for (Mode mode : MODES) {
      Run run = run(loader, seed, mode);
      suspensions += run.suspensions();
      if (!run.agreesWith(oracle)) {
        return mode + ": " + run.against(oracle);
      }
    }
    return null;
  }

  private Run run(CaseLoader loader, long seed, Mode mode) {
    return CaseRunner.run(
        () -> loader.loadClass(PACKAGE + name(seed)), "run", mode, seed, otherThread);
  }

  private static String name(long seed) {
    return "Random" + seed;
  }

  private String source(long seed) {
    return RandomProgram.source(name(seed), seed, patterns);
  }

  /** What was done so far, on a line. */
  public String figures() {
    return String.format(
        "%d programs on JDK %d, %d async methods transformed, %d runs, %d traced events, %d"
            + " suspensions, %d failures",
        programs,
        Runtime.version().feature(),
        methods,
        programs * (1 + MODES.size()),
        events,
        suspensions,
        failures.size());
  }

  /** A hanging program can't be stopped, so the JVM ends with it. */
  private void hangs(long seed) {
    System.out.println("seed " + seed + " hangs\n" + source(seed));
    Runtime.getRuntime().halt(3);
  }

  @Override
  public void close() {
    otherThread.shutdown();
    watch.shutdownNow();
  }
}
