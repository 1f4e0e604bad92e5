/**
 * Kotlin coroutines, in {@code runBlocking} on the measuring thread. The workloads are written in
 * Kotlin; the classes here only measure them.
 */
@NullMarked
package io.fermata.benchmarks.kotlin;

import org.jspecify.annotations.NullMarked;
