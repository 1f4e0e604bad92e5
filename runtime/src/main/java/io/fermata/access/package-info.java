/**
 * How {@code io.fermata.testing} gets at the inside of a loop. Not exported, and no promise: for
 * nobody else.
 */
@NullMarked
package io.fermata.access;

import org.jspecify.annotations.NullMarked;
