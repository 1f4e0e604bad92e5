package io.fermata;

import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Makes threads that serve several loops, or one that may be forgotten. They keep nothing of
 * whoever comes first and causes them to be made: neither the class loader, nor inheritable
 * thread-locals, nor (before JDK 24) the protection domains of the callers, which lead to their
 * class loaders. Those may belong to an application of which nothing else is left.
 *
 * <p>Thread: any.
 */
final class DaemonThreads {
  private DaemonThreads() {}

  /** One that is not started yet. */
  static Thread make(Runnable work, String name) {
    Thread thread = withoutCallers(work, name);
    thread.setDaemon(true);
    thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    return thread;
  }

  private static Thread withoutCallers(Runnable work, String name) {
    try {
      return Privileged.thread(work, name);
    } catch (LinkageError e) { // a JDK without AccessController, whose threads keep no domains
      return new Thread(null, work, name, 0, false);
    }
  }

  /** Apart, because the JDK is going to remove what this names; nothing else hides the callers. */
  @SuppressWarnings("removal")
  private static final class Privileged {
    static Thread thread(Runnable work, String name) {
      return AccessController.doPrivileged(
          (PrivilegedAction<Thread>) () -> new Thread(null, work, name, 0, false));
    }
  }
}
