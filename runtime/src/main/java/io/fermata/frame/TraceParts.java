package io.fermata.frame;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The trace of a failure that goes outward through eager steps, and which part of it is whose.
 *
 * <pre>
 *   shown          physical
 *   Prices.parse   lambda$async$parse$2, .. launch, .. startEagerly, parse   it has left this step
 *   Prices.fetch   lambda$async$fetch$1, .. launch, .. startEagerly, fetch   this one awaits it now
 *   Prices.main    lambda$async$main$0, .. launch, the loop
 * </pre>
 *
 * <p>What is below a step on the stack stays as it is while the step runs. So a step that awaits a
 * task which it has called has to read its own part of the stack only: if that is the part that the
 * trace has, so is the rest. What is kept here is used for a failure that still has this trace; for
 * any other the whole stack is read.
 *
 * <p>Keeps neither the failure nor a task alive. Thread: the driver's.
 */
final class TraceParts {
  /** Where the part of a step begins. */
  record Start(int inPhysical, int inShown) {}

  private final StackTraceElement[] physical;
  private final StackTraceElement[] shown;

  /** Of all parts but the first. */
  private final List<Start> starts;

  /** How many steps the failure has left. */
  private int left = 1;

  /** The trace while the next step has it, with that step's marks; null before it is awaited. */
  private StackTraceElement @Nullable [] marked;

  /** Whose the next step is; null if that is not known. */
  private @Nullable WeakReference<Object> task;

  /** Of a failure that leaves the innermost of these steps. */
  TraceParts(StackTraceElement[] physical, StackTraceElement[] shown, List<Start> starts) {
    this.physical = physical;
    this.shown = shown;
    this.starts = starts;
  }

  /**
   * The step that the failure has left is over.
   *
   * @param caller the task whose step called it, if one did
   */
  void over(@Nullable Object caller) {
    if (marked == null && task == null && caller != null) {
      task = new WeakReference<>(caller);
    }
  }

  /** Whether a failure with this trace has just left a step that was called by the task's. */
  boolean isNextIn(Object running, StackTraceElement[] trace) {
    return marked == null && isOf(running) && Arrays.equals(trace, shown);
  }

  /**
   * The next step awaits the failure.
   *
   * @param own what is to be shown of that step
   * @param isFirst whether it is its task's first
   * @return the trace with the step's marks; null if it is not the one that was foreseen
   */
  StackTraceElement @Nullable [] enter(List<StackTraceElement> own, boolean isFirst) {
    if (left > starts.size()) {
      return null;
    }
    boolean last = left == starts.size();
    if (!own.equals(next()) || !(last ? isWhole() : isFirst)) {
      return null;
    }
    Start start = starts.get(left - 1);
    int rest = physical.length - start.inPhysical;
    StackTraceElement[] all = Arrays.copyOf(shown, start.inShown + rest);
    System.arraycopy(physical, start.inPhysical, all, start.inShown, rest);
    marked = all;
    return all;
  }

  /**
   * Where the JVM has cut the trace.
   *
   * @param own what is to be shown of the next step
   * @return the length of the parts in front of that step's, if the cut is in it or in front of it;
   *     else -1
   */
  int cutBefore(List<StackTraceElement> own) {
    if (left > starts.size()) {
      return shown.length;
    }
    List<StackTraceElement> next = next();
    boolean cut =
        left == starts.size()
            && !isWhole()
            && next.size() <= own.size()
            && own.subList(0, next.size()).equals(next);
    return cut ? starts.get(left - 1).inShown : -1;
  }

  /** Whether a failure with this trace was awaited by the step that the task has now. */
  boolean isIn(Object running, StackTraceElement[] trace) {
    return marked != null && isOf(running) && Arrays.equals(trace, marked);
  }

  /**
   * The failure leaves the step that has awaited it.
   *
   * @return the trace to be shown
   */
  StackTraceElement[] leave() {
    left++;
    marked = null;
    task = null;
    return shown;
  }

  private List<StackTraceElement> next() {
    int end = left < starts.size() ? starts.get(left).inShown : shown.length;
    return Arrays.asList(shown).subList(starts.get(left - 1).inShown, end);
  }

  /** Whether the JVM did not cut the last part. */
  private boolean isWhole() {
    return AsyncTrace.hasStep(physical, starts.get(starts.size() - 1).inPhysical);
  }

  private boolean isOf(Object running) {
    return task != null && task.get() == running;
  }
}
