package io.fermata;

/** A task's extras in debug mode, where every task has them. */
final class DatedExtras extends Extras {
  /** In nanoseconds, by the loop's clock. */
  final long created;

  DatedExtras(long created) {
    this.created = created;
  }
}
