/**
 * The Maven goals: the transformer over a project's classes.
 *
 * <p>{@link io.fermata.maven.TransformMojo} and {@link io.fermata.maven.TransformTestMojo} are the
 * goals; all the work is {@link io.fermata.cli.ClassDirectory}'s.
 */
@NullMarked
package io.fermata.maven;

import org.jspecify.annotations.NullMarked;
