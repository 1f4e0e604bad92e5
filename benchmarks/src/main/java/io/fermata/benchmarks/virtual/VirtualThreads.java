package io.fermata.benchmarks.virtual;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ThreadFactory;

/** Virtual threads, for code that is compiled for Java 17 and runs on 21 or later. */
final class VirtualThreads {
  /** Makes virtual threads, not started. */
  static final ThreadFactory FACTORY = factory();

  private VirtualThreads() {}

  /** Runs the work on a new virtual thread, and returns when it has ended. */
  static void run(Runnable work) {
    Thread thread = FACTORY.newThread(work);
    thread.start();
    join(thread);
  }

  static Thread start(Runnable work) {
    Thread thread = FACTORY.newThread(work);
    thread.start();
    return thread;
  }

  @SuppressWarnings("ThreadPriorityCheck") // there is one carrier: to yield is defined
  static void yieldNow() {
    Thread.yield();
  }

  static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static ThreadFactory factory() {
    try {
      Class<?> builder = Class.forName("java.lang.Thread$Builder$OfVirtual");
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      MethodHandle ofVirtual =
          lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(builder));
      MethodHandle factory =
          lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
      return (ThreadFactory) factory.invoke(ofVirtual.invoke());
    } catch (Throwable e) {
      throw new IllegalStateException("virtual threads need Java 21 or later", e);
    }
  }
}
