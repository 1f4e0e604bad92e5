package io.fermata;

import org.jspecify.annotations.Nullable;

/** What few tasks have, kept apart so that the others stay small. */
class RareTaskState {
  /** Who waits for the task, as {@link Task} keeps it itself where it has no such state. */
  @Nullable Object waiters;

  /** The name that was given, if one was. */
  @Nullable String name;

  /** Calls of cancel minus calls of uncancel. */
  int cancelRequests;

  /** The next step has to raise a {@link CancelledError}. */
  boolean cancelPending;

  /** The message of that error. */
  @Nullable String cancelMessage;

  /** The values of task-locals. */
  @Nullable TaskLocalValues locals;

  /** What the loop's carriers carry, while the task has no step. */
  @Nullable Object @Nullable [] carried;

  /** The task failed with something made elsewhere, whose trace is left alone. */
  boolean traceStays;
}
