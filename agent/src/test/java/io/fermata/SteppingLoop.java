package io.fermata;

/**
 * A loop with a thread for each task. In this package because otherwise only a property of the
 * whole JVM asks for one.
 */
public final class SteppingLoop {
  private SteppingLoop() {}

  public static EventLoopBuilder builder() {
    EventLoopBuilder builder = EventLoop.builder();
    builder.stepping = true;
    return builder;
  }
}
