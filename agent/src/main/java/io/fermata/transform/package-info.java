/**
 * The transformer of async methods: bytes of a class in; bytes of it and of its frames, nothing, or
 * a refusal out.
 *
 * <p>{@link io.fermata.transform.Transformer} is the door. The package depends on ASM only.
 */
@NullMarked
package io.fermata.transform;

import org.jspecify.annotations.NullMarked;
