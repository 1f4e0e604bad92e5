package io.fermata;

/** What a task waits for where that is no object of its own; see {@link Task#awaiting}. */
enum Parked {
  /** Its first step. */
  START,

  /** A timer in the heap. */
  TIMER,

  /** The turn of a timer that is due: that turn completes the sleep, the next one is the step. */
  DUE,

  /** The same, after a cancel: the timer's turn does nothing, the next one raises the error. */
  DUE_CANCELLED
}
