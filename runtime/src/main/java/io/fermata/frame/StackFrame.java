package io.fermata.frame;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands for all bodies on the stack of a task's own thread: the outermost frame of a task that is
 * blocked there, so that dumps find what they find in a chain of frames. A step takes it off before
 * it goes on.
 *
 * <p>Thread: whichever has the turn.
 */
public final class StackFrame extends Frame<Object> {
  private final Thread thread;

  /** The runtime's own frames that bodies on this stack await, innermost first. */
  private final Deque<Frame<?>> open = new ArrayDeque<>();

  /** Of a thread on which nothing waits yet. */
  public StackFrame(Thread thread) {
    super(RUNNING);
    this.thread = thread;
  }

  /** A body awaits a frame of the runtime's own. */
  public void opened(Frame<?> frame) {
    open.push(frame);
  }

  /** The body goes on. */
  public void closed() {
    open.pop();
  }

  Collection<Frame<?>> open() {
    return open;
  }

  /** The awaits on this stack, innermost first. */
  List<StackTraceElement> lines() {
    return AsyncTrace.blocked(thread.getStackTrace());
  }

  /** Becomes the outermost frame of what has to wait. */
  public void attach(Driver driver) {
    Frame<?> outermost = driver.innermost;
    while (outermost != null && outermost.parent != null) {
      outermost = outermost.parent;
    }
    var unused = suspend(driver, outermost, 0);
  }

  /** What waited goes on without it, on this stack. */
  public void detach(Frame<?> innermost) {
    for (Frame<?> frame = innermost; frame != null; frame = frame.parent) {
      if (frame.parent == this) {
        frame.parent = null;
      }
    }
  }

  @Override
  protected Object start(Driver driver) {
    throw new IllegalStateException("a stack has no beginning");
  }

  @Override
  protected Object resume(Driver driver, @Nullable Object value) {
    throw new IllegalStateException("a stack goes on by itself");
  }

  @Override
  protected String source() {
    return thread.getName() + "\nstack\n\n-1";
  }
}
