package io.fermata.asyncio;

import static io.fermata.Fermata.await;

import io.fermata.Async;
import io.fermata.Coroutine;
import io.fermata.EventLoop;
import java.util.List;

/** The statements of a random program that wait for locks, queues and their kind. */
abstract class Synchronizing extends Machine {

  Synchronizing(EventLoop loop, List<String> lines) {
    super(loop, lines);
  }

  abstract Coroutine<Void> block(Tree block, Scope scope);

  final Coroutine<Void> doSync(Tree s, Scope scope) {
    return switch (s.name()) {
      case "lock" -> doLock(s, scope);
      case "sem" -> doSem(s, scope);
      case "ewait" -> doEventWait(s, scope);
      case "cond" -> doCondition(s, scope);
      case "cwait" -> doConditionWait(s, scope);
      case "cuntil" -> doConditionUntil(s, scope);
      case "bwait" -> doBarrierWait(s, scope);
      case "put" -> doPut(s, scope);
      case "get" -> doGet(s, scope);
      case "join" -> doJoin(s, scope);
      default -> throw new AssertionError(s.name());
    };
  }

  @Async
  private Coroutine<Void> doLock(Tree s, Scope scope) {
    var lock = locks.get(s.number(1));
    await(lock.acquire());
    try {
      log(scope.name, s.number(2), "locks", lock.isLocked());
      await(block(s.tree(3), scope));
    } finally {
      lock.release();
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> doSem(Tree s, Scope scope) {
    var sem = sems.get(s.number(1));
    await(sem.acquire());
    try {
      log(scope.name, s.number(2), "enters", sem.isLocked());
      await(block(s.tree(3), scope));
    } finally {
      sem.release();
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> doEventWait(Tree s, Scope scope) {
    var event = events.get(s.number(1));
    await(event.await());
    log(scope.name, s.number(2), "event", event.isSet());
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> doCondition(Tree s, Scope scope) {
    await(condLock.acquire());
    try {
      log(scope.name, s.number(1), "holds");
      await(block(s.tree(2), scope));
    } finally {
      condLock.release();
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> doConditionWait(Tree s, Scope scope) {
    await(cond.await());
    log(scope.name, s.number(1), "signalled");
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> doConditionUntil(Tree s, Scope scope) {
    await(cond.await(() -> signals % 2 == 1));
    log(scope.name, s.number(1), "holds true");
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> doBarrierWait(Tree s, Scope scope) {
    log(scope.name, s.number(2), "index", await(barriers.get(s.number(1)).await()));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> doPut(Tree s, Scope scope) {
    await(queues.get(s.number(1)).put(s.number(2)));
    log(scope.name, "put", s.number(2));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> doGet(Tree s, Scope scope) {
    log(scope.name, s.number(2), "got", await(queues.get(s.number(1)).get()));
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> doJoin(Tree s, Scope scope) {
    await(queues.get(s.number(1)).join());
    log(scope.name, s.number(2), "joined");
    return Coroutine.done();
  }
}
