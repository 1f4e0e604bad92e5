package io.fermata;

/**
 * Runs a coroutine to its end also where a loop runs on the thread already, in a loop of its own.
 * The code that calls this knows of no loops. In this package because nothing public allows it.
 */
public final class NestedLoop {
  private NestedLoop() {}

  public static <T> T run(Coroutine<T> main) {
    Stepper outer = Stepper.here();
    Stepper.enter(null);
    try (EventLoop loop = EventLoop.create()) {
      return loop.run(main);
    } finally {
      Stepper.enter(outer);
    }
  }
}
