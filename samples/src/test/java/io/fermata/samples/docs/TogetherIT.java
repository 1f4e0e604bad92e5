package io.fermata.samples.docs;

import static io.fermata.Fermata.*;
import static io.fermata.testing.AsyncTest.runTest;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Task;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the guide says of groups, locks and queues holds; virtual time throughout. */
class TogetherIT {
  private final Together together = new Together();

  @Test
  void aGroupReturnsWhatItsBodyReturns() {
    assertThat(runTest(() -> together.difference("GOOGL", "IBM"))).isEqualTo(200);
  }

  @Test
  void theFirstFailureEndsTheGroup() {
    runTest(
        () -> {
          try {
            await(together.difference("GOOGL", ""));
            throw new AssertionError("no failure");
          } catch (IllegalArgumentException e) {
            assertThat(e).hasMessage("no symbol");
            assertThat(EventLoop.current().time()).isZero();
          }
          return Coroutine.done();
        });
  }

  @Test
  void inOrderOfCompletion() {
    runTest(() -> together.asTheyCome(List.of(together.price("GOOGL"), together.price("IBM"))));
    assertThat(together.log()).containsExactly("price 300", "price 500");
  }

  @Test
  void theOthersAreCancelled() {
    int price =
        runTest(
            () -> {
              Task<Integer> slow = createTask(together.price("GOOGL"));
              Task<Integer> quick = createTask(together.price("IBM"));
              int first = await(together.quickest(List.of(slow, quick)));
              await(yieldNow());
              assertThat(slow.isCancelled()).isTrue();
              return Coroutine.of(first);
            });
    assertThat(price).isEqualTo(300);
  }

  @Test
  void noDepositIsLost() {
    assertThat(runTest(() -> gather(together.deposit(1), together.deposit(2), together.deposit(3))))
        .containsExactly(1, 3, 6);
  }

  @Test
  void theQueueIsServedToItsEnd() {
    runTest(() -> together.evening(List.of("soup", "bread", "tea")));
    assertThat(together.log()).containsExactly("served soup", "served bread", "served tea");
  }
}
