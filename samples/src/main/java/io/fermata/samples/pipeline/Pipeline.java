package io.fermata.samples.pipeline;

import static io.fermata.Fermata.*;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.Task;
import io.fermata.sync.AsyncQueue;
import io.fermata.sync.QueueShutDownException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One producer reads open orders, four workers write an invoice for each.
 *
 * <p>Cancelled, it reads no more, finishes what was handed over, and then ends. Loop thread only;
 * the database is reached through {@code toThread}.
 */
final class Pipeline {
  private static final int WORKERS = 4;
  private static final int BATCH = 20;

  private final Orders orders;
  private final AsyncQueue<Order> handover = AsyncQueue.bounded(8);
  private int handedOver;
  private int invoiced;

  Pipeline(Orders orders) {
    this.orders = orders;
  }

  /** Runs until no order is open. */
  @Async
  Coroutine<Void> run() {
    Task<Void> producer = createTask(produce(), "producer");
    List<Task<Void>> workers = new ArrayList<>();
    for (int i = 1; i <= WORKERS; i++) {
      workers.add(createTask(work(), "worker " + i));
    }
    try {
      await(producer);
    } finally {
      // Also when cancelled: the producer has ended, the workers take what is left.
      handover.shutdown();
      await(gather(workers));
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> produce() {
    List<Order> batch = await(openOrders(0));
    while (!batch.isEmpty()) {
      for (Order order : batch) {
        await(handover.put(order));
        handedOver++;
      }
      batch = await(openOrders(batch.get(batch.size() - 1).id()));
    }
    return Coroutine.done();
  }

  private Coroutine<List<Order>> openOrders(int behind) {
    return toThread(() -> orders.open(behind, BATCH));
  }

  @Async
  private Coroutine<Void> work() {
    try {
      while (true) {
        Order order = await(handover.get());
        long cents = await(price(order));
        await(toThread(() -> orders.invoice(order, cents)));
        invoiced++;
      }
    } catch (QueueShutDownException e) {
      return Coroutine.done(); // and nothing is left
    } finally {
      // A worker that fails stops the producer too.
      handover.shutdown();
    }
  }

  /** Stands for a call to another service. */
  @Async
  private static Coroutine<Long> price(Order order) {
    await(sleep(Duration.ofMillis(5)));
    return Coroutine.of(order.pieces() * 1_995L);
  }

  /** How many orders the producer has handed to the workers. */
  int handedOver() {
    return handedOver;
  }

  /** How many orders the workers have finished. */
  int invoiced() {
    return invoiced;
  }
}
