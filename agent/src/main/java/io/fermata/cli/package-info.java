/** placeholder. */
@NullMarked
package io.fermata.cli;

import org.jspecify.annotations.NullMarked;
