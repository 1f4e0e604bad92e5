package io.fermata;

/** Blocking code without a result, for {@link Fermata#toThread(BlockingAction)}. */
@FunctionalInterface
public interface BlockingAction {
  /** Does the work, on a thread that may block. */
  void run() throws Exception;
}
