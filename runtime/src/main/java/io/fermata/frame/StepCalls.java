package io.fermata.frame;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the part of the stack that is the running step's own, and nothing below it, which may be
 * deep.
 *
 * <p>No lambda: what the JDK makes for one is made when it is first used, perhaps near the end of
 * the stack.
 */
final class StepCalls implements Function<Stream<StackWalker.StackFrame>, StackTraceElement[]> {
  /** Null as long as what it needs has not been initialised, see {@link Driver#hasRoom}. */
  private static @Nullable StackWalker walker;

  private StepCalls() {}

  /** Few programs have to, and it takes other classes of the JDK than a trace. */
  static boolean canRead() {
    if (walker == null && Driver.hasRoom()) {
      StackWalker made = StackWalker.getInstance(StackWalker.Option.SHOW_REFLECT_FRAMES);
      var unused = made.walk(new StepCalls());
      walker = made;
    }
    return walker != null;
  }

  /**
   * The calls from here on outward, up to the driver's that makes the step; as traces show them.
   *
   * @throws NullPointerException if this cannot be read
   */
  static StackTraceElement[] here() {
    return Objects.requireNonNull(walker).walk(new StepCalls());
  }

  @Override
  public StackTraceElement[] apply(Stream<StackWalker.StackFrame> frames) {
    List<StackTraceElement> calls = new ArrayList<>();
    Iterator<StackWalker.StackFrame> left = frames.iterator();
    boolean within = true;
    while (within && left.hasNext() && calls.size() < Driver.LONGEST_TRACE) {
      StackTraceElement call = left.next().toStackTraceElement();
      calls.add(call);
      within = !AsyncTrace.isStep(call);
    }
    return calls.toArray(new StackTraceElement[0]);
  }
}
