package io.fermata.testing;

import io.fermata.EventLoop;
import io.fermata.EventLoopBuilder;
import io.fermata.Task;
import io.fermata.access.LoopAccess;
import io.fermata.access.LoopWatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run of a test's body: first the body itself, then what is ready until nothing is, then what
 * is left is looked at, and the loop closed.
 *
 * <p>Thread: the one that runs the test.
 *
 * @param <T> the type of the body's result
 */
final class TestRun<T extends @Nullable Object> implements LoopWatch {
  private final AsyncTest test;
  private final LoopAccess access;
  private final EventLoop loop;
  private final Watchdog watchdog;

  /** The virtual limit, by the loop's clock. */
  private final long lastMoment;

  /** Who has to be told when nothing is ready. */
  private final List<Advance> waiting = new ArrayList<>();

  /** What failed where nobody could await it. */
  private final List<AssertionError> reports = new ArrayList<>();

  /** The body is done, and what is ready may end. */
  private boolean settling;

  /** Why the loop was stopped, if it was. */
  private volatile @Nullable AssertionError verdict;

  private @Nullable T result;
  private @Nullable Throwable failure;

  TestRun(AsyncTest test, @Nullable Long seed) {
    this.test = test;
    EventLoopBuilder builder =
        EventLoop.builder()
            .name("test")
            .debug(!test.leaksAllowed) // for coroutines that are never awaited
            .exceptionHandler(this::report);
    if (test.virtualTime) {
      builder.virtualTime();
    }
    test.settings.accept(builder);
    access = LoopAccess.get();
    loop = access.build(builder, this, seed);
    watchdog = new Watchdog(loop, test.limit, this::stop);
    lastMoment = test.virtualLimit == null ? Long.MAX_VALUE : access.nanos(test.virtualLimit);
  }

  private synchronized void report(String message, Throwable thrown) {
    reports.add(new AssertionError(message + ": " + thrown, thrown));
  }

  private synchronized List<AssertionError> reports() {
    return List.copyOf(reports);
  }

  @SuppressWarnings("NullAway") // the result of a body that did not fail is a T
  T run(AsyncTest.Body<T> body) {
    part(() -> result = loop.run(new BodyFrame<>(body)));
    if (failure == null) {
      part(this::settle);
    }
    part(loop::close);
    reports().forEach(this::failed);
    if (failure != null) {
      throw unchecked(failure);
    }
    return result;
  }

  /** A part of the run, for which there is a limit. */
  private void part(Runnable part) {
    verdict = null;
    Throwable thrown = null;
    watchdog.begin();
    try {
      part.run();
    } catch (Throwable t) {
      thrown = t;
    } finally {
      watchdog.end();
    }
    AssertionError reason = verdict;
    if (reason != null) {
      failed(reason); // what was thrown is its consequence
    } else if (thrown != null) {
      failed(thrown);
    }
  }

  private void failed(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    } else if (failure != thrown) {
      failure.addSuppressed(thrown);
    }
  }

  private void settle() {
    settling = true;
    loop.runForever();
    settling = false;
    if (verdict != null || test.leaksAllowed) {
      return;
    }
    List<Task<?>> tasks = access.tasks(loop);
    int timers = access.timers(loop);
    if (!tasks.isEmpty()) {
      throw new AssertionError(
          "the test left " + tasks.size() + " task(s) that are not done\n" + loop.dump());
    }
    if (timers > 0) {
      throw new AssertionError(
          "the test left " + timers + " callback(s) of callLater or callAt that wait for a time");
    }
  }

  void untilIdle(Advance advance) {
    waiting.add(advance);
  }

  @Override
  public boolean nothingIsReady(long deadline, boolean working) {
    boolean idle = deadline > loop.time();
    if (!waiting.isEmpty() && idle && !(working && test.virtualTime)) {
      waiting.forEach(Advance::nothingIsReady);
      waiting.clear();
      return true;
    }
    if (settling && idle) {
      loop.stop();
      return true;
    }
    if (!test.virtualTime || working) {
      return false;
    }
    if (deadline == Long.MAX_VALUE && !access.waitsForOthers(loop)) {
      stop(
          new AssertionError(
              "the test hangs: it is not done, nothing is ready, no timer is pending, and nothing"
                  + " that another thread may complete is waited for\n"
                  + loop.dump()));
      return true;
    }
    if (deadline > lastMoment && deadline != Long.MAX_VALUE) {
      stop(
          new AssertionError(
              "the test is not done within "
                  + test.virtualLimit
                  + " of virtual time\n"
                  + loop.dump()));
      return true;
    }
    return false;
  }

  private void stop(AssertionError reason) {
    verdict = reason;
    loop.stop();
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <X extends Throwable> RuntimeException unchecked(Throwable thrown) throws X {
    throw (X) thrown;
  }
}
