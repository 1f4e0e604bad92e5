/**
 * Rewrites a method to equivalent bytecode that still runs without Fermata, in the shape that
 * suspension needs. Depends on {@code model} only.
 */
@NullMarked
package io.fermata.transform.normalize;

import org.jspecify.annotations.NullMarked;
