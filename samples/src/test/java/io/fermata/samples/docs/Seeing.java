package io.fermata.samples.docs;

import static io.fermata.Fermata.*;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Task;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The code of "Debugging and seeing what runs" in docs/guide.md. */
final class Seeing {
  private final BlockingQueue<String> log = new LinkedBlockingQueue<>();

  BlockingQueue<String> log() {
    return log;
  }

  // Debug mode

  void runInDebugMode() {
    EventLoop loop =
        EventLoop.builder()
            .debug(true)
            .slowStepThreshold(Duration.ofMillis(50))
            .exceptionHandler((message, failure) -> log.add(message))
            .build();
    try (loop) {
      loop.run(careless());
    }
  }

  @Async
  Coroutine<Void> careless() {
    save("the order"); // no await: it never runs
    crunch(); // keeps every other task waiting
    await(sleep(Duration.ofMillis(1)));
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> save(String what) {
    await(sleep(Duration.ofMillis(1)));
    log.add("saved " + what);
    return Coroutine.done();
  }

  /** Takes as long as until it was seen, however slow the machine is. */
  private void crunch() {
    try {
      log.add(log.take());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  // Dumps

  @Async
  Coroutine<String> dumped() {
    Task<Void> saving = createTask(save("the order"), "saving");
    Task<Void> waiting = createTask(waitFor(saving), "waiting");
    await(yieldNow());
    String dump = EventLoop.current().dump();
    await(waiting);
    return Coroutine.of(dump);
  }

  @Async
  private Coroutine<Void> waitFor(Task<Void> task) {
    await(task);
    return Coroutine.done();
  }
}
