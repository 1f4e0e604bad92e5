package io.fermata.sync;

/**
 * A barrier was reset or aborted while a task waited at it, or is broken since an abort.
 *
 * <p>asyncio: {@code BrokenBarrierError}.
 */
public final class BarrierBrokenException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BarrierBrokenException(String message) {
    super(message);
  }
}
