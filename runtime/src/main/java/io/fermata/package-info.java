/**
 * asyncio for Java, what user code imports: {@link io.fermata.Fermata} has the primitives, {@link
 * io.fermata.Async} marks async methods, {@link io.fermata.EventLoop} runs them.
 *
 * <p>Depends on the JDK and on {@code io.fermata.frame}.
 */
@NullMarked
package io.fermata;

import org.jspecify.annotations.NullMarked;
