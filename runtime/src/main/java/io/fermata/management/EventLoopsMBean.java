package io.fermata.management;

/** All event loops of a JVM. */
public interface EventLoopsMBean {
  /** {@link io.fermata.EventLoop#dumpAll}. */
  String dump();
}
