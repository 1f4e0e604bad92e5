/**
 * Event loops as JMX beans. Nothing here is loaded unless somebody asks for it; the module {@code
 * java.management} need not be there.
 *
 * <p>{@link io.fermata.management.EventLoopMXBean} is what a loop registers that was built with
 * {@link io.fermata.EventLoopBuilder#jmx}; {@link io.fermata.management.EventLoops} is made from
 * outside, by the command line's {@code dump}.
 */
@NullMarked
package io.fermata.management;

import org.jspecify.annotations.NullMarked;
