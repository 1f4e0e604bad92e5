/**
 * How fast and how small: the same workloads for Fermata, for a state machine written by hand, and
 * for its peers. A package for each, with a class for each workload, named alike; {@link
 * io.fermata.benchmarks.Main} runs them all.
 */
@NullMarked
package io.fermata.benchmarks;

import org.jspecify.annotations.NullMarked;
