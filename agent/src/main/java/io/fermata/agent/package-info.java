/**
 * The Java agent: decides which classes of a running JVM go through the transformer, and defines
 * their frames.
 *
 * <p>{@link io.fermata.agent.FermataAgent} is the entry. How a class is transformed is the business
 * of {@code io.fermata.transform}, of which this package sees the door only. No class of the
 * application and none of Fermata's runtime is linked to from here.
 */
@NullMarked
package io.fermata.agent;

import org.jspecify.annotations.NullMarked;
