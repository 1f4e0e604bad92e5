/**
 * What the passes hand to each other: the methods to transform, verification types, the layout of a
 * frame, and the names of the runtime.
 */
@NullMarked
package io.fermata.transform.model;

import org.jspecify.annotations.NullMarked;
