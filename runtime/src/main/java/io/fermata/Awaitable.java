package io.fermata;

/** placeholder, written by the runtime author. */
public sealed interface Awaitable<T> permits Coroutine {}
