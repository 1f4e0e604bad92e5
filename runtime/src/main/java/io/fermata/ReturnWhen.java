package io.fermata;

/**
 * When {@link Fermata#waitTasks} has waited long enough. asyncio: the constants of {@code wait}.
 */
public enum ReturnWhen {
  /** One task is done, however it ended. */
  FIRST_COMPLETED,

  /** One task has failed, cancellation aside; or all are done. */
  FIRST_EXCEPTION,

  /** All tasks are done. */
  ALL_COMPLETED
}
