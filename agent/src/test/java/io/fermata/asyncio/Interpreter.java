package io.fermata.asyncio;

import static io.fermata.Fermata.allTasks;
import static io.fermata.Fermata.asCompleted;
import static io.fermata.Fermata.await;
import static io.fermata.Fermata.createTask;
import static io.fermata.Fermata.currentTask;
import static io.fermata.Fermata.gather;
import static io.fermata.Fermata.gatherSettled;
import static io.fermata.Fermata.shield;
import static io.fermata.Fermata.sleep;
import static io.fermata.Fermata.waitFor;
import static io.fermata.Fermata.waitTasks;
import static io.fermata.Fermata.withTimeout;

import io.fermata.Async;
import io.fermata.Awaitable;
import io.fermata.CancelledError;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import io.fermata.ReturnWhen;
import io.fermata.Task;
import io.fermata.TaskGroup;
import io.fermata.Waited;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/** Runs a random program, statement by statement as {@code random_programs.py} does. */
final class Interpreter extends Synchronizing {

  private Interpreter(EventLoop loop, List<String> lines) {
    super(loop, lines);
  }

  /** What the program prints, in virtual time. */
  static List<String> run(String program) {
    List<String> lines = new ArrayList<>();
    BiConsumer<String, Throwable> handler =
        (message, failure) -> {
          if (message.equals("Exception in a callback")) {
            lines.add("reported " + shown(failure));
          } else if (message.endsWith("while the event loop closed")) {
            lines.add("at the end " + shown(failure));
          }
        };
    try (EventLoop loop = EventLoop.builder().virtualTime().exceptionHandler(handler).build()) {
      Tree tree = Tree.parse(program);
      Interpreter interpreter = new Interpreter(loop, lines);
      loop.run(interpreter.main(tree));
      Tree first = tree.tree(0);
      if (first.name().equals("early") && first.number(2) >= 0) {
        interpreter.betweenRuns();
        loop.run(interpreter.again(first.number(2)));
      }
    }
    return lines;
  }

