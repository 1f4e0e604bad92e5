package io.fermata;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * What a wait comes down to, through gathers and shields, which may be nested: tasks and other
 * stages.
 *
 * <p>Thread: as {@link WaitText}.
 */
final class AwaitedLeaves {
  private AwaitedLeaves() {}

  /**
   * Those that are not done.
   *
   * @param wait what a task is parked on, see {@link Task#awaiting}
   */
  static Set<CompletionStage<?>> of(Object wait) {
    Set<CompletionStage<?>> leaves = new LinkedHashSet<>();
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> open = new ArrayDeque<>(List.of(wait)); // by hand: the nesting may be deep
    for (Object next; (next = open.poll()) != null; ) {
      if (next instanceof Task<?> task) {
        if (!task.isDone()) {
          leaves.add(task);
        }
      } else if (next instanceof LoopStageWait stage) {
        leaves.add(stage.stage);
      } else if (next instanceof StagePromise promise) {
        if (!promise.isDone()) {
          leaves.add(promise.stage);
        }
      } else if (next instanceof TaskWait<?> several) {
        leaves.addAll(several.pending());
      } else if (seen.add(next)) {
        pushParts(next, open);
      }
    }
    return leaves;
  }

  private static void pushParts(Object wait, Deque<Object> open) {
    if (wait instanceof Gathering<?> gathering) {
      pushAll(gathering.children(), open);
    } else if (wait instanceof Shield<?> shield) {
      open.push(shield.inner().awaitable());
    } else if (wait instanceof AsCompleted.Next<?> next) {
      pushAll(next.pending(), open);
    }
  }

  /** In front, in their order. */
  private static void pushAll(Iterable<Completion> parts, Deque<Object> open) {
    Deque<Object> reversed = new ArrayDeque<>();
    parts.forEach(part -> reversed.push(part.awaitable()));
    reversed.forEach(open::push);
  }
}
