/**
 * Class files in, class files out: methods that await become resumable state machines.
 *
 * <p>{@link io.fermata.transform.Transformer} is the only door. Below it, {@code normalize}
 * rewrites bytecode to equivalent bytecode, {@code analyze} reads and decides, {@code emit} writes
 * and decides nothing; the three do not see each other, all see {@code model}.
 */
@NullMarked
package io.fermata.transform;

import org.jspecify.annotations.NullMarked;