  @Async
  private Coroutine<Void> main(Tree program) {
    Task<Integer> task = createTask(body("main", program, 0, null));
    all.add(task);
    Tree first = program.tree(0);
    if (first.name().equals("early")) { // the end of the loop cancels what is left
      await(waitTasks(List.of(task), ReturnWhen.ALL_COMPLETED, ms(first.number(1))));
      log("leaves", Math.round(loop.time() / 1e6));
      var.set(1000);
      return Coroutine.done();
    }
    Duration limit = Duration.ofSeconds(1);
    for (List<Task<?>> left; !(left = unfinished()).isEmpty(); ) {
      await(waitTasks(left, ReturnWhen.ALL_COMPLETED, limit));
      limit = ms(10);
      left.forEach(Task::cancel);
      if (condLock.isLocked()) { // whoever wants it again cannot be cancelled
        condLock.release();
      }
    }
    log("end", Math.round(loop.time() / 1e6));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> again(int delay) {
    log("again", var.get(), allTasks().size());
    await(sleep(ms(delay)));
    log("leaves again", Math.round(loop.time() / 1e6));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Integer> body(String name, Tree block, int result, TaskGroup group) {
    all.add(Objects.requireNonNull(currentTask()));
    Scope scope = new Scope(name, group);
    log(name, "begins", var.get());
    try {
      await(block(block, scope));
    } catch (Throwable error) {
      log(name, shown(error));
      throw error;
    }
    log(name, "ends");
    return Coroutine.of(result);
  }

  private Awaitable<?> awaitable(Tree tree, Scope scope) {
    return switch (tree.name()) {
      case "co" -> body("co" + tree.number(1), tree.tree(2), tree.number(1), scope.group);
      case "fut" -> futs.get(tree.number(1));
      case "acquire" -> locks.get(tree.number(1)).acquire();
      case "event" -> events.get(tree.number(1)).await();
      case "item" -> queues.get(tree.number(1)).get();
      case "place" -> queues.get(tree.number(1)).put(0);
      case "joined" -> queues.get(tree.number(1)).join();
      case "barrier" -> barriers.get(tree.number(1)).await();
      case "sl" -> sleepThenZero(tree.number(1));
      case "gather" -> gathered(tree.number(1), tree.tree(2), scope);
      case "shield" -> shield(awaitable(tree.tree(1), scope));
      default -> {
        Task<Integer> task = tasks.get(tree.number(1));
        yield task == null ? Coroutine.of(0) : task;
      }
    };
  }

  private Coroutine<?> gathered(int settled, Tree trees, Scope scope) {
    List<Awaitable<?>> each = new ArrayList<>();
    for (Tree one : trees.trees()) {
      each.add(awaitable(one, scope));
    }
    return settled == 1 ? gatherSettled(each) : gather(each);
  }

  @Async
  private Coroutine<Integer> sleepThenZero(int millis) {
    await(sleep(ms(millis)));
    return Coroutine.of(0);
  }

  @Async
  @Override
  Coroutine<Void> block(Tree block, Scope scope) {
    for (Tree statement : block.trees()) {
      if (!doNow(statement, scope)) {
        await(doLater(statement, scope));
      }
    }
    return Coroutine.done();
  }

  /** The statements that start tasks; the others that never wait are in {@link Machine}. */
  @Override
  boolean doNow(Tree s, Scope scope) {
    switch (s.name()) {
      case "spawn" -> keep(s.number(1), createTask(task(s, scope.group)));
      case "eager" -> keep(s.number(1), Task.startEagerly(task(s, scope.group)));
      case "gspawn" -> {
        if (scope.group != null) {
          keep(s.number(1), scope.group.createTask(task(s, scope.group)));
        }
      }
      default -> {
        return super.doNow(s, scope);
      }
    }
    return true;
  }

  @Override
  Coroutine<Integer> task(Tree spawn, TaskGroup group) {
    return body("t" + spawn.number(1), spawn.tree(3), spawn.number(2), group);
  }

  private Coroutine<Void> doLater(Tree s, Scope scope) {
    return switch (s.name()) {
      case "sleep" -> sleep(ms(s.number(1)));
      case "await" -> doAwait(s, scope);
      case "try" -> doTry(s, scope);
      case "loop" -> doLoop(s, scope);
      case "twice" -> doTwice(s, scope);
      case "gather" -> doGather(s, scope);
      case "wait" -> doWait(s, scope);
      case "ascompleted" -> doAsCompleted(s, scope);
      case "waitfor" -> doWaitFor(s, scope);
      case "timeout" -> doTimeout(s, scope);
      case "shield" -> doShield(s, scope);
      case "group" -> doGroup(s, scope);
      default -> doSync(s, scope);
    };
  }

  @Async
  private Coroutine<Void> doAwait(Tree s, Scope scope) {
    log(scope.name, s.number(1), result(await(awaitable(s.tree(2), scope))));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> doTry(Tree s, Scope scope) {
    try {
      await(block(s.tree(2), scope));
    } catch (Throwable error) {
      if (!catches(s.text(3), error)) {
        throw error;
      }
      log(scope.name, s.number(1), "catches", shown(error));
      Throwable outer = scope.caught;
      scope.caught = error;
      await(block(s.tree(4), scope));
      scope.caught = outer;
    } finally {
      await(block(s.tree(5), scope));
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> doLoop(Tree s, Scope scope) {
    for (int i = s.number(1); i > 0; i--) {
      await(block(s.tree(2), scope));
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> doTwice(Tree s, Scope scope) {
    Coroutine<Integer> body = body("co" + s.number(1), s.tree(3), s.number(1), scope.group);
    await(body);
    await(s.number(2) == 1 ? createTask(body) : body);
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> doGather(Tree s, Scope scope) {
    List<Object> words = new ArrayList<>(List.of(scope.name, s.number(1), "gathered"));
    Object results = await(gathered(s.number(2), s.tree(3), scope));
    ((List<?>) results).forEach(each -> words.add(result(each)));
    log(words.toArray());
    return Coroutine.done();
  }

  private Set<Task<Integer>> known(Tree slots) {
    Set<Task<Integer>> known = new LinkedHashSet<>();
    for (int slot : slots.numbers()) {
      if (tasks.containsKey(slot)) {
        known.add(tasks.get(slot));
      }
    }
    return known;
  }

  @Async
  private Coroutine<Void> doWait(Tree s, Scope scope) {
    Set<Task<Integer>> some = known(s.tree(4));
    if (some.isEmpty()) {
      return Coroutine.done();
    }
    ReturnWhen mode =
        switch (s.text(2)) {
          case "completed" -> ReturnWhen.FIRST_COMPLETED;
          case "exception" -> ReturnWhen.FIRST_EXCEPTION;
          default -> ReturnWhen.ALL_COMPLETED;
        };
    Waited<Task<Integer>> waited =
        await(s.number(3) < 0 ? waitTasks(some, mode) : waitTasks(some, mode, ms(s.number(3))));
    List<Object> words = new ArrayList<>(List.of(scope.name, s.number(1), "waited"));
    some.forEach(task -> words.add(waited.done().contains(task)));
    log(words.toArray());
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> doAsCompleted(Tree s, Scope scope) {
    Set<Task<Integer>> some = known(s.tree(3));
    long done = some.stream().filter(Task::isDone).count();
    if (done + s.tree(4).size() > 1) { // among those, an order of chance
      return Coroutine.done();
    }
    List<Awaitable<?>> all = new ArrayList<>(some);
    s.tree(4).trees().forEach(each -> all.add(awaitable(each, scope)));
    for (Coroutine<Object> each :
        s.number(2) < 0 ? asCompleted(all) : asCompleted(all, ms(s.number(2)))) {
      try {
        log(scope.name, s.number(1), "next", result(await(each)));
      } catch (Exception error) {
        log(scope.name, s.number(1), "next", shown(error));
      }
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> doWaitFor(Tree s, Scope scope) {
    Object value = await(waitFor(awaitable(s.tree(3), scope), ms(s.number(2))));
    log(scope.name, s.number(1), result(value));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> doTimeout(Tree s, Scope scope) {
    var outer = scope.timeout;
    try {
      await(
          withTimeout(
              ms(s.number(2)),
              timeout -> {
                scope.timeout = timeout;
                return block(s.tree(3), scope);
              }));
    } finally {
      scope.timeout = outer;
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> doShield(Tree s, Scope scope) {
    log(scope.name, s.number(1), result(await(shield(awaitable(s.tree(2), scope)))));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> doGroup(Tree s, Scope scope) {
    TaskGroup outer = scope.group;
    try {
      await(
          TaskGroup.run(
              group -> {
                scope.group = group;
                return block(s.tree(2), scope);
              }));
    } catch (CancelledError error) {
      throw error;
    } catch (Throwable error) {
      Set<String> leaves = new LinkedHashSet<>();
      leaves(error, leaves);
      List<Object> words = new ArrayList<>(List.of(scope.name, s.number(1)));
      words.addAll(leaves);
      log(words.toArray());
      throw new Err(s.number(1));
    } finally {
      scope.group = outer;
    }
    return Coroutine.done();
  }

  private static void leaves(Throwable error, Set<String> leaves) {
    leaves.add(shown(error));
    for (Throwable suppressed : error.getSuppressed()) {
      leaves(suppressed, leaves);
    }
  }
}
