package io.fermata.samples.pipeline;

import static io.fermata.Fermata.*;

import io.fermata.Async;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Task;

/** Works off the orders in a database until none is open, or until it is cancelled by Ctrl-C. */
public final class Main {
  private Main() {}

  /** See {@link Options#USAGE}. The exit status is 1 if an order was lost or invoiced twice. */
  public static void main(String[] args) throws Exception {
    Options options = Options.parse(args);
    boolean correct;
    try (Orders orders = Orders.open(options.database())) {
      correct = run(workOff(orders, options));
    }
    if (!correct) {
      System.exit(1);
    }
  }

  /** Ctrl-C cancels this where it awaits, and with it what it awaits: the pipeline. */
  @Async
  private static Coroutine<Boolean> workOff(Orders orders, Options options) {
    await(toThread(() -> orders.fill(options.orders())));
    Orders.Count before = await(toThread(orders::count));
    Pipeline pipeline = new Pipeline(orders);
    Task<Void> work = createTask(pipeline.run(), "pipeline");
    options.cancelAfter().ifPresent(delay -> EventLoop.current().callLater(delay, work::cancel));
    System.out.printf("%d orders, %d of them open%n", before.orders(), before.open());
    try {
      await(work);
      System.out.println("finished");
    } catch (CancelledError e) {
      System.out.println("cancelled, and shut down in order");
    }

    Orders.Count after = await(toThread(orders::count));
    int lost = pipeline.handedOver() - (after.invoiced() - before.invoiced());
    System.out.printf("%d handed over, %d invoiced%n", pipeline.handedOver(), pipeline.invoiced());
    System.out.printf("%d lost, %d invoiced twice, %d open%n", lost, after.twice(), after.open());
    return Coroutine.of(lost == 0 && after.twice() == 0);
  }
}
