package io.fermata.benchmarks.virtual;

import io.fermata.benchmarks.Workload;
import org.openjdk.jmh.annotations.Fork;

/** One virtual thread runs at a time, as in the other rows one task does. */
@Fork(
    value = 3,
    jvmArgsAppend = {
      "-XX:+UseG1GC",
      "-Xms2g",
      "-Xmx2g",
      Workload.QUIET,
      Workload.KEEP_CALLS,
      Workload.KEEP_REFERENCE_CALLS,
      OneCarrier.ONE,
      OneCarrier.AT_MOST
    })
public abstract class OneCarrier extends Workload {
  /** One carrier. */
  public static final String ONE = "-Djdk.virtualThreadScheduler.parallelism=1";

  /** And no other in place of one that is blocked. */
  public static final String AT_MOST = "-Djdk.virtualThreadScheduler.maxPoolSize=1";

  /** A virtual thread is started for each measured operation: many calls share its cost. */
  static final int CALLS = 100 * TIMES;

  OneCarrier() {}
}
