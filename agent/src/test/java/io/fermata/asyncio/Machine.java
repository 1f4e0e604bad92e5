package io.fermata.asyncio;

import static io.fermata.Fermata.allTasks;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.currentTask;

import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.Handle;
import io.fermata.Outcome;
import io.fermata.Promise;
import io.fermata.Task;
import io.fermata.TaskGroup;
import io.fermata.TaskLocal;
import io.fermata.TimedOutException;
import io.fermata.Timeout;
import io.fermata.sync.AsyncBarrier;
import io.fermata.sync.AsyncCondition;
import io.fermata.sync.AsyncEvent;
import io.fermata.sync.AsyncLock;
import io.fermata.sync.AsyncQueue;
import io.fermata.sync.AsyncSemaphore;
import io.fermata.sync.BarrierBrokenException;
import io.fermata.sync.QueueShutDownException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a random program works with, and those of its statements that never wait. */
abstract class Machine {
  /** A failure of the program's own. */
  static final class Err extends RuntimeException {
    Err(int number) {
      super("err " + number);
    }
  }

  /** One that is no exception, as few programs have them. */
  static final class Base extends Error {
    Base(int number) {
      super("err " + number);
    }
  }

  /** What the code of one coroutine sees around it. */
  static final class Scope {
    final String name;
    TaskGroup group;
    Timeout timeout;
    Throwable caught;

    Scope(String name, TaskGroup group) {
      this.name = name;
      this.group = group;
    }
  }

  private final List<String> lines;
  final EventLoop loop;
  final Map<Integer, Task<Integer>> tasks = new LinkedHashMap<>();
  final Set<Task<?>> all = new LinkedHashSet<>();
  final List<AsyncLock> locks = List.of(new AsyncLock(), new AsyncLock());
  final List<AsyncSemaphore> sems =
      List.of(new AsyncSemaphore(1), AsyncSemaphore.bounded(2), new AsyncSemaphore(0));
  final List<AsyncEvent> events = List.of(new AsyncEvent(), new AsyncEvent());
  final AsyncLock condLock = new AsyncLock();
  final AsyncCondition cond = new AsyncCondition(condLock);
  int signals;
  final List<AsyncBarrier> barriers = List.of(new AsyncBarrier(2), new AsyncBarrier(3));
  final List<AsyncQueue<Integer>> queues =
      List.of(
          AsyncQueue.bounded(1),
          AsyncQueue.unbounded(),
          AsyncQueue.lifo(2),
          AsyncQueue.priority(2, Comparator.naturalOrder()));
  final List<Promise<Integer>> futs;
  final TaskLocal<Integer> var = TaskLocal.withInitial(() -> 0);
  private final List<Handle> handles;

  Machine(EventLoop loop, List<String> lines) {
    this.loop = loop;
    this.lines = lines;
    this.futs = new ArrayList<>(List.of(loop.createPromise(), loop.createPromise()));
    this.handles = new ArrayList<>(List.of(loop.callSoon(() -> {}), loop.callSoon(() -> {})));
  }

  final void log(Object... words) {
    lines.add(Stream.of(words).map(Machine::text).collect(Collectors.joining(" ")));
  }

  private static String text(Object word) {
    return word instanceof Boolean truth ? truth ? "True" : "False" : String.valueOf(word);
  }

  static Duration ms(int millis) {
    return Duration.ofMillis(millis);
  }

  final List<Task<?>> unfinished() {
    return all.stream().filter(task -> !task.isDone()).collect(Collectors.toList());
  }

  static String shown(Throwable error) {
    if (error instanceof CancelledError) {
      return error.getMessage() == null ? "cancelled" : "cancelled " + error.getMessage();
    }
    if (error instanceof TimedOutException) {
      return "timeout";
    }
    if (error instanceof Err || error instanceof Base) {
      return error.getMessage();
    }
    return error instanceof IllegalStateException
            || error instanceof BarrierBrokenException
            || error instanceof QueueShutDownException
        ? "refused"
        : error.toString();
  }

  /** What an await results in, as Python's interpreter writes it. */
  static String result(Object value) {
    if (value instanceof List<?> several) {
      return several.stream().map(Machine::result).collect(Collectors.joining(" ", "[", "]"));
    }
    if (value instanceof Outcome<?> outcome) {
      return outcome.isSuccess() ? result(outcome.result()) : shown(outcome.failure());
    }
    return value instanceof Integer ? value.toString() : "-";
  }

  static boolean catches(String kind, Throwable error) {
    if (error instanceof CancelledError) {
      return kind.equals("C") || kind.equals("A");
    }
    String own = error instanceof TimedOutException ? "T" : error instanceof Base ? "B" : "E";
    return kind.equals("A") || kind.equals(own);
  }

  final void keep(int slot, Task<Integer> task) {
    tasks.put(slot, task);
    all.add(task);
  }

  /** What a callback does. */
  private void act(Tree tree) {
    if (actNow("callback", tree)) {
      return;
    }
    switch (tree.name()) {
      case "log" -> log("callback", tree.number(1), var.get());
      case "cancel" -> cancel("callback", tree);
      case "eset" -> events.get(tree.number(1)).set();
      case "fset" -> complete(tree);
      case "putnow" -> offer("callback", tree);
      case "fcancel" -> futs.get(tree.number(1)).cancel();
      case "spawn" -> keep(tree.number(1), createTask(task(tree, null)));
      default -> throw new AssertionError(tree.name());
    }
  }

