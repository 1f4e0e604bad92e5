package io.fermata.sync;

/**
 * What {@link AsyncLock#acquire} and {@link AsyncSemaphore#acquire} result in, for
 * try-with-resources: closing it releases, once.
 *
 * <pre>{@code
 * try (var held = await(lock.acquire())) {
 *   ...
 * }
 * }</pre>
 */
public interface Held extends AutoCloseable {
  /**
   * Releases what was acquired; a second time does nothing. Thread: the loop's.
   *
   * @throws IllegalStateException if it is a lock's that was released by other means, and is free
   *     or another task's now
   */
  @Override
  void close();
}
