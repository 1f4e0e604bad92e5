package io.fermata.frame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the stack trace of an exception that leaves a frame read as if async calls were calls.
 *
 * <pre>
 *   physical                                   what is shown
 *   Prices.lambda$async$fetch$0 (line 9)       Prices.fetch (line 9)
 *   Prices$fetch$0.resume                      Prices.callApi (line 20)     the await it was parked at
 *   Driver.proceed                             Prices.main (line 31)        and so on outward
 *   Stepper.run ... Turns.turn ...
 * </pre>
 *
 * <p>Each task that an exception passes through adds its part once. Nothing here runs unless
 * something was thrown.
 */
final class AsyncTrace {
  private static final int MAX = Driver.LONGEST_TRACE;

  private static final String BODY_PREFIX = "lambda$async$";

  /** What a frame class calls its awaiting entry, a name that no source code has. */
  private static final String AWAIT = "await$async";

  // All constants are the compiler's. A static initialiser that the end of the stack cuts off is
  // not run again: its class is lost.
  private static final String DRIVER = "io.fermata.frame.Driver";
  private static final String FRAME = "io.fermata.frame.Frame";
  private static final String RAW_RESULT = "io.fermata.frame.RawResult";
  private static final String THREADED = "io.fermata.ThreadedStepper";
  private static final String TASK = "io.fermata.Task";

  private AsyncTrace() {}

  /**
   * Makes the trace readable of what left the first step of a task.
   *
   * @return whether it was made elsewhere
   */
  static boolean leaveFirst(Throwable thrown, Driver driver) {
    TraceParts known = driver.traceParts;
    try {
      StackTraceElement[] physical = thrown.getStackTrace();
      if (known != null && known.isIn(driver.currentTask(), physical)) {
        thrown.setStackTrace(known.leave());
        return false;
      }
      driver.traceParts = null;
      List<TraceParts.Start> starts = new ArrayList<>();
      List<StackTraceElement> trace = readable(physical, starts);
      write(thrown, physical, trace);
      if (!starts.isEmpty()) {
        StackTraceElement[] shown = trace.toArray(new StackTraceElement[0]);
        driver.traceParts = new TraceParts(physical, shown, starts);
      }
      return !hasStep(physical, 0);
    } catch (RuntimeException e) {
      // An exception class with odd ideas of its own: it keeps the trace it has.
      driver.traceParts = null;
      return false;
    }
  }

  /**
   * Adds the async callers to the trace of what a body threw. As with ordinary calls, what was made
   * elsewhere, as a constant is, keeps the trace that it has.
   *
   * @param from the frame that the exception leaves
   * @return whether it was made elsewhere
   */
  static boolean extend(Throwable thrown, Frame<?> from) {
    try {
      StackTraceElement[] physical = thrown.getStackTrace();
      boolean ofThisStep = hasStep(physical, 0);
      List<StackTraceElement> trace = readable(physical);
      List<StackTraceElement> callers = callers(from.parent, MAX - trace.size());
      boolean elsewhere = false;
      boolean there = endsWith(trace, callers);
      if (ofThisStep ? !there || isFrom(trace, from) : !there && isOurs(from)) {
        trace.addAll(callers);
      } else {
        elsewhere = !ofThisStep && !isWhole(trace, from, callers);
      }
      write(thrown, physical, trace);
      return elsewhere;
    } catch (RuntimeException e) {
      // as above
      return false;
    }
  }

  /**
   * Adds the frame that awaited a failure, and its callers.
   *
   * @param ofTask whether it is the failure of a task: its trace ends where the task does. One from
   *     elsewhere is perhaps the same object each time, and gains each chain of callers once
   * @param stays whether it was made elsewhere, as {@link #extend(Throwable, Frame)} found
   */
  static void extend(Throwable thrown, Frame<?> awaiting, boolean ofTask, boolean stays) {
    try {
      StackTraceElement[] physical = thrown.getStackTrace();
      List<StackTraceElement> trace = readable(physical);
      List<StackTraceElement> callers = callers(awaiting, MAX - trace.size());
      boolean known = !ofTask && Collections.indexOfSubList(trace, callers) >= 0;
      if (!stays && !known) {
        trace.addAll(callers);
      }
      write(thrown, physical, trace);
    } catch (RuntimeException e) {
      // as above
    }
  }

