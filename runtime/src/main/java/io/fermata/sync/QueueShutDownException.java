package io.fermata.sync;

/**
 * A queue takes or has nothing any more, because it was shut down.
 *
 * <p>asyncio: {@code QueueShutDown}.
 */
public final class QueueShutDownException extends RuntimeException {
  private static final long serialVersionUID = 1;

  QueueShutDownException() {
    super("the queue was shut down");
  }
}
