/**
 * Fetches many pages over HTTP, a bounded number at a time, with a timeout and several tries for
 * each.
 *
 * <p>{@link io.fermata.samples.fetch.Main} is the program; {@code Fetcher} is the part to copy.
 */
package io.fermata.samples.fetch;
