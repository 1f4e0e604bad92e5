package io.fermata;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method whose body may {@link Fermata#await await}. Fermata's agent or Maven plugin
 * rewrites it so that the body is left at an await that has to wait and gone on with later.
 *
 * <p>The return type says how a call behaves. {@link Coroutine}: the call runs nothing; the body
 * runs when the coroutine is awaited, made a task, or run. {@link Task}, {@link
 * java.util.concurrent.CompletableFuture} or {@link java.util.concurrent.CompletionStage}: the body
 * runs at once, on the caller's thread, up to the first await that has to wait; the object returned
 * is a task, and an exception never leaves the call itself.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Async {}
