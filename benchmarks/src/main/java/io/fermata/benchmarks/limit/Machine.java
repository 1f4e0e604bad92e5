package io.fermata.benchmarks.limit;

/** What the loop runs: one turn at a time. */
abstract class Machine {
  int state;

  abstract void step(Loop loop);
}
