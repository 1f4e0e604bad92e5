package io.fermata;

/** The rare state of a task in debug mode, where every task has one. */
final class DebugTaskState extends RareTaskState {
  /** In nanoseconds, by the loop's clock. */
  final long created;

  DebugTaskState(long created) {
    this.created = created;
  }
}
