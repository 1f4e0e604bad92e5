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
      "-Djdk.virtualThreadScheduler.parallelism=1",
      "-Djdk.virtualThreadScheduler.maxPoolSize=1"
    })
public abstract class OneCarrier extends Workload {
  /** A virtual thread is started for each measured operation: many calls share its cost. */
  static final int CALLS = 100 * TIMES;

  OneCarrier() {}
}
