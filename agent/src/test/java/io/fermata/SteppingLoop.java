package io.fermata;

/**
 * A loop for a debugger's steps. In this package because otherwise only a property of the whole JVM
 * asks for one.
 */
public final class SteppingLoop {
  private SteppingLoop() {}

  public static EventLoopBuilder builder() {
    return EventLoop.builder().stepping(true);
  }
}
