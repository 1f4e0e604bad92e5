/**
 * EA Async, instrumented when this module is built, its futures completed by a loop written by
 * hand. The workloads are compiled apart (src/main/java11); the classes here only measure them.
 */
@NullMarked
package io.fermata.benchmarks.ea;

import org.jspecify.annotations.NullMarked;
