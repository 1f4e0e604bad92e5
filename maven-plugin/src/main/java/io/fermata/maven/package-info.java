/** The Maven goals: the transformer over a directory of classes. */
@NullMarked
package io.fermata.maven;

import org.jspecify.annotations.NullMarked;
