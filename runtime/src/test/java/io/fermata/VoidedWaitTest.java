package io.fermata;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.frame.Driver;
import io.fermata.frame.Frame;
import io.fermata.sync.AsyncSemaphore;
import org.junit.jupiter.api.Test;

/**
 * An exception between the decision to wait and the unwinding, as a full stack throws it: the wait
 * is void, and nobody takes it for the next one's.
 */
class VoidedWaitTest extends LoopTest {
  /** Fails while it saves: at its first await, or at the one after a turn. */
  private static final class Breaking extends Frame<Object> {
    private final boolean later;

    Breaking(boolean later) {
      this.later = later;
    }

    @Override
    protected Object start(Driver driver) throws Throwable {
      return later ? suspend(driver, driver.await(yieldNow()), 0) : breaks(driver);
    }

    @Override
    protected Object resume(Driver driver, Object value) throws Throwable {
      return breaks(driver);
    }

    private static Object breaks(Driver driver) throws Throwable {
      driver.await(sleep(ofSeconds(9)));
      throw new StackOverflowError("while saving");
    }

    @Override
    protected String source() {
      return "Test\nbreaking\nTest.java\n1";
    }
  }

  private void callerGoesOn(boolean later) {
    loop.run(
        script("main")
            .await(() -> new Breaking(later))
            .caught(StackOverflowError.class, e -> say(e.getMessage()))
            .await(() -> Coroutine.of("did not wait"), this::say)
            .await(() -> sleep(ofSeconds(1)))
            .then(() -> say(loop.time())));
    assertThat(log).containsExactly("while saving", "did not wait", 1_000_000_000L);
  }

  @Test
  void theCallerGoesOnWithoutWaiting() {
    callerGoesOn(false);
  }

  @Test
  void theCallerGoesOnWithoutWaitingAfterAResume() {
    callerGoesOn(true);
  }

  private Task<String> next;

  private void nextTaskGoesOn(boolean later) {
    loop.run(
        script("main")
            .then(() -> task = createTask(new Breaking(later)))
            .await(() -> yieldNow())
            .then(() -> next = createTask(Coroutine.of("next")))
            .await(() -> task)
            .caught(StackOverflowError.class, e -> say(e.getMessage()))
            .await(() -> next, this::say)
            .then(() -> say(loop.time())));
    assertThat(log).containsExactly("while saving", "next", 0L);
  }

  @Test
  void theNextTaskGoesOnWithoutWaiting() {
    nextTaskGoesOn(false);
  }

  @Test
  void theNextTaskGoesOnWithoutWaitingAfterAResume() {
    nextTaskGoesOn(true);
  }

  /** What its body returns is waited for in no frame; one that was given up is not resumed. */
  private static final class Returning extends OneStep {
    @Override
    protected Object start(Driver driver) throws Throwable {
      try {
        driver.await(new BreakingInAFrame());
      } catch (StackOverflowError e) {
        return driver.tail(createTask(Coroutine.of("returned")));
      }
      throw new AssertionError("did not break");
    }
  }

  private static final class BreakingInAFrame extends OneStep {
    @Override
    protected Object start(Driver driver) throws Throwable {
      driver.await(new AsyncSemaphore(0).acquire());
      throw new StackOverflowError("while saving");
    }
  }

  @Test
  void theFrameOfTheWaitTakesNobodysPlace() {
    loop.run(
        script("main")
            .then(() -> task = createTask(new Returning()))
            .await(() -> task, this::say)
            .then(() -> say("ends")));
    assertThat(log).containsExactly("returned", "ends");
  }
}
