package io.fermata.samples.docs;

import static io.fermata.Fermata.*;
import static io.fermata.testing.AsyncTest.runTest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.Async;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.EventLoopGroup;
import io.fermata.Task;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the guide says of its examples holds; virtual time throughout. */
class GuideIT {
  private final Guide guide = new Guide();

  @Test
  void oneAfterTheOther() {
    assertThat(runTest(() -> guide.total(List.of("GOOG", "IBM")))).isEqualTo(700);
  }

  @Test
  void eagerMethodsStartWhenCalled() {
    assertThat(runTest(() -> guide.both())).isEqualTo(800);
    assertThat(guide.log()).containsExactly("asking for GOOG", "asking for APPL");
  }

  @Test
  void anEagerMethodNeedsNoLoop() {
    CompletableFuture<String> text = new CompletableFuture<>();
    CompletableFuture<Integer> length = Guide.length(text);
    assertThat(length).isNotDone();
    text.complete("four");
    assertThat(length).isCompletedWithValue(4);
  }

  @Test
  void aLambdaThatAwaits() {
    assertThat(runTest(() -> guide.stubborn("GOOG"))).isEqualTo(400);
  }

  @Test
  void originalExceptions(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("missing");
    assertThatThrownBy(() -> runTest(() -> guide.load(file)))
        .isExactlyInstanceOf(NoSuchFileException.class);
    assertThat(guide.log()).containsExactly("loaded missing");
    assertThat(runTest(() -> guide.loadOr(file, "none"))).isEqualTo("none");
    assertThatThrownBy(() -> runTest(() -> guide.loadTail(file)))
        .isExactlyInstanceOf(NoSuchFileException.class);

    Files.writeString(file, "text");
    assertThat(runTest(() -> guide.loadOr(file, "none"))).isEqualTo("text");
  }

  @Test
  void cancellationRunsTheCleanUp() {
    runTest(() -> guide.stopAfter(Duration.ofMillis(2_500)));
    assertThat(guide.log()).containsExactly("tick 1", "tick 2", "cleaned up", "cancelled: enough");
  }

  @Test
  void timeouts() {
    assertThat(runTest(() -> guide.priceOr("GOOG", -1))).isEqualTo(-1);
    assertThat(runTest(() -> guide.oneAfterTheOther())).isEqualTo(800);
  }

  @Test
  void severalAtOnce() {
    assertThat(runTest(() -> guide.allPrices(List.of("GOOG", "IBM")))).containsExactly(400, 300);
    runTest(
        () -> guide.report(List.of(guide.price("IBM"), Coroutine.failed(new IOException("x")))));
    assertThat(guide.log()).containsExactly("price 300", "failed: java.io.IOException: x");
  }

  @Test
  void aShieldedTaskGoesOn() {
    runTest(() -> cancelTheBooking());
    assertThat(guide.log()).containsExactly("the payment goes on", "tick 1", "cleaned up");
  }

  @Async
  private Coroutine<Void> cancelTheBooking() {
    Task<Void> booking = createTask(guide.book(guide.tick(1)));
    await(sleep(Duration.ofMillis(100)));
    booking.cancel();
    await(sleep(Duration.ofSeconds(2)));
    assertThat(booking.isCancelled()).isTrue();
    assertThatThrownBy(booking::join)
        .isInstanceOf(java.util.concurrent.CancellationException.class);
    return Coroutine.done();
  }

  @Test
  void stagesOfOthers() {
    CompletableFuture<String> stage = CompletableFuture.completedFuture("hello");
    assertThat(runTest(() -> guide.sizeOf(stage))).isEqualTo(5);
    assertThat(runTest(() -> guide.firstLetter(stage))).isEqualTo("h");
  }

  @Test
  void aPromise() {
    runTest(() -> guide.meet());
    assertThat(guide.log()).containsExactly("news: it rains");
  }

  @Test
  void threads(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("five"), "12345");
    assertThat(runTest(() -> guide.countBytes(file.toUri()))).isEqualTo(5);

    ExecutorService thread = Executors.newSingleThreadExecutor();
    EventLoop loop = EventLoop.builder().virtualTime().build();
    try {
      Future<?> running = thread.submit(loop::runForever);
      assertThat(Guide.fromAnotherThread(loop, guide)).isEqualTo(400);
      loop.execute(loop::stop);
      running.get(10, TimeUnit.SECONDS);
    } finally {
      thread.shutdown();
      loop.close();
    }
  }

  @Test
  void manyCores() {
    assertThat(Guide.onTwoCores(10_000)).isEqualTo(1_229);

    Collection<String> failures = new ConcurrentLinkedQueue<>();
    try (EventLoopGroup workers = Guide.workers(failures)) {
      workers.execute(
          () -> {
            throw new IllegalStateException(Thread.currentThread().getName());
          });
      assertThat(workers.run(Coroutine.of("done"))).isEqualTo("done");
      assertThat(workers.loops()).hasSize(4);
    }
    assertThat(failures).containsExactly("Exception in a callback");
  }

  @Test
  void aClassWithAMethodOfTheSameName() {
    Guide.Runner runner = new Guide.Runner();
    runner.run();
    assertThat(runner.log()).containsExactly("ran");
  }

  @Test
  void cancelledErrorIsNoException() {
    assertThat(new CancelledError("x")).isInstanceOf(Error.class).isNotInstanceOf(Exception.class);
  }
}
