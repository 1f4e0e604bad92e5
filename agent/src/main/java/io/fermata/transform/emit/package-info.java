/**
 * Writes what was decided: the body, the kickoff, the frame class. Depends on {@code model} only.
 */
@NullMarked
package io.fermata.transform.emit;

import org.jspecify.annotations.NullMarked;
