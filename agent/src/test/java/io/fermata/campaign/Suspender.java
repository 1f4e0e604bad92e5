package io.fermata.campaign;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Awaitable;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Fermata;
import io.fermata.NestedLoop;
import io.fermata.Promise;
import io.fermata.Task;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a {@link SuspendingLibrary} calls: the bridge from a plain method to its async copy, and
 * what such copies await. Each value is there at once, at a later turn of the loop, or when another
 * thread says so.
 *
 * <p>Runs transformed, in a JVM of its own.
 */
public final class Suspender {
  static final String NAME = "io/fermata/campaign/Suspender";

  static final LongAdder CALLS = new LongAdder();
  static final LongAdder AWAITS = new LongAdder();
  static final LongAdder SUSPENSIONS = new LongAdder();
  static final LongAdder HANDOVERS = new LongAdder();

  private static final ThreadLocal<SplittableRandom> RANDOM =
      ThreadLocal.withInitial(() -> new SplittableRandom(Long.getLong("campaign.seed", 1)));

  private static final ExecutorService OTHER =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "completes what is awaited");
            thread.setDaemon(true);
            return thread;
          });

  private Suspender() {}

  /** The bridge: the copy is run to its end, and its exception is thrown as it is. */
  public static Object run(Coroutine<?> copy) {
    CALLS.increment();
    return NestedLoop.run(copy);
  }

  public static CompletionStage<Object> stage(Object value) {
    CompletableFuture<Object> stage = new CompletableFuture<>();
    complete(() -> stage.complete(value));
    return stage;
  }

  public static Task<Object> task(Object value) {
    AWAITS.increment();
    if (RANDOM.get().nextInt(3) > 0) {
      return Task.of(value);
    }
    SUSPENSIONS.increment();
    return Fermata.createTask(later(value));
  }

  public static Awaitable<Object> awaitable(Object value) {
    return switch (RANDOM.get().nextInt(4)) {
      case 0 -> promise(value);
      case 1 -> later(value);
      default -> {
        AWAITS.increment();
        yield Coroutine.of(value);
      }
    };
  }

  private static Promise<Object> promise(Object value) {
    Promise<Object> promise = EventLoop.current().createPromise();
    AWAITS.increment();
    SUSPENSIONS.increment();
    EventLoop.current().callSoon(() -> promise.complete(value));
    return promise;
  }

  @Async
  private static Coroutine<Object> later(Object value) {
    try {
      return Coroutine.of(await(stage(value)));
    } finally {
      await(Fermata.yieldNow());
    }
  }

  private static void complete(Runnable completion) {
    AWAITS.increment();
    int when = RANDOM.get().nextInt(1000);
    if (when < 500) {
      completion.run();
      return;
    }
    SUSPENSIONS.increment();
    if (when < 995) {
      EventLoop.current().callSoon(completion);
    } else {
      HANDOVERS.increment();
      OTHER.execute(completion);
    }
  }

  static String figures() {
    return CALLS.sum()
        + " calls, "
        + AWAITS.sum()
        + " awaits, "
        + SUSPENSIONS.sum()
        + " suspensions, "
        + HANDOVERS.sum()
        + " of them ended by another thread";
  }
}
