package io.fermata;

/**
 * What a method of the runtime hands to the loop when it is called on another thread, to be done
 * there. A loop that does not run does it as soon as somebody uses the loop, as it would have been
 * done on the loop's thread; a callback of the user's keeps its place in the ready queue.
 */
interface LoopCommand extends Runnable {}
