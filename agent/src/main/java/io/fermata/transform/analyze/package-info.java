/**
 * Answers one question each about a method and changes nothing: types, liveness, layout. Depends on
 * {@code model} only.
 */
@NullMarked
package io.fermata.transform.analyze;

import org.jspecify.annotations.NullMarked;
