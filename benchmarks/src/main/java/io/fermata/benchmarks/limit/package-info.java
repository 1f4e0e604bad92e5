/**
 * The limit: for each workload a state machine and a loop written by hand that can do nothing else.
 * No thread safety, no cancellation, no exceptions; a floor, not a product.
 */
@NullMarked
package io.fermata.benchmarks.limit;

import org.jspecify.annotations.NullMarked;
