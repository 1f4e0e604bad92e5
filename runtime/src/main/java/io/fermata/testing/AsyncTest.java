package io.fermata.testing;

import io.fermata.Coroutine;
import io.fermata.EventLoopBuilder;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a test's body on a loop of its own. {@link #runTest} does it the usual way; a new object of
 * this class is for a test that wants something else.
 *
 * <pre>{@code
 * @Test
 * void slowPricesTimeOut() {
 *   runTest(() -> {
 *     assertThat(await(priceOr("GOOG", -1))).isEqualTo(-1);
 *     return Coroutine.done();
 *   });
 * }
 * }</pre>
 *
 * <p>The loop runs in virtual time: when nothing is ready, its clock jumps to the next timer. A
 * test fails with what its body fails with, and with an {@link AssertionError} that contains the
 * {@link io.fermata.EventLoop#dump dump} of all tasks
 *
 * <ul>
 *   <li>at once when it hangs: the body is not done, nothing is ready, no timer is pending, and
 *       nothing that another thread may complete (a stage, {@code toThread}) is waited for,
 *   <li>when it has taken longer than its limit, ten seconds of real time,
 *   <li>when it leaves something behind: tasks that are not done when nothing is ready any more
 *       after the body, callbacks that wait for a time, or coroutines that were never awaited,
 *   <li>when something failed and nobody was told, such as a callback, or a task that nobody
 *       awaits.
 * </ul>
 *
 * <p>Thread: any on which no loop runs; the loop runs on it.
 */
public final class AsyncTest {
  /** What is tested; may be an async lambda. */
  @FunctionalInterface
  public interface Body<T extends @Nullable Object> {
    /** Called on the loop. The test ends when what it returns is done. */
    Coroutine<T> run() throws Exception;
  }

  /** Set by {@link ShuffledTest} while it runs a test method on this thread. */
  static final ThreadLocal<@Nullable Long> SEED = new ThreadLocal<>();

  boolean virtualTime = true;
  Duration limit = Duration.ofSeconds(10);
  @Nullable Duration virtualLimit;
  boolean leaksAllowed;
  Consumer<? super EventLoopBuilder> settings = builder -> {};
  private long @Nullable [] seeds;

  /** A test as {@link #runTest} runs it, to be changed. */
  public AsyncTest() {}

  /**
   * Runs a test in virtual time.
   *
   * @return the body's result
   * @throws AssertionError if it hangs, takes too long or leaves something behind; the body's own
   *     failure is thrown as it is, checked or not
   */
  public static <T extends @Nullable Object> T runTest(Body<T> body) {
    return new AsyncTest().run(body);
  }

  /**
   * Lets the time of the running test go on, and waits until all that is due by then has been done:
   * nothing is ready when it returns. With a duration of zero, until nothing is ready now. Work of
   * {@code toThread} stops virtual time, so it is waited for.
   *
   * @throws IllegalStateException when awaited on a loop that is no test's
   */
  public static Coroutine<Void> advance(Duration duration) {
    return new Advance(Objects.requireNonNull(duration, "duration"));
  }

  /** Runs in real time, for a test that waits for other threads or the network. */
  public AsyncTest realTime() {
    virtualTime = false;
    return this;
  }

  /**
   * How long it may take in real time, and its end as much again; ten seconds if not set. A body
   * that blocks the thread is interrupted a second later.
   */
  public AsyncTest limit(Duration limit) {
    this.limit = Objects.requireNonNull(limit, "limit");
    return this;
  }

  /** How long it may take in virtual time; for ever if not set. */
  public AsyncTest virtualLimit(Duration virtualLimit) {
    this.virtualLimit = Objects.requireNonNull(virtualLimit, "virtualLimit");
    return this;
  }

  /**
   * Tasks, timers and unused coroutines may be left behind; the tasks are cancelled, as {@code
   * Fermata.run} does.
   */
  public AsyncTest leaksAllowed() {
    leaksAllowed = true;
    return this;
  }

  /** Changes the loop before it is built: its carriers, its executor, its name. */
  public AsyncTest loop(Consumer<? super EventLoopBuilder> settings) {
    this.settings = Objects.requireNonNull(settings, "settings");
    return this;
  }

  /**
   * Runs the body so many times, each time with the tasks that are ready taking their turns in
   * another random order. The orders are the same whenever this is called. A failure names the seed
   * of its order; {@code -Dfermata.seed} and {@link #seed} run that one alone.
   *
   * <p>What is shuffled is each turn of the loop: no task comes twice before another that was ready
   * comes once. Callbacks keep their order among each other, and so does whatever has a queue of
   * its own: tasks that wait for a lock get it in turn. These are more orders than a program can
   * see, because asyncio's contract is first in, first out; a program that fails in one of them
   * relies on more than what it awaits.
   *
   * @throws IllegalArgumentException if it is less than once
   */
  public AsyncTest shuffled(int times) {
    if (times < 1) {
      throw new IllegalArgumentException("a test runs at least once, not " + times + " times");
    }
    Long only = Long.getLong("fermata.seed");
    seeds = only != null ? new long[] {only} : LongStream.rangeClosed(1, times).toArray();
    return this;
  }

  /** As {@link #shuffled}, once, in the order that a failure has named. */
  public AsyncTest seed(long seed) {
    seeds = new long[] {seed};
    return this;
  }

  /**
   * Runs the test; it can be called again.
   *
   * @return the body's result, of the last time if it runs several times
   * @throws AssertionError as {@link #runTest}, and for any failure in a random order; JUnit's
   *     {@code TestAbortedException}, with which an assumption skips a test, is thrown as it is
   */
  @SuppressWarnings("NullAway") // there is at least one seed
  public <T extends @Nullable Object> T run(Body<T> body) {
    Objects.requireNonNull(body, "body");
    Long given = SEED.get();
    if (seeds == null && given == null) {
      return new TestRun<T>(this, null).run(body);
    }
    T result = null;
    for (long seed : seeds == null ? new long[] {Objects.requireNonNull(given)} : seeds) {
      try {
        result = new TestRun<T>(this, seed).run(body);
      } catch (Throwable t) {
        if (isSkipped(t)) {
          throw TestRun.unchecked(t);
        }
        throw new AssertionError(
            "in the random order of seed "
                + seed
                + " (-Dfermata.seed="
                + seed
                + " replays it): "
                + t,
            t);
      }
    }
    return result;
  }

  /** By name: who tests without JUnit has no such class. */
  private static boolean isSkipped(Throwable thrown) {
    for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals("org.opentest4j.TestAbortedException")) {
        return true;
      }
    }
    return false;
  }
}
