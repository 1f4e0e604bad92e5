package io.fermata;

/** What a task waits for where that is no object of its own; see {@link Task#awaiting}. */
enum Parked {
  /** Its first step. */
  START,

  /** A timer; or, once that is due, the turn that completes the sleep: the next one is the step. */
  TIMER,

  /** The same turn after a cancel: it does nothing, the next one raises the error. */
  DUE_CANCELLED
}
