package io.fermata;

/** What is said when an await is executed that should have been replaced. */
final class Untransformed {
  private Untransformed() {}

  static IllegalStateException await() {
    String caller =
        StackWalker.getInstance()
            .walk(
                stack ->
                    stack
                        .filter(frame -> !frame.getClassName().startsWith("io.fermata.Fermata"))
                        .filter(
                            frame -> !frame.getClassName().equals(Untransformed.class.getName()))
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
