package io.fermata.frame;

import io.fermata.Coroutine;
import org.jspecify.annotations.Nullable;

/**
 * One call of an async method: its arguments while it is cold, its live values while it is
 * suspended.
 *
 * <p>The kickoff of a method that returns {@code Coroutine} makes a frame with the arguments and
 * returns it; that frame <em>is</em> the cold coroutine. When the body has to wait it saves what it
 * will read again into the same object. A body that an await of its own class runs without a frame
 * makes one when it first has to wait. Generated subclasses add one field per spilled value and the
 * two entries {@link #start} and {@link #resume}.
 *
 * <p>Thread: one thread at a time. A frame that moves between threads is handed over by whoever
 * moves it.
 *
 * <pre>
 *   COLD --claim--> RUNNING --suspend(i)--> i >= 0 --resume--> RUNNING ... (finished frames stay RUNNING)
 * </pre>
 *
 * @param <T> the type of the result
 */
public abstract non-sealed class Frame<T> implements Coroutine<T> {
  /** The version of the contract between generated code and this runtime. */
  public static final int PROTOCOL = 3;

  static final int COLD = -1;

  /** The body runs, or has ended. */
  public static final int RUNNING = -2;

  /** Cold, and debug mode wants to know whether that will change. */
  static final int WATCHED = -3;

  /** The frame that awaits this one; null for the outermost frame of a task. */
  @Nullable Frame<?> parent;

  int state;

  /** A cold coroutine; for generated code and for the runtime's own frames. */
  protected Frame() {
    // before the test: the JIT then writes the new object once, without clearing it first
    state = COLD;
    if (CoroutineWatch.on && CoroutineWatch.created(this)) {
      state = WATCHED;
    }
  }

  /**
   * A frame that is made when its body has to wait, so that there is no coroutine to await.
   *
   * @param state {@link #RUNNING}
   */
  protected Frame(int state) {
    this.state = state;
  }

  /**
   * Called by the constructors of generated frame classes.
   *
   * @throws IllegalStateException if the class was transformed for another version of the runtime
   */
  public static void requireProtocol(int protocol) {
    if (protocol != PROTOCOL) {
      throw new IllegalStateException(
          "this class was transformed for version "
              + protocol
              + " of Fermata's frame protocol, the runtime on the class path speaks version "
              + PROTOCOL
              + ": use the same version of fermata-runtime and of the agent or plugin, and transform again");
    }
  }

  /**
   * Runs the body from its beginning with the arguments kept in this frame.
   *
   * @return the result, which may be a {@link RawResult}; or, if {@link Driver#suspended()}, what
   *     {@link #suspend} returned
   */
  protected abstract @Nullable Object start(Driver driver) throws Throwable;

  /**
   * Runs the body on from the suspension point it is parked at.
   *
   * @param value the result of what was awaited; the body reads it through {@link Driver#resumed}
   * @return as {@link #start}
   */
  protected abstract @Nullable Object resume(Driver driver, @Nullable Object value)
      throws Throwable;

  /**
   * Where this frame's suspension points stand in the source: class, method, file, then the line of
   * each state in order, separated by newlines. Read when a stack trace or a dump is made, never
   * otherwise.
   */
  protected abstract String source();

  /** The suspension point to continue at, or a negative number before the first suspension. */
  public final int state() {
    return state;
  }

  /**
   * Takes this coroutine for the one use that it has.
   *
   * @return false if it had been used before
   */
  public final boolean claim() {
    if (state != COLD && !claimWatched()) {
      return false;
    }
    state = RUNNING;
    return true;
  }

  private boolean claimWatched() {
    if (state != WATCHED) {
      return false;
    }
    CoroutineWatch.used(this);
    return true;
  }

  /**
   * Parks this frame at a suspension point; the body returns what this returns.
   *
   * @param child what the awaited call returned: its frame, or null if this frame itself waits for
   *     something
   */
  public final Object suspend(Driver driver, @Nullable Object child, int state) {
    this.state = state;
    if (child == null) {
      driver.waitsIn(this);
    } else {
      ((Frame<?>) child).parent = this;
    }
    return this;
  }

  /** As {@link #claim}, for one that is not cold. */
  final void claimOrRefuse() {
    if (!claim()) {
      throw usedBefore(describe());
    }
  }

  /** To be thrown when a coroutine is used a second time. */
  public static IllegalStateException usedBefore(String name) {
    return new IllegalStateException(
        "this coroutine was awaited, run or made a task before: "
            + name
            + " (call the method again for another)");
  }

  /** Class and method, as {@code Prices.callApi}. */
  private String describe() {
    String[] parts = source().split("\n", 3);
    return parts.length < 2 ? getClass().getName() : parts[0] + "." + parts[1];
  }

  @Override
  public String toString() {
    return "coroutine " + describe();
  }
}
