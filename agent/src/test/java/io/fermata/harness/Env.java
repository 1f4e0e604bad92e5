package io.fermata.harness;

import io.fermata.Awaitable;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Fermata;
import io.fermata.Promise;
import io.fermata.Task;
import io.fermata.harness.Mode.Completion;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * What a case sees of the run it is in: a trace to write to, and awaitables that end in the way of
 * the run's mode.
 *
 * <p>Handing out an awaitable is traced too (as {@code ~value}), so the order of evaluation of a
 * case is in its trace.
 */
public final class Env {
  private static final int LONGEST_TRACE = 5_000;

  private static volatile Env current;

  private final Mode mode;
  private final EventLoop loop;
  private final Executor otherThread;
  private final Random random;
  private final List<String> trace = new ArrayList<>();
  private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();
  private boolean finished;
  private int suspensions;
  private int rounds;
  private WeakReference<Object> watched;
  private boolean watchedIsGone;

  Env(Mode mode, EventLoop loop, Executor otherThread, long seed) {
    this.mode = mode;
    this.loop = loop;
    this.otherThread = otherThread;
    this.random = new Random(seed);
  }

  /** The run's environment, for code that cannot be given one, such as a class initialiser. */
  public static Env current() {
    return current;
  }

  static void setCurrent(Env env) {
    current = env;
  }

  /** Writes to the trace. */
  public void log(Object event) {
    synchronized (trace) {
      if (trace.size() == LONGEST_TRACE) {
        throw new AssertionError("the case does not end");
      }
      trace.add(Rendering.of(event));
    }
  }

  /** Writes a named value to the trace. */
  public void log(String name, Object value) {
    log(name + "=" + Rendering.of(value));
  }

  public int tap(int value) {
    log(value);
    return value;
  }

  public long tap(long value) {
    log(value);
    return value;
  }

  public float tap(float value) {
    log(value);
    return value;
  }

  public double tap(double value) {
    log(value);
    return value;
  }

  public byte tap(byte value) {
    log(value);
    return value;
  }

  public short tap(short value) {
    log(value);
    return value;
  }

  public char tap(char value) {
    log(value);
    return value;
  }

  public boolean tap(boolean value) {
    log(value);
    return value;
  }

  public <T> T tap(T value) {
    log(value);
    return value;
  }

  /** True the first two times, for loops that have no local to count in. */
  public boolean again() {
    log("again");
    return ++rounds < 3;
  }

  /** Whether the trace has become so long that a program made by chance had better end. */
  public boolean tooLong() {
    synchronized (trace) {
      return trace.size() > LONGEST_TRACE / 5;
    }
  }

  /** A new object, of which the run will tell whether it is still held while the case waits. */
  public Object watched() {
    Object object = new Object();
    watched = new WeakReference<>(object);
    return object;
  }

  /** Something to await that ends with the value. */
  public <T> Awaitable<T> value(T value) {
    return awaitable(new End<>(value, null));
  }

  /** A coroutine that ends with the value. */
  public <T> Coroutine<T> coroutine(T value) {
    return coroutine(new End<>(value, null));
  }

  /** A plain future that ends with the value. */
  public <T> CompletableFuture<T> stage(T value) {
    return stage(new End<>(value, null));
  }

  /** A task that ends with the value. */
  public <T> Task<T> task(T value) {
    return task(new End<>(value, null));
  }

  /** Something to await that fails. */
  public <T> Awaitable<T> failure(Throwable failure) {
    return awaitable(new End<>(null, failure));
  }

  /** A coroutine that fails. */
  public <T> Coroutine<T> failedCoroutine(Throwable failure) {
    return coroutine(new End<>(null, failure));
  }

  /** A plain future that fails. */
  public <T> CompletableFuture<T> failedStage(Throwable failure) {
    return stage(new End<>(null, failure));
  }

  /** A task that fails. */
  public <T> Task<T> failedTask(Throwable failure) {
    return task(new End<>(null, failure));
  }

  private <T> Awaitable<T> awaitable(End<T> end) {
    note(end);
    Completion completion = mode.pick(random);
    if (completion == Completion.NOW) {
      return end.coroutine();
    }
    switch (mode == Mode.MIXED ? random.nextInt(4) : mode == Mode.OUTSIDE ? 3 : 0) {
      case 1:
        return pending(end, completion);
      case 2:
        return Fermata.createTask(pending(end, completion));
      case 3:
        return Awaitable.of(pendingStage(end, completion));
      default:
        Promise<T> promise = loop.createPromise();
        endLater(
            completion, () -> loop.execute(() -> end.finish(promise)), () -> end.finish(promise));
        return promise;
    }
  }

  private <T> Coroutine<T> coroutine(End<T> end) {
    note(end);
    Completion completion = mode.pick(random);
    return completion == Completion.NOW ? end.coroutine() : pending(end, completion);
  }

  private <T> CompletableFuture<T> stage(End<T> end) {
    note(end);
    return pendingStage(end, mode.pick(random));
  }

  private <T> Task<T> task(End<T> end) {
    note(end);
    Completion completion = mode.pick(random);
    if (completion == Completion.NOW) {
      return end.task();
    }
    Coroutine<T> pending = pending(end, completion);
    return mode == Mode.OUTSIDE ? Task.startEagerly(pending) : Fermata.createTask(pending);
  }

  private <T> Coroutine<T> pending(End<T> end, Completion completion) {
    return new PendingCall<>(() -> pendingStage(end, completion));
  }

  private <T> CompletableFuture<T> pendingStage(End<T> end, Completion completion) {
    CompletableFuture<T> stage = new CompletableFuture<>();
    if (completion == Completion.NOW) {
      end.finish(stage);
    } else {
      endLater(completion, () -> end.finish(stage), () -> end.finish(stage));
    }
    return stage;
  }

  /**
   * Hands over on a later turn, when whoever awaits has had the time to suspend; nothing depends on
   * a clock.
   */
  private void endLater(Completion completion, Runnable elsewhere, Runnable here) {
    Runnable ending =
        () -> {
          if (!finished) {
            suspensions++;
            lookForWatched();
          }
          if (completion == Completion.THREAD) {
            otherThread.execute(elsewhere);
          } else {
            here.run();
          }
        };
    switch (completion) {
      case STEP -> steps.add(ending);
      case TIMER -> loop.callLater(Duration.ofSeconds(1), ending);
      default -> loop.callSoon(ending);
    }
  }

  /** What is to end next, outside any loop; null if nothing was asked for. */
  Runnable nextStep() {
    return steps.poll();
  }

  private void note(End<?> end) {
    log("~" + Rendering.of(end.failure() == null ? end.value() : end.failure()));
  }

  /** Called on the loop when the case has ended. */
  void finish() {
    finished = true;
  }

  private void lookForWatched() {
    if (watched != null) {
      System.gc();
      watchedIsGone = watched.get() == null;
    }
  }

  /** Whether the object last watched was collected when the case was last found waiting. */
  boolean watchedIsGone() {
    return watchedIsGone;
  }

  /** How often the case was found waiting. */
  int suspensions() {
    return suspensions;
  }

  List<String> trace() {
    synchronized (trace) {
      return List.copyOf(trace);
    }
  }
}
