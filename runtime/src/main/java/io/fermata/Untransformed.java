package io.fermata;

import java.util.Set;

/** What is said when an await is executed that should have been replaced. */
final class Untransformed {
  private static final Set<String> OURS =
      Set.of(Untransformed.class.getName(), Fermata.class.getName());

  private Untransformed() {}

  static IllegalStateException await() {
    String caller =
        StackWalker.getInstance()
            .walk(
                stack ->
                    stack
                        .filter(frame -> !OURS.contains(frame.getClassName()))
                        .findFirst()
                        .map(frame -> frame.toStackTraceElement().toString())
                        .orElse("unknown code"));
    return new IllegalStateException(
        "await was called in "
            + caller
            + ", which Fermata has not transformed. Mark the method @Async, and run with"
            + " -javaagent:fermata-agent.jar, or build with fermata-maven-plugin (goal transform),"
            + " or run java -jar fermata-agent.jar on the compiled classes");
  }
}