  /**
   * Adds the running step to a failure that is there already when it is awaited. The step's own
   * marks stay in, so that what it leaves next takes it for one of this step.
   */
  static void addStep(Throwable thrown, boolean ofTask, Driver driver) {
    try {
      StackTraceElement[] before = thrown.getStackTrace();
      TraceParts known = driver.traceParts;
      int cut = -1;
      if (ofTask
          && known != null
          && known.isNextIn(driver.currentTask(), before)
          && StepCalls.canRead()) {
        StackTraceElement[] step = StepCalls.here();
        List<StackTraceElement> own = readable(fromBody(step));
        StackTraceElement[] marked = known.enter(own, isFirst(step[step.length - 1]));
        if (marked != null) {
          thrown.setStackTrace(marked);
          return;
        }
        cut = known.cutBefore(own);
      }
      List<StackTraceElement> trace = readable(before);
      StackTraceElement[] here = fromBody(new Throwable().getStackTrace());
      List<StackTraceElement> shown = readable(here);
      if (!ofTask && !shown.isEmpty() && Collections.indexOfSubList(trace, shown) >= 0) {
        return;
      }
      if (cut >= 0) {
        trace = trace.subList(0, cut);
      } else if (endsWith(trace, shown)) {
        // an eager call that failed at once: its trace goes on with its caller
        trace = trace.subList(0, trace.size() - shown.size());
      }
      if (trace.size() + shown.size() > MAX) {
        return;
      }
      trace.addAll(Arrays.asList(here));
      thrown.setStackTrace(trace.toArray(new StackTraceElement[0]));
    } catch (RuntimeException e) {
      // as above
    }
  }

  /** Without the runtime's own calls above the body's own line; from the step on without a body. */
  private static StackTraceElement[] fromBody(StackTraceElement[] physical) {
    int at = 0;
    while (at < physical.length && isOurs(physical[at].getClassName()) && !isStep(physical[at])) {
      at++;
    }
    return Arrays.copyOfRange(physical, at, physical.length);
  }

  /** What stands between a body and what it awaits. */
  private static boolean isOurs(String className) {
    return switch (className) {
      case "io.fermata.frame.AsyncTrace",
          DRIVER,
          FRAME,
          "io.fermata.frame.Attempt",
          "io.fermata.frame.StepCalls",
          "io.fermata.Stepper",
          THREADED ->
          true;
      default -> false;
    };
  }

  /** What stands between the driver and the thread's own code in a physical stack. */
  private static boolean isLoop(String className) {
    return switch (className) {
      case "io.fermata.Stepper",
          THREADED,
          "io.fermata.OutsideTasks",
          "io.fermata.OutsideStepper",
          "io.fermata.TaskStarter" ->
          true;
      default -> false;
    };
  }

  private static void write(
      Throwable thrown, StackTraceElement[] physical, List<StackTraceElement> trace) {
    if (trace.size() != physical.length || !Arrays.asList(physical).equals(trace)) {
      thrown.setStackTrace(trace.toArray(new StackTraceElement[0]));
    }
  }

  /** The runtime's own frames throw what others failed with. */
  private static boolean isOurs(Frame<?> frame) {
    return frame.getClass().getPackageName().equals("io.fermata");
  }

  /** Whether the trace has gone through the frame before, and on to all its callers. */
  private static boolean isWhole(
      List<StackTraceElement> trace, Frame<?> frame, List<StackTraceElement> callers) {
    return endsWith(trace, callers)
        && isFrom(trace.subList(0, trace.size() - callers.size()), frame);
  }

  /** Whether the outermost call in a trace is of the frame's method. */
  private static boolean isFrom(List<StackTraceElement> trace, Frame<?> frame) {
    if (trace.isEmpty()) {
      return false;
    }
    StackTraceElement last = trace.get(trace.size() - 1);
    StackTraceElement place = location(frame);
    return last.getClassName().equals(place.getClassName())
        && last.getMethodName().equals(place.getMethodName());
  }

  /** The awaits that a chain of frames is parked at, innermost first. */
  static List<StackTraceElement> callers(@Nullable Frame<?> innermost, int limit) {
    List<StackTraceElement> callers = new ArrayList<>();
    for (Frame<?> frame = innermost;
        frame != null && callers.size() < limit;
        frame = frame.parent) {
      if (frame instanceof StackFrame stack) {
        callers.addAll(stack.lines());
      } else {
        callers.add(location(frame));
      }
    }
    return callers;
  }

  /** The awaits on the stack of a thread that is blocked in the innermost of them. */
  static List<StackTraceElement> blocked(StackTraceElement[] physical) {
    int at = 0;
    while (at < physical.length && !physical[at].getClassName().equals(THREADED)) {
      at++;
    }
    return readable(fromBody(Arrays.copyOfRange(physical, at, physical.length)));
  }

