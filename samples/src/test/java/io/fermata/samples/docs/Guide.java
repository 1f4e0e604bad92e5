package io.fermata.samples.docs;

import static io.fermata.Fermata.*;

import io.fermata.Async;
import io.fermata.Awaitable;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.EventLoopGroup;
import io.fermata.Fermata;
import io.fermata.Outcome;
import io.fermata.Promise;
import io.fermata.Task;
import io.fermata.TimedOutException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The code of docs/guide.md. */
final class Guide {
  private final List<String> log = new ArrayList<>();

  List<String> log() {
    return log;
  }

  // An async method

  @Async
  Coroutine<Integer> price(String symbol) {
    await(sleep(Duration.ofMillis(200)));
    return Coroutine.of(symbol.length() * 100);
  }

  @Async
  Coroutine<Integer> total(List<String> symbols) {
    int total = 0;
    for (String symbol : symbols) {
      total += await(price(symbol));
    }
    return Coroutine.of(total);
  }

  // Eager methods

  @Async
  Task<Integer> startPrice(String symbol) {
    log.add("asking for " + symbol);
    return Task.of(await(price(symbol)));
  }

  @Async
  Coroutine<Integer> both() {
    Task<Integer> first = startPrice("GOOG");
    Task<Integer> second = startPrice("APPL");
    return Coroutine.of(await(first) + await(second));
  }

  // Lambdas

  @Async
  Coroutine<Integer> withRetry(Function<Integer, Coroutine<Integer>> attempt) {
    for (int tries = 1; ; tries++) {
      try {
        return Coroutine.of(await(attempt.apply(tries)));
      } catch (IllegalStateException e) {
        if (tries == 3) {
          throw e;
        }
        await(sleep(Duration.ofSeconds(tries)));
      }
    }
  }

  @Async
  Coroutine<Integer> stubborn(String symbol) {
    return Coroutine.of(
        await(
            withRetry(
                tries -> {
                  int price = await(price(symbol));
                  if (tries < 3) {
                    throw new IllegalStateException("not yet");
                  }
                  return Coroutine.of(price);
                })));
  }

  // Errors

  @Async
  Coroutine<String> load(Path file) throws IOException {
    try {
      return Coroutine.of(await(toThread(() -> Files.readString(file))));
    } finally {
      log.add("loaded " + file.getFileName());
    }
  }

  @Async
  Coroutine<String> loadOr(Path file, String otherwise) {
    try {
      String text = await(toThread(() -> Files.readString(file)), IOException.class);
      return Coroutine.of(text);
    } catch (IOException e) {
      return Coroutine.of(otherwise);
    }
  }

  @Async
  Coroutine<String> loadTail(Path file) throws IOException {
    try {
      return load(file); // awaited after this method was left
    } catch (IOException e) {
      return Coroutine.of("never here");
    }
  }

  // Cancellation

