/**
 * The transformer over files: directories of classes and jars, as a command line and for the Maven
 * plugin.
 *
 * <p>{@link io.fermata.cli.Main} is the command line. {@link io.fermata.cli.ClassDirectory} is what
 * the Maven goals use. Both decide everything first, as {@link io.fermata.cli.Changes}, and write
 * only if nothing was refused. Of {@code io.fermata.transform} this package sees the door only.
 */
@NullMarked
package io.fermata.cli;

import org.jspecify.annotations.NullMarked;
