/**
 * Tests of async code, for any test framework: {@link io.fermata.testing.AsyncTest} runs a body in
 * virtual time, with a limit, watches what it leaves behind, and runs it in random orders. {@link
 * io.fermata.testing.ShuffledTest} is for JUnit Jupiter, which nothing else here needs.
 *
 * <p>Sees {@code io.fermata}, {@code io.fermata.frame} and {@code io.fermata.access}.
 */
@NullMarked
package io.fermata.testing;

import org.jspecify.annotations.NullMarked;