  abstract Coroutine<Integer> task(Tree spawn, TaskGroup group);

  /** What the thread does while the loop does not run. */
  final void betweenRuns() {
    cancel("between", Tree.parse("(cancel 1 -)"));
    loop.callSoon(() -> act(Tree.parse("(log 0)")));
  }

  /** What callbacks and tasks do alike. */
  private boolean actNow(String name, Tree tree) {
    switch (tree.name()) {
      case "raise" -> throw new Err(tree.number(1));
      case "base" -> throw new Base(tree.number(1));
      case "who" -> {
        Task<?> task = currentTask();
        Object number = task == null ? "nobody" : Integer.parseInt(task.name().substring(5)) - 1;
        log(name, tree.number(1), "is", number, "of", allTasks().size());
      }
      case "hcancel" -> {
        handles.get(tree.number(1)).cancel();
        log(name, "cancels a handle");
      }
      case "unlock" -> locks.get(tree.number(1)).release();
      case "semrelease" -> sems.get(tree.number(1)).release();
      case "eclear" -> events.get(tree.number(1)).clear();
      case "qshut" -> {
        if (tree.number(2) == 1) {
          queues.get(tree.number(1)).shutdownNow();
        } else {
          queues.get(tree.number(1)).shutdown();
        }
      }
      case "taskdone" -> queues.get(tree.number(1)).taskDone();
      case "soon" -> handles.set(0, loop.callSoon(() -> act(tree.tree(1))));
      case "state" -> {
        Task<Integer> task = tasks.get(tree.number(2));
        if (task != null) {
          boolean done = task.isDone();
          log(name, tree.number(1), "sees", done, task.isCancelled(), task.cancelling());
        }
      }
      case "outcome" -> outcome(name, tree);
      case "uncancelother" -> {
        Task<Integer> task = tasks.get(tree.number(1));
        if (task != null) {
          log(name, "uncancels", tree.number(1), task.uncancel());
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void outcome(String name, Tree tree) {
    Task<Integer> task = tasks.get(tree.number(2));
    if (task == null) {
      return;
    }
    try {
      log(name, tree.number(1), "result", result(task.outcome().get()));
    } catch (Throwable error) {
      log(name, tree.number(1), "failure", shown(error));
    }
  }

  private void cancel(String name, Tree tree) {
    Task<Integer> task = tasks.get(tree.number(1));
    if (task == null) {
      log(name, "nobody", tree.number(1));
    } else {
      String message = tree.text(2);
      log(name, "cancels", tree.number(1), task.cancel(message.equals("-") ? null : message));
    }
  }

  private void complete(Tree tree) {
    Promise<Integer> fut = futs.get(tree.number(1));
    if (!fut.isDone()) {
      fut.complete(tree.number(2));
    }
  }

  private void offer(String name, Tree tree) {
    if (queues.get(tree.number(1)).offer(tree.number(2))) {
      log(name, "puts", tree.number(2));
    } else {
      log(name, "full");
    }
  }

  /** Does a statement that never waits; false if it is none. */
  boolean doNow(Tree s, Scope scope) {
    if (actNow(scope.name, s)) {
      return true;
    }
    switch (s.name()) {
      case "early" -> {}
      case "log" -> log(scope.name, s.number(1), var.get());
      case "cancel" -> cancel(scope.name, s);
      case "reraise" -> throw Machine.<RuntimeException>unchecked(scope.caught);
      case "throwcancel" -> throw new CancelledError("m" + s.number(1));
      case "uncancel" -> {
        Task<?> task = Objects.requireNonNull(currentTask());
        log(scope.name, s.number(1), "uncancels", task.cancelling(), task.uncancel());
      }
      case "ondone" -> {
        Task<Integer> task = tasks.get(s.number(1));
        if (task != null) {
          task.onDone(done -> act(s.tree(2)));
        }
      }
      case "fondone" -> futs.get(s.number(1)).onDone(done -> act(s.tree(2)));
      case "later" -> handles.set(1, loop.callLater(ms(s.number(1)), () -> act(s.tree(2))));
      case "eset" -> events.get(s.number(1)).set();
      case "cnotify" -> {
        signals++;
        cond.signal(s.number(1));
      }
      case "breset" -> barriers.get(s.number(1)).reset();
      case "babort" -> barriers.get(s.number(1)).abort();
      case "putnow" -> offer(scope.name, s);
      case "getnow" -> {
        Integer item = queues.get(s.number(1)).poll();
        if (item == null) {
          log(scope.name, s.number(2), "empty");
        } else {
          log(scope.name, s.number(2), "takes", item);
        }
      }
      case "fset" -> complete(s);
      case "ffail" -> {
        if (!futs.get(s.number(1)).isDone()) {
          futs.get(s.number(1)).fail(new Err(s.number(2)));
        }
      }
      case "fcancel" -> futs.get(s.number(1)).cancel();
      case "fnew" -> futs.set(s.number(1), loop.createPromise());
      case "resched" -> {
        if (scope.timeout != null) {
          scope.timeout.reschedule(ms(s.number(1)));
        }
      }
      case "expired" -> {
        if (scope.timeout != null) {
          log(scope.name, s.number(1), "expired", scope.timeout.expired());
        }
      }
      case "vset" -> var.set(s.number(1));
      default -> {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <X extends Throwable> RuntimeException unchecked(Throwable thrown) throws X {
    throw (X) thrown;
  }
}