  @Async
  Coroutine<Void> tick(int times) {
    try {
      for (int i = 1; i <= times; i++) {
        await(sleep(Duration.ofSeconds(1)));
        log.add("tick " + i);
      }
    } finally {
      await(sleep(Duration.ofMillis(10)));
      log.add("cleaned up");
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> stopAfter(Duration delay) {
    Task<Void> ticking = createTask(tick(100));
    await(sleep(delay));
    ticking.cancel("enough");
    try {
      await(ticking);
    } catch (CancelledError e) {
      log.add("cancelled: " + e.getMessage());
    }
    return Coroutine.done();
  }

  // Timeouts

  @Async
  Coroutine<Integer> priceOr(String symbol, int otherwise) {
    try {
      return Coroutine.of(await(waitFor(price(symbol), Duration.ofMillis(100))));
    } catch (TimedOutException e) {
      return Coroutine.of(otherwise);
    }
  }

  @Async
  Coroutine<Integer> oneAfterTheOther() {
    return withTimeout(
        Duration.ofMillis(300),
        timeout -> {
          int first = await(price("GOOG"));
          timeout.reschedule(Duration.ofMillis(300)); // from now on
          return Coroutine.of(first + await(price("APPL")));
        });
  }

  // Several at once

  Coroutine<List<Integer>> allPrices(List<String> symbols) {
    List<Coroutine<Integer>> calls = new ArrayList<>();
    for (String symbol : symbols) {
      calls.add(price(symbol));
    }
    return gather(calls);
  }

  @Async
  Coroutine<Void> report(List<Coroutine<Integer>> calls) {
    for (Outcome<Integer> outcome : await(gatherSettled(calls))) {
      log.add(outcome.isSuccess() ? "price " + outcome.get() : "failed: " + outcome.failure());
    }
    return Coroutine.done();
  }

  @Async
  Coroutine<Void> book(Coroutine<Void> payment) {
    Task<Void> paying = createTask(payment);
    try {
      await(shield(paying));
    } catch (CancelledError e) {
      log.add("the payment goes on");
      throw e;
    }
    return Coroutine.done();
  }

  // Stages of others

  @Async
  Coroutine<Integer> sizeOf(CompletionStage<String> stage) {
    return Coroutine.of(await(stage).length());
  }

  @Async
  Coroutine<String> firstLetter(CompletionStage<String> stage) {
    String text = await(waitFor(Awaitable.of(stage), Duration.ofSeconds(2)));
    return Coroutine.of(text.substring(0, 1));
  }

  // Promises

  @Async
  Coroutine<Void> meet() {
    Promise<String> news = EventLoop.current().createPromise();
    Task<Void> reader = createTask(read(news));
    await(yieldNow());
    news.complete("it rains");
    await(reader);
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> read(Promise<String> news) {
    log.add("news: " + await(news));
    return Coroutine.done();
  }

  // Threads

  @Async
  Coroutine<Integer> countBytes(URI resource) throws IOException {
    return toThread(
        () -> {
          try (InputStream in = resource.toURL().openStream()) {
            return in.readAllBytes().length;
          }
        });
  }

  static int fromAnotherThread(EventLoop loop, Guide guide) throws Exception {
    Task<Integer> task = loop.submit(guide.price("GOOG"));
    return task.get(10, TimeUnit.SECONDS);
  }

  // Many cores

  @Async
  private static Coroutine<Integer> primes(int from, int to) {
    int count = 0;
    for (int n = from; n < to; n++) {
      count += BigInteger.valueOf(n).isProbablePrime(30) ? 1 : 0;
    }
    return Coroutine.of(count);
  }

  @Async
  static Coroutine<Integer> primesBelow(int limit) {
    EventLoopGroup group = EventLoopGroup.current();
    List<Task<Integer>> parts = new ArrayList<>();
    for (int from = 2; from < limit; from += 1_000) {
      parts.add(group.submit(primes(from, Math.min(from + 1_000, limit))));
    }
    int count = 0;
    for (Task<Integer> part : parts) {
      count += await(part);
    }
    return Coroutine.of(count);
  }

  static int onTwoCores(int limit) {
    try (EventLoopGroup group = EventLoopGroup.create(2)) {
      return group.run(primesBelow(limit));
    }
  }

  static EventLoopGroup workers(Collection<String> failures) {
    return EventLoopGroup.builder()
        .name("worker") // threads worker-1, worker-2, ...
        .loops(4)
        .placement(loops -> loops.get(ThreadLocalRandom.current().nextInt(loops.size())))
        .eachLoop(loop -> loop.exceptionHandler((message, failure) -> failures.add(message)))
        .build();
  }

  // A method of the same name

  static final class Runner implements Runnable {
    private final List<String> log = new ArrayList<>();

    @Override
    public void run() {
      Fermata.run(step());
    }

    @Async
    private Coroutine<Void> step() {
      await(sleep(Duration.ZERO));
      log.add("ran");
      return Coroutine.done();
    }

    List<String> log() {
      return log;
    }
  }

  // CompletableFuture

  @Async
  static CompletableFuture<Integer> length(CompletionStage<String> text) {
    return CompletableFuture.completedFuture(await(text).length());
  }
}
