/**
 * Blocking code joined in: orders from a database are worked off by four workers, and a
 * cancellation loses none.
 *
 * <p>{@link io.fermata.samples.pipeline.Main} is the program. {@code Pipeline} has the tasks and
 * the bounded queue between them, {@code Orders} is the blocking code: JDBC.
 */
package io.fermata.samples.pipeline;
