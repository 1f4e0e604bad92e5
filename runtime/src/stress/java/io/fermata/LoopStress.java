package io.fermata;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** What other threads may do to a loop and its tasks while it runs, ends, or sleeps. */
final class LoopStress {
  private LoopStress() {}

  /** No volatile and no final field: seen only if the completion publishes it. */
  private static final class Box {
    int value;
  }

  private static Coroutine<Box> turnsThenBox(int turns) {
    Script<Object> body = Script.script("work");
    for (int i = 0; i < turns; i++) {
      body.await(Fermata::yieldNow);
    }
    return body.returns(
        () -> {
          Box box = new Box();
          box.value = 42;
          return box;
        });
  }

  /** A task's result is seen whole, by one who asks and by a callback. */
  @JCStressTest
  @Outcome(id = "-1, 42", expect = ACCEPTABLE, desc = "asked too early")
  @Outcome(id = "42, 42", expect = ACCEPTABLE, desc = "asked when it was done")
  @State
  public static class ResultSeenFromOutside {
    private final EventLoop loop = EventLoop.builder().virtualTime().build();
    private final Task<Box> task = loop.submit(turnsThenBox(2));
    private int called;

    @Actor
    public void run() {
      loop.run(awaiting(task));
    }

    @Actor
    public void ask(II_Result r) {
      Box box = task.getNow(null);
      r.r1 = box == null ? -1 : box.value;
      var unused = task.thenAccept(done -> called = done.value);
    }

    @Arbiter
    public void see(II_Result r) {
      r.r2 = called;
      loop.close();
    }
  }

  private static Coroutine<Object> awaiting(Object what) {
    return Script.script("main").await(() -> what).caught(CancelledError.class, e -> {});
  }

  /** A cancel from outside hits, or comes too late; a task never counts as cancelled otherwise. */
  @JCStressTest
  @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "cancelled")
  @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "asked, but it ended before")
  @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "done already")
  @State
  public static class CancelFromOutside {
    private final EventLoop loop = EventLoop.builder().virtualTime().build();
    private final Task<Box> task = loop.submit(turnsThenBox(3));
    private boolean asked;

    @Actor
    public void run() {
      loop.run(awaiting(task));
    }

    @Actor
    public void cancel() {
      asked = task.cancel();
    }

    @Arbiter
    public void see(ZZ_Result r) {
      r.r1 = asked;
      r.r2 = task.isCancelled();
      if (!task.isDone()) {
        throw new IllegalStateException("not done");
      }
      loop.close();
    }
  }

  /** Who submits to a loop that is being closed is refused, or gets a task that ends. */
  @JCStressTest
  @Outcome(id = "refused", expect = ACCEPTABLE, desc = "closed before")
  @Outcome(id = "cancelled", expect = ACCEPTABLE, desc = "taken, and cancelled by the close")
  @Outcome(id = "done", expect = ACCEPTABLE, desc = "taken, and run")
  @State
  public static class SubmitAgainstClose {
    private final EventLoop loop = EventLoop.builder().virtualTime().build();
    private final Task<Box> before = loop.submit(turnsThenBox(1));
    private Task<Box> task;

    @Actor
    public void close() {
      loop.run(awaiting(before));
      loop.close();
    }

    @Actor
    public void submit() {
      try {
        task = loop.submit(turnsThenBox(7)); // more than a loop makes when it ends
      } catch (RejectedExecutionException e) {
        task = null;
      }
    }

    @Arbiter
    public void see(L_Result r) {
      r.r1 =
          task == null
              ? "refused"
              : !task.isDone() ? "pending for ever" : task.isCancelled() ? "cancelled" : "done";
    }
  }

  /** What was handed in while the loop ran is run; what came with the close, at most once. */
  @JCStressTest
  @Outcome(id = "-1, 0", expect = ACCEPTABLE, desc = "refused")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "taken, and run")
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "taken by a loop that was just closed")
  @State
  public static class ExecuteAgainstClose {
    private final EventLoop loop = EventLoop.builder().virtualTime().build();
    private int accepted;
    private int ran;

    @Actor
    public void close() {
      loop.run(turnsThenBox(2));
      loop.close();
    }

    @Actor
    public void execute() {
      try {
        loop.execute(() -> ran++);
        accepted = 1;
      } catch (RejectedExecutionException e) {
        accepted = -1;
      }
    }

    @Arbiter
    public void see(II_Result r) {
      r.r1 = accepted;
      r.r2 = ran;
    }
  }

  /** A loop that goes to sleep is woken by whoever completes what it waits for: or this hangs. */
  @JCStressTest
  @Outcome(id = "42", expect = ACCEPTABLE, desc = "woken")
  @State
  public static class WakeUpOfASleepingLoop {
    private final EventLoop loop = EventLoop.create();
    private final CompletableFuture<Integer> stage = new CompletableFuture<>();

    @Actor
    public void run(I_Result r) {
      int[] value = new int[1];
      loop.run(Script.script("main").<Integer>await(() -> stage, result -> value[0] = result));
      r.r1 = value[0];
      loop.close();
    }

    @Actor
    public void complete() {
      stage.complete(42);
    }
  }

  /** Outside any loop: a task that begins to wait for a stage while it is completed. */
  @JCStressTest
  @Outcome(id = "42, 1", expect = ACCEPTABLE, desc = "went on once, with the value")
  @State
  public static class BeginToWaitOutside {
    private final CompletableFuture<Integer> stage = new CompletableFuture<>();
    private final Ends ends = new Ends();

    @Actor
    public void start() {
      Task.startEagerly(ends.waitingFor(stage));
    }

    @Actor
    public void complete() {
      stage.complete(42);
    }

    @Arbiter
    public void see(II_Result r) {
      r.r1 = ends.value;
      r.r2 = ends.count;
    }
  }

  /** Outside any loop: completion and cancel meet at a task that waits. */
  @JCStressTest
  @Outcome(id = "42, 1", expect = ACCEPTABLE, desc = "went on once, with the value")
  @Outcome(id = "-1, 1", expect = ACCEPTABLE, desc = "went on once, with the cancellation")
  @State
  public static class CompletionAgainstCancelOutside {
    private final CompletableFuture<Integer> stage = new CompletableFuture<>();
    private final Ends ends = new Ends();
    private final Task<Object> task = Task.startEagerly(ends.waitingFor(stage));

    @Actor
    public void complete() {
      stage.complete(42);
    }

    @Actor
    public void cancel() {
      task.cancel();
    }

    @Arbiter
    public void see(II_Result r) {
      r.r1 = ends.value;
      r.r2 = ends.count;
    }
  }

  /** How often a task outside any loop went on, and with what; plain fields. */
  private static final class Ends {
    int count;
    int value;

    Coroutine<Object> waitingFor(CompletableFuture<Integer> stage) {
      return Script.script("work")
          .<Integer>await(() -> stage, result -> value = result)
          .caught(CancelledError.class, e -> value = -1)
          .then(() -> count++);
    }
  }
}
