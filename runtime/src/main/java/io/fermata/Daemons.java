package io.fermata;

/**
 * Makes threads that serve several loops, or one that may be forgotten. They keep neither the class
 * loader nor the inheritable thread-locals of whoever comes first and causes them to be made: those
 * may belong to an application of which nothing else is left.
 *
 * <p>Thread: any.
 */
final class Daemons {
  private Daemons() {}

  /** One that is not started yet. */
  static Thread make(Runnable work, String name) {
    Thread thread = new Thread(null, work, name, 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    return thread;
  }
}
