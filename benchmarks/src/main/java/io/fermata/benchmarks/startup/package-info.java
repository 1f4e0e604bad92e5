/**
 * What Fermata adds to the start of a JVM, and what its agent and transformer cost; {@link
 * io.fermata.benchmarks.startup.Startup} measures all of it.
 */
@NullMarked
package io.fermata.benchmarks.startup;

import org.jspecify.annotations.NullMarked;
