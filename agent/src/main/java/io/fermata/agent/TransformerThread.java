package io.fermata.agent;

import io.fermata.transform.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * A thread, and so a stack, to transform a class on that was first used near the end of another. A
 * class that overflows there stays untransformed for good, and so may all others: a static
 * initialiser of ours that is cut off is not run again.
 *
 * <p>What runs here must not wait for a lock of the thread that waits for it, which is loading a
 * class. So it may load classes of the agent, by a loader that loads several at once, and no
 * others. To define frames is left to the thread that waits.
 */
final class TransformerThread extends Thread {
  /**
   * So many small calls take about twice the stack of a first transformation, which loads classes.
   * More would touch pages of the stack that a program does not need: each costs its start time.
   */
  private static final int ROOM = 512;

  private static final long SIZE = 1 << 22;

  private final LoadTimeTransformer transformer;
  private final String className;
  private final byte[] classFile;
  private volatile @Nullable Transformation result;
  private volatile @Nullable Throwable failure;

  private TransformerThread(LoadTimeTransformer transformer, String className, byte[] classFile) {
    super(null, null, "fermata-transformer", SIZE, false);
    this.transformer = transformer;
    this.className = className;
    this.classFile = classFile;
    setDaemon(true);
  }

  /** Whether the caller's stack is near its end. */
  static boolean isNeeded() {
    try {
      descend(ROOM);
      return false;
    } catch (StackOverflowError e) {
      return true;
    }
  }

  private static void descend(int calls) {
    if (calls > 0) {
      descend(calls - 1);
    }
  }

  /** As {@link LoadTimeTransformer#transformAndTell}. */
  static Transformation transform(
      LoadTimeTransformer transformer, String className, byte[] classFile) {
    if (!TransformerThread.class.getClassLoader().isRegisteredAsParallelCapable()) {
      return transformer.transformAndTell(className, classFile);
    }
    TransformerThread thread = new TransformerThread(transformer, className, classFile);
    thread.start();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      currentThread().interrupt();
    }
    Transformation result = thread.result;
    if (result == null) {
      throw new IllegalStateException(thread.failure);
    }
    return result;
  }

  @Override
  public void run() {
    try {
      result = transformer.transformAndTell(className, classFile);
    } catch (Throwable t) {
      failure = t;
    }
  }
}
