package io.fermata;

import java.util.Optional;
import jdk.jfr.FlightRecorder;

/**
 * Whether a flight recording runs. Until the JVM's Flight Recorder is used at all, that is one look
 * at a field of its own in each turn of a loop; of its classes only the one with that field is
 * loaded. Where the JVM has no module {@code jdk.jfr}, nothing is.
 *
 * <p>Thread: any.
 */
final class FlightRecording {
  private static final boolean AVAILABLE = isReadable();

  /**
   * Somebody has used the Flight Recorder, and from now on it says when recordings begin and end.
   */
  private static boolean listening;

  /**
   * Whether one runs, as far as {@link #look} has seen. Plain: a turn sooner or later is the same.
   */
  static boolean on;

  private FlightRecording() {}

  /** Whether one runs; once for each turn of a loop. */
  static boolean look() {
    if (!listening && AVAILABLE && FlightRecorder.isInitialized()) {
      listen();
    }
    return on;
  }

  private static synchronized void listen() {
    if (!listening) {
      listening = true;
      FlightEvents.listen();
    }
  }

  /**
   * No loop is open. The recorder would keep this class's loader, which may be that of an
   * application which has ended.
   */
  static synchronized void listenNoMore() {
    if (listening) {
      FlightEvents.listenNoMore();
      listening = false;
      on = false;
    }
  }

  /** On a module path the module may be there and not be read. */
  private static boolean isReadable() {
    Optional<Module> module = ModuleLayer.boot().findModule("jdk.jfr");
    return module.isPresent() && FlightRecording.class.getModule().canRead(module.get());
  }
}
