package io.fermata.access;

import io.fermata.EventLoop;
import io.fermata.EventLoopBuilder;
import io.fermata.Task;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the testing kit sets in a loop and asks of it; a class of {@code io.fermata} implements it.
 *
 * <p>Thread: the loop's, or any single one while the loop does not run.
 */
public abstract class LoopAccess {
  private static final LoopAccess ACCESS = find();

  /** For the one that implements it. */
  protected LoopAccess() {}

  /** The only one. */
  public static LoopAccess get() {
    return ACCESS;
  }

  /** By name, so that programs that don't test have nothing to load. */
  private static LoopAccess find() {
    try {
      var constructor = Class.forName("io.fermata.LoopAccessImpl").getDeclaredConstructor();
      constructor.setAccessible(true);
      return (LoopAccess) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the runtime is not complete", e);
    }
  }

  /**
   * Builds a loop that tells the watch when it is idle.
   *
   * @param seed null for the order of asyncio, else tasks that are ready take their turn in a
   *     random order that follows from it
   */
  public abstract EventLoop build(EventLoopBuilder builder, LoopWatch watch, @Nullable Long seed);

  /** What {@link #build} was given; null for other loops. */
  public abstract @Nullable LoopWatch watchOf(EventLoop loop);

  /** The tasks that are not done. */
  public abstract List<Task<?>> tasks(EventLoop loop);

  /** How many callbacks wait for a time. */
  public abstract int timers(EventLoop loop);

  /** A length in nanoseconds; what does not fit into a long is as good as never. */
  public abstract long nanos(Duration duration);

  /** A thread that keeps nothing of whoever makes it; not started yet. */
  public abstract Thread daemon(Runnable work, String name);

  /** Whether a debugger steps through its tasks, which takes the time that it takes. */
  public abstract boolean isSteppedThrough(EventLoop loop);

  /** Whether some task waits for something that another thread may complete. */
  public abstract boolean waitsForOthers(EventLoop loop);
}
