package io.fermata.management;

import io.fermata.EventLoop;

/**
 * All event loops of a JVM, as a bean that can be made through a JMX connection: so the command
 * line needs nothing prepared in the program that it looks at.
 *
 * <p>Thread: any.
 */
public final class EventLoops implements EventLoopsMBean {
  /** For JMX. */
  public EventLoops() {}

  @Override
  public String dump() {
    return EventLoop.dumpAll();
  }
}
