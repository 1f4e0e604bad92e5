package io.fermata.benchmarks.ea;

import io.fermata.benchmarks.Sleepers;
import java.util.function.IntUnaryOperator;

/** E and F, see {@link EaSleep}. */
public final class ParkedTasks implements Sleepers {
  @Override
  public long run(int tasks, IntUnaryOperator millis, Runnable whenAsleep) {
    return EaSleep.run(tasks, millis, whenAsleep);
  }
}
