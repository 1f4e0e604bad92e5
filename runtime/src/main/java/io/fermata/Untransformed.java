package io.fermata;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.Set;

/** What is said when an await is executed that should have been replaced. */
final class Untransformed {
  private static final Set<String> OURS =
      Set.of(Untransformed.class.getName(), Fermata.class.getName());

  private Untransformed() {}

  static IllegalStateException await() {
    List<StackFrame> callers =
        StackWalker.getInstance(Option.SHOW_HIDDEN_FRAMES)
            .walk(
                stack ->
                    stack
                        .dropWhile(frame -> OURS.contains(frame.getClassName()))
                        .limit(64)
                        .toList());
    String caller =
        callers.stream()
            .filter(frame -> !isIndirect(frame))
            .findFirst()
            .map(frame -> frame.toStackTraceElement().toString())
            .orElse("unknown code");
    return new IllegalStateException(
        "await was called in "
            + caller
            + (!callers.isEmpty() && isIndirect(callers.get(0))
                ? " by a method reference, a method handle or reflection. Fermata replaces calls that"
                    + " stand in the code: write await(...) in a method marked @Async, or in a lambda"
                    + " that returns a Coroutine"
                : ", which Fermata has not transformed. Mark the method @Async, and run with"
                    + " -javaagent:fermata-agent.jar, or build with fermata-maven-plugin (goal transform),"
                    + " or run java -jar fermata-agent.jar on the compiled classes"));
  }

  /** Code of the JDK, or made by it, that calls what it was told to call. */
  private static boolean isIndirect(StackFrame frame) {
    String name = frame.getClassName();
    return name.startsWith("java.lang.invoke.")
        || name.startsWith("java.lang.reflect.")
        || name.startsWith("jdk.internal.reflect.")
        || name.contains("$$Lambda");
  }
}
