/**
 * The three programs of a tutorial on tasks: one call after the other, two calls at once, and
 * something else meanwhile.
 *
 * <p>Each of the three can be run alone; {@link io.fermata.samples.tutorial.Main} runs them all, in
 * real or in virtual time.
 */
package io.fermata.samples.tutorial;
