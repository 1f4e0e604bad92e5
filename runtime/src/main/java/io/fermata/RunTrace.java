package io.fermata;

import io.fermata.frame.Driver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Lets the trace of what a run throws go on with who called the run.
 *
 * <pre>
 *   what is thrown            is shown
 *   Prices.fetch (line 9)     Prices.fetch (line 9)
 *   Prices.main (line 31)     Prices.main (line 31)
 *                             Fermata.run          the runtime's method that the program called
 *                             Main.main (line 5)   the stack of the thread that called it
 * </pre>
 *
 * <p>Thread: any. Where another thread adds to the same trace meanwhile, one of the two additions
 * is lost.
 */
final class RunTrace {
  /** What stands between this class and what the program called, which is shown. */
  private static final Set<String> OURS =
      Set.of(
          RunTrace.class.getName(),
          Task.class.getName(),
          Runner.class.getName(),
          Host.class.getName(),
          EventLoop.class.getName(),
          EventLoopGroup.class.getName(),
          Fermata.class.getName(),
          // of a package that is not seen from here
          "io.fermata.testing.TestRun",
          "io.fermata.testing.AsyncTest");

  private RunTrace() {}

  /**
   * Adds the calls that lead here, once. If they are those of a step, that step's marks stay in, so
   * that the failure is taken for one of it when it leaves that too.
   */
  static void addCaller(Throwable thrown) {
    try {
      List<StackTraceElement> here = Arrays.asList(new Throwable().getStackTrace());
      int called = 0;
      while (called + 1 < here.size() && OURS.contains(here.get(called + 1).getClassName())) {
        called++;
      }
      List<StackTraceElement> callers = here.subList(called, here.size());
      List<StackTraceElement> trace = new ArrayList<>(Arrays.asList(thrown.getStackTrace()));
      int room = Driver.LONGEST_TRACE - trace.size();
      if (room > 0 && Collections.indexOfSubList(trace, callers) < 0) {
        trace.addAll(callers.subList(0, Math.min(room, callers.size())));
        thrown.setStackTrace(trace.toArray(new StackTraceElement[0]));
      }
    } catch (RuntimeException e) {
      // An exception class with odd ideas of its own: it keeps the trace it has.
    }
  }
}
