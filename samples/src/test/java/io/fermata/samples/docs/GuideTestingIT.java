package io.fermata.samples.docs;

import static io.fermata.Fermata.*;
import static io.fermata.testing.AsyncTest.advance;
import static io.fermata.testing.AsyncTest.runTest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Task;
import io.fermata.sync.AsyncLock;
import io.fermata.testing.AsyncTest;
import io.fermata.testing.ShuffledTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The tests that the guide shows. */
class GuideTestingIT {

  @Test
  void threeTicksTakeThreeSeconds() {
    Guide guide = new Guide();
    runTest(
        () -> {
          await(guide.tick(3));
          long nanos = EventLoop.current().time();
          assertThat(Duration.ofNanos(nanos)).isEqualTo(Duration.ofMillis(3_010));
          return Coroutine.done();
        });
    assertThat(guide.log()).containsExactly("tick 1", "tick 2", "tick 3", "cleaned up");
  }

  @Test
  void ticksStopWhenCancelled() {
    Guide guide = new Guide();
    runTest(
        () -> {
          Task<Void> ticking = createTask(guide.tick(100));
          await(advance(Duration.ofSeconds(2)));
          assertThat(guide.log()).containsExactly("tick 1", "tick 2");
          ticking.cancel();
          await(advance(Duration.ofSeconds(1)));
          assertThat(guide.log()).endsWith("cleaned up");
          return Coroutine.done();
        });
  }

  @Test
  void theGreeterReliesOnLuck() {
    assertThatThrownBy(this::theGreeterKnowsTheName)
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching("(?s)in the random order of seed \\d+ .*Hello null.*");
  }

  private void theGreeterKnowsTheName() {
    new AsyncTest()
        .shuffled(50)
        .run(
            () -> {
              Greeter greeter = new Greeter();
              Task<Void> loading = createTask(greeter.load());
              Task<String> greeting = createTask(greeter.greet());
              assertThat(await(greeting)).isEqualTo("Hello Ada");
              await(loading);
              return Coroutine.done();
            });
  }

  static final class Greeter {
    private String name;

    @Async
    Coroutine<Void> load() {
      await(sleep(Duration.ofMillis(100)));
      name = "Ada";
      return Coroutine.done();
    }

    @Async
    Coroutine<String> greet() {
      await(sleep(Duration.ofMillis(100)));
      return Coroutine.of("Hello " + name);
    }
  }

  private final AsyncLock lock = new AsyncLock();
  private int balance;

  @Async
  private Coroutine<Void> deposit(int amount) throws Exception {
    try (var held = await(lock.acquire())) {
      int before = balance;
      await(yieldNow());
      balance = before + amount;
    }
    return Coroutine.done();
  }

  @ShuffledTest(50)
  void noDepositIsLost() {
    runTest(
        () -> {
          await(gather(deposit(1), deposit(2), deposit(3)));
          assertThat(balance).isEqualTo(6);
          return Coroutine.done();
        });
  }
}
