package io.fermata;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * SIGINT by {@code sun.misc.Signal}. Compiled apart from the rest, because javac warns of that
 * class and nothing can keep it from doing so. {@link CtrlC} loads this by name, and has it once it
 * is initialised.
 */
@NullMarked
final class JvmSignals extends CtrlC.Signals {
  private static final Signal INT = new Signal("INT");

  static {
    CtrlC.signals = new JvmSignals();
  }

  private JvmSignals() {}

  @Override
  @Nullable Object handle(Runnable action) {
    SignalHandler previous = Signal.handle(INT, new Handler(action));
    if (isTheJvmsOwn(previous)) {
      return previous;
    }
    Signal.handle(INT, previous);
    return null;
  }

  /** Not one of the program's, and not "ignored", as for a job in the background. */
  private static boolean isTheJvmsOwn(SignalHandler handler) {
    return handler == SignalHandler.SIG_DFL
        || (handler != SignalHandler.SIG_IGN
            && handler.getClass().getName().startsWith("sun.misc.Signal$"));
  }

  @Override
  void restore(Object previous) {
    Signal.handle(INT, (SignalHandler) previous);
  }

  @Override
  void raise() {
    Signal.raise(INT);
  }

  /** No lambda: a program should start fast. */
  private static final class Handler implements SignalHandler {
    private final Runnable action;

    Handler(Runnable action) {
      this.action = action;
    }

    @Override
    public void handle(Signal signal) {
      action.run();
    }
  }
}
