package io.fermata;

/**
 * Stops a loop; a class, because every program runs it, and the first lambda takes milliseconds.
 */
record LoopStop(EventLoop loop) implements Runnable {
  @Override
  public void run() {
    loop.turns.halt();
  }
}
