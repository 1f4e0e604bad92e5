/**
 * Virtual threads, on a JVM that has them. Where the others have one thread, these have one
 * carrier.
 */
@NullMarked
package io.fermata.benchmarks.virtual;

import org.jspecify.annotations.NullMarked;
