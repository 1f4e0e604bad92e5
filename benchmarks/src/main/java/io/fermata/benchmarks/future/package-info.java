/**
 * Chains of {@code CompletableFuture}, completed by a loop written by hand. There is no await: what
 * the others write as a loop is a chain, or a step that starts itself again.
 */
@NullMarked
package io.fermata.benchmarks.future;

import org.jspecify.annotations.NullMarked;
