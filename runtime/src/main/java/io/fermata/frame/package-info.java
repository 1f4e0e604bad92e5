/**
 * What generated code calls: the frame of a suspended method and the driver that runs frames.
 *
 * <p>Nothing here is for people to call. The names and shapes are a protocol between the
 * transformer and this runtime ({@link io.fermata.frame.Frame#PROTOCOL}); they change together.
 * {@link io.fermata.frame.Frame} is the entry; the package depends on {@code io.fermata}'s {@code
 * Awaitable} and {@code Coroutine} only.
 */
@NullMarked
package io.fermata.frame;

import org.jspecify.annotations.NullMarked;
