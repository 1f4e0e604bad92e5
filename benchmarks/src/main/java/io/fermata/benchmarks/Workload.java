package io.fermata.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How every workload is measured: one thread, the time of one unit of its work. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 3,
    jvmArgsAppend = {
      "-XX:+UseG1GC",
      "-Xms2g",
      "-Xmx2g",
      Workload.QUIET,
      Workload.KEEP_CALLS,
      Workload.KEEP_BODIES,
      Workload.KEEP_REFERENCE_CALLS,
      Workload.KEEP_REFERENCE_BODIES
    })
public abstract class Workload {
  /** No word from the compiler about the following. */
  public static final String QUIET = "-XX:CompileCommand=quiet";

  /** A and B10 measure calls: they are not inlined. */
  public static final String KEEP_CALLS =
      "-XX:CompileCommand=dontinline,io.fermata.benchmarks.*::level*";

  /** Nor is what Fermata and EA Async make of their bodies. */
  public static final String KEEP_BODIES =
      "-XX:CompileCommand=dontinline,io.fermata.benchmarks.*::*async$level*";

  /** The same for calls with a result that is no number. */
  public static final String KEEP_REFERENCE_CALLS =
      "-XX:CompileCommand=dontinline,io.fermata.benchmarks.*::reference*";

  /** And for their bodies. */
  public static final String KEEP_REFERENCE_BODIES =
      "-XX:CompileCommand=dontinline,io.fermata.benchmarks.*::*async$reference*";

  /** How often an operation of the short workloads does what is measured. */
  public static final int TIMES = 1_000;

  /** How often A makes its calls, some of which wait, before they are measured. */
  protected static final int ROUNDS = 80;

  /** What A begins with in one of these rounds: all calls wait in every fourth. */
  protected static int first(int round) {
    return waits(round) ? -2 * TIMES : 0;
  }

  /** The same for calls with a result that is no number. */
  protected static String firstReference(int round) {
    return waits(round) ? "" : "a";
  }

  private static boolean waits(int round) {
    return round % 4 == 0;
  }

  /** How many tasks D makes. */
  public static final int TASKS = 100_000;

  /** How many leaves Skynet has. */
  public static final int LEAVES = 1_000_000;

  /** The sum that Skynet comes to. */
  public static final long SKYNET = (long) LEAVES * (LEAVES - 1) / 2;

  protected Workload() {}
}
