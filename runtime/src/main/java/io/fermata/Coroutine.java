package io.fermata;

import io.fermata.frame.Frame;

/** placeholder, written by the runtime author. */
public sealed interface Coroutine<T> extends Awaitable<T> permits Frame {}
