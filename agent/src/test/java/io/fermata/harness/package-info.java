/**
 * Runs a case twice, as plain blocking Java and transformed, and compares what the two show.
 *
 * <p>{@link io.fermata.harness.CaseSet} is the entry; {@link io.fermata.harness.Env} is all that a
 * case sees. Nothing here is transformed.
 */
package io.fermata.harness;
