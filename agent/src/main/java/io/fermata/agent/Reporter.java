package io.fermata.agent;

import io.fermata.transform.Diagnostic;
import java.io.PrintStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says things on the error stream, each once: a class that is loaded by many loaders, or is
 * transformed again, has the same to say each time.
 *
 * <p>Thread: any.
 */
final class Reporter {
  private final PrintStream out;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  Reporter(PrintStream out) {
    this.out = out;
  }

  /** In one line, whatever the names of classes have in them. */
  void say(String text) {
    sayLines(Diagnostic.oneLine(text));
  }

  void say(Diagnostic diagnostic) {
    say(diagnostic.text());
  }

  /** As it is; for texts without names of others. */
  void sayLines(String text) {
    if (said.add(text)) {
      out.println("fermata: " + text);
    }
  }

  /**
   * Something went wrong on our side with a class; the application goes on with the class as it
   * was.
   */
  void failed(String className, Throwable failure) {
    StringBuilder text = new StringBuilder();
    text.append(className)
        .append(" stays as it was, its async methods will not work: ")
        .append(failure);
    StackTraceElement[] trace = failure.getStackTrace();
    if (trace.length > 0) {
      text.append(" (at ").append(trace[0]).append(')');
    }
    say(text.toString());
  }
}
