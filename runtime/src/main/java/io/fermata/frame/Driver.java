package io.fermata.frame;

import io.fermata.Awaitable;
import io.fermata.Coroutine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Runs the frames of whichever task is having its step: bodies ask it to await, the runtime asks it
 * to resume.
 *
 * <p>There is one driver for each loop (and one for each thread that runs tasks outside any loop),
 * not one for each task: it holds only what lives during a step. It does not know tasks, timers or
 * queues; its subclass does.
 *
 * <p>A call that has to wait is reported in two parts. The flag {@link #suspended()} says so, and
 * the returned value is then the callee's frame, or null if nothing below keeps a frame. Results
 * therefore travel as ordinary return values and cost no store.
 *
 * <p>Thread: the one that runs the step.
 */
public abstract class Driver {
  /** As many elements of a trace as the JVM itself shows of a deep stack. */
  public static final int LONGEST_TRACE = 1024;

  /** So many small calls take several times the stack that the first read of a trace does. */
  private static final int ROOM_TO_TRACE = 1024;

  /**
   * Where the step ended, if the driver keeps it; see {@link #waitsIn}.
   *
   * <p>Public for generated code, which takes it and {@link #suspended} back when it could not save
   * what it has to keep, because the stack or the heap is full. A call could fail there as well.
   */
  public @Nullable Frame<?> innermost;

  /** Whether the call that just returned has to wait. */
  public boolean suspended;

  /** See {@link RawResult}. */
  long primitive;

  private @Nullable Throwable failure;

  /** Whether all has been initialised that reading a trace needs. */
  private static boolean readsTraces;

  /** Whether what leaves a frame, or a step, was made elsewhere and keeps the trace that it had. */
  private boolean traceStays;

  /** Of the failure that has left an eager step last. */
  @Nullable TraceParts traceParts;

  protected Driver() {}

  /**
   * Where a body begins: {@link Frame#state()}, also of a frame that has not been made yet.
   *
   * <p>A method of the driver, so that the JIT knows from there on that there is one. Else each
   * await would have to look, and a loop around it carry what was found through memory.
   */
  public final int stateOf(@Nullable Frame<?> frame) {
    return frame == null ? Frame.RUNNING : frame.state();
  }

  /**
   * Awaits inside the running body.
   *
   * @return the result; or, if {@link #suspended()}, the frame of the awaited coroutine or null
   * @throws Throwable what was awaited failed with
   */
  public final @Nullable Object await(@Nullable Awaitable<?> awaitable) throws Throwable {
    return RawResult.boxed(awaitRaw(awaitable), this);
  }

  /**
   * As {@link #await}, for a body that unboxes the result: it may be a {@link RawResult}. One
   * driver overrides it, of loops that a debugger steps through: it is loaded for no other.
   */
  public @Nullable Object awaitRaw(@Nullable Awaitable<?> awaitable) throws Throwable {
    try {
      if (awaitable instanceof Frame<?> frame) {
        // Not a method of the frame: whether JDK 25 inlines that, and what it calls, is chance.
        if (frame.state == Frame.COLD) {
          frame.state = Frame.RUNNING;
        } else {
          frame.claimOrRefuse();
        }
        return frame.start(this);
      }
      if (awaitable instanceof Attempt<?> attempt) {
        return attempt.begin(this);
      }
    } catch (Throwable t) {
      // Thrown after the decision to wait, as by a full stack: then there is nothing to wait for.
      suspended = false;
      innermost = null;
      throw t;
    }
    return awaitOther(Objects.requireNonNull(awaitable, "await(null)"));
  }

  /** The same for a stage, which may be a task. */
  public final @Nullable Object await(@Nullable CompletionStage<?> stage) throws Throwable {
    return awaitStage(Objects.requireNonNull(stage, "await(null)"));
  }

  /** Whether the call that just returned has to wait. */
  public final boolean suspended() {
    return suspended;
  }

  /** The result that a resumed body goes on with: the value, or the failure thrown. */
  public final @Nullable Object resumed(@Nullable Object value) throws Throwable {
    return RawResult.boxed(resumedRaw(value), this);
  }

  /** As {@link #resumed}, for a body that unboxes the result: it may be a {@link RawResult}. */
  public final @Nullable Object resumedRaw(@Nullable Object value) throws Throwable {
    Throwable thrown = failure;
    if (thrown != null) {
      failure = null;
      throw thrown;
    }
    return value;
  }

  /** Awaits what a body returned, after the body was left. */
  public final @Nullable Object tail(Object returned) throws Throwable {
    waitsIn(null); // no frame of this body's, not even one of a wait that it could not begin
    return returned instanceof Awaitable<?> awaitable
        ? await(awaitable)
        : await((CompletionStage<?>) returned);
  }

  /**
   * Awaits anything that is not a frame. If it must wait: remembers for what, and returns {@link
   * #pause()}.
   */
  protected abstract @Nullable Object awaitOther(Awaitable<?> awaitable) throws Throwable;

  /** As {@link #awaitOther}, for a stage. */
  protected abstract @Nullable Object awaitStage(CompletionStage<?> stage) throws Throwable;

  /** As {@link #awaitOther}, for a frame that will be woken; remembers it and pauses. */
  protected abstract void parkIn(WaitFrame<?> frame);

  /**
   * Comes before what only the loop's thread may do.
   *
   * @throws IllegalStateException if the loop runs on another thread, or on an executor's and has
   *     no step now; or if there is no loop
   */
  public abstract void requireThread();

  /** The task whose body is running. */
  public abstract Awaitable<?> currentTask();

  /**
   * The step ends here, if it ends with a wait: in the frame that waits for something other than a
   * frame; null if none is left that waits.
   */
  protected abstract void waitsIn(@Nullable Frame<?> frame);

  /** Puts a task that waited in a {@link WaitFrame} into the ready queue. */
  protected abstract void wake(Object task);

  /** The task of a step that ended in {@link #parkIn} waits from now on. */
  protected static void begin(WaitFrame<?> frame, Object task) {
    frame.begin(task);
  }

  /** The task that waits in a frame was cancelled. */
  protected static void abandon(WaitFrame<?> frame) {
    frame.abandon();
  }

  /** Flags the running step as suspended; the last thing that an await does which has to wait. */
  protected final @Nullable Object pause() {
    suspended = true;
    return null;
  }

  /**
   * First step of a coroutine as the outermost of a task.
   *
   * @return the result, if not {@link #suspended()}
   */
  protected final @Nullable Object launch(Coroutine<?> coroutine) throws Throwable {
    innermost = null;
    try {
      return await(coroutine);
    } catch (Throwable t) {
      traceStays = isToTrace(t) && AsyncTrace.leaveFirst(t, this);
      throw t;
    }
  }

  /**
   * In place of a first step, for a task that was cancelled before: the coroutine has had its use.
   *
   * @throws IllegalStateException if it had it before
   */
  protected static void discard(@Nullable Coroutine<?> coroutine) {
    if (coroutine instanceof Frame<?> frame) {
      frame.claimOrRefuse();
    }
  }

  /**
   * Any later step: enters the innermost frame with a value or a failure and goes outward as frames
   * finish. The cost does not depend on how many frames there are above the one that goes on.
   *
   * @param ofTask whether {@code thrown} is what a task failed with
   * @param stays whether the trace of {@code thrown} is no business of ours; see {@link
   *     #traceStays}
   * @return the outermost frame's result, if not {@link #suspended()}
   */
  protected final @Nullable Object proceed(
      Frame<?> from,
      @Nullable Object value,
      @Nullable Throwable thrown,
      boolean ofTask,
      boolean stays)
      throws Throwable {
    Frame<?> frame = from;
    Frame<?> parent = null;
    Object result = value;
    innermost = null;
    failure = thrown;
    traceStays = stays;
    Throwable traced = null;
    boolean elsewhere = false;
    for (; ; ) {
      try {
        // A loop of its own: what only failures change stays in registers.
        for (; ; ) {
          parent = frame.parent;
          result = resume(frame, result);
          if (suspended) {
            if (result == null) {
              waitsIn(parent);
            } else if (result != frame) {
              ((Frame<?>) result).parent = parent;
            }
            return null;
          }
          if (parent == null) {
            return RawResult.boxed(result, this);
          }
          frame = parent;
        }
      } catch (Throwable t) {
        if (t != traced && isToTrace(t)) {
          elsewhere = t == thrown ? stays : AsyncTrace.extend(t, frame);
          if (t == thrown) {
            AsyncTrace.extend(t, frame, ofTask, stays);
          }
          traced = t;
        }
        traceStays = elsewhere;
        if (parent == null) {
          throw t;
        }
        suspended = false;
        failure = t;
        result = null;
        frame = parent;
      }
    }
  }

  /** Overridden as {@link #awaitRaw}, by the same driver. */
  protected @Nullable Object resume(Frame<?> frame, @Nullable Object value) throws Throwable {
    return frame.resume(this, value);
  }

  /**
   * Whether the failure that left the last step, or that {@link #resumed} has just thrown, was not
   * made in it: a constant, say. Its trace stays as it is, also where others await that failure.
   */
  public final boolean traceStays() {
    return traceStays;
  }

  /** Nothing has left the step yet that begins. */
  protected final void stepBegins() {
    traceStays = false;
  }

  /**
   * The step that a failure has left is over.
   *
   * @param caller the task whose step called that one, if one did
   */
  protected final void stepFailed(@Nullable Object caller) {
    if (traceParts != null) {
      traceParts.over(caller);
    }
  }

  /** A failure that was there when it was awaited, with the await in its trace. */
  protected final Throwable awaited(Throwable failure, boolean ofTask) {
    if (isToTrace(failure)) {
      AsyncTrace.addStep(failure, ofTask, this);
    }
    return failure;
  }

  /**
   * Whether a failure is to show its async callers. Not if the JVM is in trouble. Nor, the first
   * time, near the end of the stack: to read a trace then initialises classes of the JDK, and an
   * overflow within that leaves them unusable for as long as the JVM lives.
   */
  private static boolean isToTrace(Throwable thrown) {
    if (thrown instanceof VirtualMachineError) {
      return false;
    }
    if (!readsTraces) {
      if (!hasRoom()) {
        return false;
      }
      var unused = Thread.currentThread().getStackTrace(); // with calls of a named module
      readsTraces = true;
    }
    return true;
  }

  /** Whether classes of the JDK may be initialised here. */
  static boolean hasRoom() {
    try {
      requireRoom(ROOM_TO_TRACE);
      return true;
    } catch (StackOverflowError e) {
      return false;
    }
  }

  /** Makes so many calls within each other: fails here and now if the stack is nearly full. */
  protected static void requireRoom(int calls) {
    if (calls > 0) {
      requireRoom(calls - 1);
    }
  }

  /**
   * Takes back the flag after a step; the frame to go on with, or null if none is left and the task
   * ends with the wait.
   */
  protected final @Nullable Frame<?> takeInnermost() {
    suspended = false;
    Frame<?> frame = innermost;
    innermost = null;
    return frame;
  }

  /** The awaits that a chain of frames is parked at, innermost first; for people to read. */
  public static List<StackTraceElement> suspendedAt(Frame<?> innermost) {
    return AsyncTrace.callers(innermost, LONGEST_TRACE);
  }

  /** A chain of frames, innermost first, as far as anyone would want to look. */
  public static List<Frame<?>> frames(@Nullable Frame<?> innermost) {
    if (innermost == null) {
      return List.of();
    }
    List<Frame<?>> frames = new ArrayList<>();
    for (Frame<?> frame = innermost;
        frame != null && frames.size() < LONGEST_TRACE;
        frame = frame.parent) {
      frames.add(frame);
      if (frame instanceof StackFrame stack) {
        frames.addAll(stack.open());
      }
    }
    return frames;
  }

  /** What a frame that waits to be woken waits for, for people. */
  public static Object waitsFor(WaitFrame<?> frame) {
    return frame.waitsFor();
  }

  /** The task that keeps a frame waiting, for people; null if none is known. */
  public static @Nullable Awaitable<?> heldBy(WaitFrame<?> frame) {
    return frame.heldBy();
  }

  /** The stack of a thread within a step, as an exception thrown there would show it. */
  public static List<StackTraceElement> readable(StackTraceElement[] physical) {
    return AsyncTrace.readable(physical);
  }

  /** The innermost async method on the stack of a thread, and its line; null if there is none. */
  public static @Nullable StackTraceElement bodyOn(StackTraceElement[] physical) {
    return AsyncTrace.body(physical);
  }
}
