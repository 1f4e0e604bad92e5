/** The workloads as a user of Fermata writes them; transformed when this module is built. */
@NullMarked
package io.fermata.benchmarks.fermata;

import org.jspecify.annotations.NullMarked;
