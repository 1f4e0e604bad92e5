package io.fermata.sync;

import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.yieldNow;
import static io.fermata.Script.script;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.EventLoop;
import io.fermata.Script;
import io.fermata.Task;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@link Held} of a lock releases: what was acquired with it, and nothing else. */
class HeldTest {
  private final EventLoop loop = EventLoop.builder().virtualTime().build();
  private final AsyncLock lock = new AsyncLock();
  private final AsyncCondition condition = new AsyncCondition(lock);
  private final List<Object> log = new ArrayList<>();
  private Held held;
  private Task<?> other;

  @AfterEach
  void close() {
    loop.close();
  }

  private Script<Object> acquired() {
    return script("main").await(() -> lock.acquire(), (Held acquired) -> held = acquired);
  }

  private void closeOrSay() {
    try {
      held.close();
    } catch (IllegalStateException e) {
      log.add("refused");
    }
  }

  @Test
  void isRefusedWhileAnotherTaskHasTheLockThatWasReleasedByHand() {
    loop.run(
        acquired()
            .then(() -> lock.release())
            .then(() -> createTask(script("other").await(() -> lock.acquire())))
            .await(() -> yieldNow())
            .then(this::closeOrSay)
            .then(() -> log.add(lock.isLocked())));
    assertThat(log).containsExactly("refused", true);
  }

  @Test
  void isRefusedWhenTheLockWasReleasedByHand() {
    loop.run(acquired().then(() -> lock.release()).then(this::closeOrSay));
    assertThat(log).containsExactly("refused");
  }

  @Test
  void releasesOnce() {
    loop.run(
        acquired()
            .then(this::closeOrSay)
            .await(() -> lock.acquire())
            .then(this::closeOrSay)
            .then(() -> log.add(lock.isLocked())));
    assertThat(log).containsExactly(true);
  }

  @Test
  void releasesWhatItsTaskHasAcquiredAgainByHand() {
    loop.run(
        acquired()
            .then(() -> lock.release())
            .await(() -> lock.acquire())
            .then(this::closeOrSay)
            .then(() -> log.add(lock.isLocked())));
    assertThat(log).containsExactly(false);
  }

  @Test
  void releasesAfterAWaitForACondition() {
    loop.run(
        acquired()
            .then(() -> createTask(signaller()))
            .await(() -> condition.await())
            .then(() -> log.add("signalled"))
            .then(this::closeOrSay)
            .then(() -> log.add(lock.isLocked())));
    assertThat(log).containsExactly("signalled", false);
  }

  /** It gives up the lock that its creator has, and gets it back for that one. */
  @Test
  void releasesAfterAnotherTaskHasWaitedForACondition() {
    loop.run(
        acquired()
            .then(() -> other = createTask(script("waiter").await(() -> condition.await())))
            .then(() -> createTask(signaller()))
            .await(() -> other)
            .then(this::closeOrSay)
            .then(() -> log.add(lock.isLocked())));
    assertThat(log).containsExactly(false);
  }

  private Script<Object> signaller() {
    return script("signaller")
        .await(() -> lock.acquire())
        .then(() -> condition.signal())
        .then(() -> lock.release());
  }
}
