package io.fermata.benchmarks;

import org.openjdk.jmh.infra.Blackhole;

/**
 * A CPU-bound mix for many cores: a thousand jobs of one to sixteen parts, most of them short; each
 * part computes for some microseconds, and between two parts others have their turn.
 */
public final class Mix {
  public static final int JOBS = 1_000;

  /** The parts of all jobs. */
  public static final int SUM = sum();

  private static final int TOKENS = 10_000;

  private Mix() {}

  /** How many parts a job has: in no order, so that jobs dealt out by turns are as long for all. */
  public static int parts(int job) {
    int scattered = (job * 0x9E3779B9) >>> 16;
    return 1 << Integer.numberOfTrailingZeros(scattered | 16);
  }

  /** One part. */
  public static void compute() {
    Blackhole.consumeCPU(TOKENS);
  }

  private static int sum() {
    int sum = 0;
    for (int i = 0; i < JOBS; i++) {
      sum += parts(i);
    }
    return sum;
  }
}
