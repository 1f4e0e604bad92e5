package io.fermata.access;

/** Is told when a loop has nothing to run. Called on the loop's thread. */
public interface LoopWatch {

  /**
   * Nothing is ready, and the loop is about to wait, or to move virtual time.
   *
   * @param deadline that of the next timer, or {@link Long#MAX_VALUE} if there is none
   * @param working whether work of {@code toThread} is under way
   * @return whether that has changed: something was made ready, or the loop was stopped
   */
  boolean nothingIsReady(long deadline, boolean working);
}
