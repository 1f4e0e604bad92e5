package io.fermata.frame;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands for all bodies on the stack of a thread on which a task is blocked, so that dumps find
 * what they find in a chain of frames: in front of it the frames of what the innermost body awaits,
 * behind it those that wait for the outermost. A step takes it off before it goes on.
 *
 * <p>Thread: whichever has the turn.
 */
public final class StackFrame extends Frame<Object> {
  private final Thread thread;

  /** The runtime's own frames that bodies on this stack await, innermost first. */
  private final Deque<Frame<?>> open = new ArrayDeque<>();

  /** Of the outermost body on this stack: its frame, or this if it began here; null if empty. */
  private @Nullable Frame<?> bottom;

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

  /** The outermost body of the task begins here. */
  public void begins() {
    bottom = this;
  }

  /**
   * A frame is resumed.
   *
   * @return whether it is the outermost on this stack
   */
  public boolean resumes(Frame<?> frame) {
    if (bottom != null) {
      return false;
    }
    bottom = frame;
    return true;
  }

  /** The outermost has left this stack; that which waits for it may be next. */
  public void emptied() {
    bottom = null;
  }

  /**
   * Becomes the outermost frame of what has to wait, but for those that wait for it.
   *
   * @return what was the outermost
   */
  public @Nullable Frame<?> attach(Driver driver) {
    Frame<?> outermost = driver.innermost;
    while (outermost != null && outermost.parent != null) {
      outermost = outermost.parent;
    }
    var unused = suspend(driver, outermost, 0);
    parent = bottom == null || bottom == this ? null : bottom.parent;
    return outermost;
  }

  /** What waited, if anything did, goes on without it. */
  public void detach(@Nullable Frame<?> innermost) {
    parent = null;
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
