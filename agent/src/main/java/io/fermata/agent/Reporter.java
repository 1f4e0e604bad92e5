package io.fermata.agent;

import io.fermata.transform.Diagnostic;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Says things on the error stream, each once among some thousands: a class that is loaded by many
 * loaders, or is transformed again, has the same to say each time.
 *
 * <p>Thread: any.
 */
final class Reporter {
  /** How many texts are kept. */
  private static final int MOST_SAID = 10_000;

  private final PrintStream out;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  /** Internal names of classes whose transformation overflowed the stack. */
  private final ArrayDeque<String> overflowed = new ArrayDeque<>();

  private volatile boolean left;

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
    if (said.size() >= MOST_SAID) { // of names that are made up while the program runs
      said.clear();
    }
    if (said.add(text)) {
      out.println("fermata: " + text);
    }
  }

  /** How many texts are kept now. */
  int kept() {
    return said.size();
  }

  /**
   * Something went wrong on our side with a class; the application goes on with the class as it
   * was. Where the stack is too full to say so, that is left for later.
   */
  void failed(String internalName, Throwable failure) {
    try {
      if (!(failure instanceof StackOverflowError) && !TransformerThread.isNeeded()) {
        sayFailed(internalName.replace('/', '.'), failure);
        return;
      }
    } catch (StackOverflowError e) {
      // so it is
    }
    synchronized (overflowed) {
      overflowed.add(internalName);
      left = true;
    }
  }

  /** Says what there was no room for, if there is now. */
  void sayWhatIsLeft() {
    if (!left || TransformerThread.isNeeded()) {
      return;
    }
    synchronized (overflowed) {
      left = false;
      for (String name; (name = overflowed.poll()) != null; ) {
        say(
            name.replace('/', '.')
                + " stays as it was, its async methods will not work: it was first used near the"
                + " end of a thread's stack, with no room left to transform it. Use it earlier,"
                + " give that thread a larger stack (-Xss), or transform the class at build time");
      }
    }
  }

  private void sayFailed(String className, Throwable failure) {
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
