package io.fermata.testing;

import io.fermata.EventLoop;
import io.fermata.Fermata;
import io.fermata.access.LoopAccess;
import io.fermata.frame.Driver;
import io.fermata.frame.WaitFrame;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code AsyncTest.advance}: sleeps, and then waits until its run says that nothing is ready. */
final class Advance extends WaitFrame<Void> {
  private static final int ASLEEP = 0;
  private static final int WAITING = 1;

  private final Duration duration;
  private @Nullable TestRun<?> run;
  private @Nullable Driver driver;

  Advance(Duration duration) {
    this.duration = duration;
  }

  @Override
  protected Object start(Driver running) throws Throwable {
    if (!(LoopAccess.get().watchOf(EventLoop.current()) instanceof TestRun<?> current)) {
      throw new IllegalStateException("advance needs the loop of AsyncTest.runTest");
    }
    run = current;
    driver = running;
    if (duration.isNegative() || duration.isZero()) {
      return waitHere(running, WAITING);
    }
    return suspend(running, running.await(Fermata.sleep(duration)), ASLEEP);
  }

  @Override
  protected @Nullable Object resume(Driver running, @Nullable Object value) throws Throwable {
    var unused = running.resumed(value);
    return state() == ASLEEP ? waitHere(running, WAITING) : null;
  }

  @Override
  protected void waitBegan() {
    Objects.requireNonNull(run).untilIdle(this);
  }

  @Override
  protected void waitAbandoned() {}

  void nothingIsReady() {
    if (!isOver()) {
      wake(Objects.requireNonNull(driver));
    }
  }

  @Override
  protected String source() {
    return "io.fermata.testing.AsyncTest\nadvance\nAsyncTest.java\n-1\n-1";
  }
}
