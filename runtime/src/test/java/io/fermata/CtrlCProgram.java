package io.fermata;

import static io.fermata.Fermata.sleep;
import static io.fermata.Script.script;

import java.time.Duration;
import sun.misc.Signal;

/** What {@link CtrlCTest} sends signals to. */
final class CtrlCProgram {
  private CtrlCProgram() {}

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "cleans up" -> cleansUp();
      case "swallows" -> swallows();
      case "runs twice" -> runsTwice();
      case "hangs" -> hangs();
      case "other thread" -> onAnotherThread();
      case "own handler" -> withAHandlerOfItsOwn();
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static Script<?> waiting(String cleanup, Duration takes) {
    return script("main")
        .then(() -> System.out.println("ready"))
        .await(() -> sleep(Duration.ofHours(1)))
        .caught(
            CancelledError.class,
            e -> {
              System.out.println(cleanup);
            })
        .await(() -> sleep(takes));
  }

  private static Script<?> cancelled(Script.Code cleanup) {
    return waiting("cleaning up", Duration.ofMillis(1))
        .then(cleanup)
        .fails(() -> new CancelledError("Ctrl-C"));
  }

  private static void runsTwice() {
    try {
      Fermata.run(cancelled(() -> {}));
    } catch (CancelledError e) {
      System.out.println("caught");
    }
    Fermata.run(cancelled(() -> {}));
  }

  private static void cleansUp() {
    try {
      Fermata.run(cancelled(() -> System.out.println("cleaned up")));
    } finally {
      System.out.println("finally");
    }
  }

  private static void swallows() throws Exception {
    Fermata.run(waiting("swallowed", Duration.ofMillis(1)));
    System.out.println("after the run");
    Thread.currentThread().join();
  }

  private static void hangs() {
    Fermata.run(waiting("hanging", Duration.ofHours(1)));
  }

  private static void onAnotherThread() throws Exception {
    Thread other = new Thread(() -> Fermata.run(waiting("cancelled", Duration.ZERO)));
    other.start();
    other.join();
  }

  private static void withAHandlerOfItsOwn() {
    Signal.handle(new Signal("INT"), signal -> System.out.println("handled by the program"));
    Fermata.run(waiting("cancelled", Duration.ZERO));
  }
}
