package io.fermata.samples.pipeline;

import static io.fermata.Fermata.*;
import static io.fermata.testing.AsyncTest.runTest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The hand-over in virtual time: bounded, in order, and nothing lost. */
class HandoverIT {
  private final Handover<Integer> handover = new Handover<>(2);
  private final List<String> log = new ArrayList<>();

  @Async
  private Coroutine<Void> putUpTo(int last) {
    for (int i = 1; i <= last; i++) {
      await(handover.put(i));
      log.add("put " + i);
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> takeAll(String name) {
    while (true) {
      Optional<Integer> item = await(handover.take());
      if (item.isEmpty()) {
        return Coroutine.done();
      }
      log.add(name + " took " + item.get());
      await(yieldNow());
    }
  }

  @Test
  void aPutWaitsForSpace() {
    runTest(() -> putThree());
    assertThat(log).containsExactly("put 1", "put 2", "waited", "put 3");
  }

  @Async
  private Coroutine<Void> putThree() {
    Task<Void> putting = createTask(putUpTo(3));
    await(sleep(Duration.ofSeconds(1)));
    log.add("waited");
    assertThat(await(handover.take())).contains(1);
    await(putting);
    return Coroutine.done();
  }

  @Test
  void everyItemIsTakenOnceAndInOrder() {
    runTest(() -> putTwentyForThree());
    List<String> taken = log.stream().filter(line -> line.contains("took")).toList();
    assertThat(taken.stream().map(line -> line.replaceAll(".* ", "")))
        .containsExactly(
            "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16",
            "17", "18", "19", "20");
  }

  @Async
  private Coroutine<Void> putTwentyForThree() {
    Coroutine<List<Void>> takers = gather(takeAll("a"), takeAll("b"), takeAll("c"));
    Task<List<Void>> taking = createTask(takers);
    await(putUpTo(20));
    handover.close();
    await(taking);
    return Coroutine.done();
  }

  @Test
  void aCancelledWaiterTakesNothing() {
    runTest(() -> cancelOneOfTwoTakers());
    assertThat(log).containsExactly("b took 7");
  }

  @Async
  private Coroutine<Void> cancelOneOfTwoTakers() {
    Task<Void> first = createTask(takeAll("a"));
    Task<Void> second = createTask(takeAll("b"));
    await(yieldNow());
    // Both are woken; the first is cancelled before its turn.
    await(handover.put(7));
    first.cancel();
    handover.close();
    await(second);
    return Coroutine.done();
  }

  @Test
  void closedItTakesNoMore() {
    assertThatThrownBy(() -> runTest(() -> putAfterClose()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(log).containsExactly("took Optional[1]", "took Optional.empty");
  }

  @Async
  private Coroutine<Void> putAfterClose() {
    await(handover.put(1));
    handover.close();
    log.add("took " + await(handover.take()));
    log.add("took " + await(handover.take()));
    await(handover.put(2));
    return Coroutine.done();
  }
}