  private static StackTraceElement location(Frame<?> frame) {
    String[] source = frame.source().split("\n", -1);
    int line = 3 + frame.state();
    return new StackTraceElement(
        source[0],
        source[1],
        source[2].isEmpty() ? null : source[2],
        line >= 3 && line < source.length ? Integer.parseInt(source[line]) : -1);
  }

  /** The trace down to the step that threw, without the runtime's own calls in between. */
  static List<StackTraceElement> readable(StackTraceElement[] physical) {
    return readable(physical, new ArrayList<>(0));
  }

  /**
   * The same.
   *
   * @param starts gets where each further step's part begins
   */
  private static List<StackTraceElement> readable(
      StackTraceElement[] physical, List<TraceParts.Start> starts) {
    List<StackTraceElement> kept = new ArrayList<>(physical.length);
    for (int i = 0; i < physical.length; i++) {
      StackTraceElement element = physical[i];
      if (isStep(element)) {
        int eager = eagerCaller(physical, i + 1);
        if (eager < 0) {
          break;
        }
        i = isKickoff(physical, eager, kept) ? eager : eager - 1;
        starts.add(new TraceParts.Start(i + 1, kept.size()));
      } else if (!isGlue(physical, i)) {
        kept.add(named(element));
      }
    }
    return kept;
  }

  static boolean hasStep(StackTraceElement[] physical, int from) {
    for (int i = from; i < physical.length; i++) {
      if (isStep(physical[i])) {
        return true;
      }
    }
    return false;
  }

  static boolean isStep(StackTraceElement element) {
    return isFirst(element)
        || (element.getClassName().equals(DRIVER) && element.getMethodName().equals("proceed"));
  }

  /** Whether the call makes the first step of a task. */
  private static boolean isFirst(StackTraceElement element) {
    return element.getClassName().equals(DRIVER) && element.getMethodName().equals("launch");
  }

  /** The driver's and the frame's methods, and the frame class's entry that was called. */
  private static boolean isGlue(StackTraceElement[] physical, int at) {
    String owner = physical[at].getClassName();
    String method = physical[at].getMethodName();
    if (owner.equals(DRIVER)
        || owner.equals(FRAME)
        || owner.equals(RAW_RESULT)
        || owner.equals(THREADED)
        || method.equals(AWAIT)) {
      return true;
    }
    if (at == 0 || at + 1 == physical.length) {
      return false;
    }
    StackTraceElement caller = physical[at + 1];
    return (method.equals("start") || method.equals("resume"))
        && caller.getClassName().equals(DRIVER);
  }

  /** Where the caller of an eagerly started task stands; -1 if the loop made this step. */
  private static int eagerCaller(StackTraceElement[] physical, int from) {
    int at = from;
    while (at < physical.length && isLoop(physical[at].getClassName())) {
      at++;
    }
    boolean eager = at + 1 < physical.length && physical[at].getClassName().equals(TASK);
    return eager ? at + 1 : -1;
  }

  /** The eager method's own kickoff stands below its body and says nothing new. */
  private static boolean isKickoff(
      StackTraceElement[] physical, int at, List<StackTraceElement> kept) {
    if (kept.isEmpty()) {
      return false;
    }
    StackTraceElement body = kept.get(kept.size() - 1);
    return physical[at].getClassName().equals(body.getClassName())
        && physical[at].getMethodName().equals(body.getMethodName());
  }

  /** Bodies are called {@code lambda$async$method$number}: shown as the method. */
  static StackTraceElement named(StackTraceElement element) {
    String name = element.getMethodName();
    int end = name.lastIndexOf('$');
    if (!name.startsWith(BODY_PREFIX) || end <= BODY_PREFIX.length()) {
      return element;
    }
    // the JVM marks the elements that it makes itself, and does not show the name of this loader
    String loader = element.getClassLoaderName();
    return new StackTraceElement(
        "app".equals(loader) ? null : loader,
        element.getModuleName(),
        element.getModuleVersion(),
        element.getClassName(),
        name.substring(BODY_PREFIX.length(), end),
        element.getFileName(),
        element.getLineNumber());
  }

  /** The innermost async method on a physical stack, or null. */
  static @Nullable StackTraceElement body(StackTraceElement[] physical) {
    for (StackTraceElement element : physical) {
      StackTraceElement named = named(element);
      if (!named.equals(element)) {
        return named;
      }
    }
    return null;
  }

  /** So that an exception that is kept during a cleanup and thrown again is not extended twice. */
  private static boolean endsWith(List<StackTraceElement> trace, List<StackTraceElement> end) {
    int from = trace.size() - end.size();
    return from >= 0 && trace.subList(from, trace.size()).equals(end);
  }
}
