package io.fermata;

import io.fermata.frame.CoroutineWatch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that end together: the group is left only when all of them are done, and when one fails,
 * the others are cancelled.
 *
 * <pre>{@code
 * await(TaskGroup.run(group -> {
 *   Task<User> user = group.createTask(loadUser(id));
 *   Task<List<Order>> orders = group.createTask(loadOrders(id));
 *   return Coroutine.of(new Page(await(user), await(orders)));
 * }))
 * }</pre>
 *
 * <p>Thread: the loop's.
 *
 * <p>asyncio: {@code TaskGroup}, but for how failures are thrown, see {@link #run}.
 */
public final class TaskGroup {
  /** The code that creates the tasks; may be an async lambda. */
  @FunctionalInterface
  public interface Body<T extends @Nullable Object> {
    /** Returns what the group awaits before it waits for its tasks. */
    Coroutine<T> run(TaskGroup group) throws Exception;
  }

  final EventLoop loop;

  /** The task that runs the body. */
  final Task<?> parent;

  private final Set<Task<?>> unfinished = new LinkedHashSet<>();

  /** In the order in which they happened; the body's is the last, unless it was the first. */
  private final List<Throwable> failures = new ArrayList<>();

  /** The first was made elsewhere, such as a constant, and is thrown again by others. */
  private boolean firstIsShared;

  /** The body's, if a task had failed before: it comes last, even if tasks fail after it. */
  private @Nullable Throwable bodyFailure;

  /** A failure that shall not wait for anything; see {@link Throwables#isFatal}. */
  private @Nullable Throwable fatal;

  /** A cancellation of the parent that is to be passed on. */
  private @Nullable Throwable cancelled;

  /** What the parent awaits while it waits for the tasks. */
  private @Nullable Promise<Boolean> allDone;

  private boolean bodyLeft;
  private boolean aborting;

  /** The group itself has cancelled the parent, and has to take that back. */
  private boolean parentCancelled;

  TaskGroup(EventLoop loop, Task<?> parent) {
    this.loop = loop;
    this.parent = parent;
  }

  /**
   * Runs a body with a new group, and waits for all tasks of the group, also those that its tasks
   * create in it.
   *
   * <p>If a task fails, the body (at its present await) and the other tasks are cancelled; when all
   * have ended the first failure is thrown as it is, with those that followed as its suppressed
   * exceptions; if the first was not made by who failed, as a constant, those go to the exception
   * handler instead. A body that fails counts the same; if it was not the first, it is the last of
   * them. A task that is cancelled has not failed: the group goes on.
   *
   * <p>Cancellation: cancels the tasks, waits until they have ended, and throws {@link
   * CancelledError}; if one of them failed, that failure, and the next await gets the cancellation.
   *
   * @return the body's result
   */
  public static <T extends @Nullable Object> Coroutine<T> run(Body<T> body) {
    return new TaskGroupScope<>(Objects.requireNonNull(body, "body"));
  }

  /**
   * As {@link Fermata#createTask(Coroutine)}, in this group.
   *
   * @throws IllegalStateException if the group has ended, or its tasks are being cancelled
   */
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine) {
    return add(coroutine, null);
  }

  /**
   * As {@link Fermata#createTask(Coroutine, String)}, in this group.
   *
   * @throws IllegalStateException if the group has ended, or its tasks are being cancelled
   */
  public <T extends @Nullable Object> Task<T> createTask(Coroutine<T> coroutine, String name) {
    return add(coroutine, Objects.requireNonNull(name, "name"));
  }

  private <T extends @Nullable Object> Task<T> add(Coroutine<T> coroutine, @Nullable String name) {
    loop.requireThread();
    if (aborting || (bodyLeft && unfinished.isEmpty())) {
      if (CoroutineWatch.isOn()) {
        CoroutineWatch.used(coroutine); // refused is not forgotten
      }
      throw new IllegalStateException(
          aborting ? "this task group is being cancelled" : "this task group has ended");
    }
    Task<T> task = TaskStarter.start(loop, coroutine, name);
    unfinished.add(task);
    task.addWaiter((Runnable) () -> taskDone(task));
    return task;
  }

  private void abort() {
    aborting = true;
    for (Task<?> task : List.copyOf(unfinished)) {
      task.cancel();
    }
  }

  private void taskDone(Task<?> task) {
    unfinished.remove(task);
    if (unfinished.isEmpty() && allDone != null && !allDone.isDone()) {
      allDone.complete(true);
    }
    Throwable failure = task.failure();
    if (failure == null || failure instanceof CancelledError) {
      return;
    }
    firstIsShared |= failures.isEmpty() && task.traceStays();
    failed(failure);
    if (parent.isDone()) {
      loop.failures.report("Exception in " + task.name() + ", whose group was left", failure);
    } else if (!aborting && !parentCancelled) {
      abort();
      parentCancelled = true;
      parent.cancel();
    }
  }

  private void failed(Throwable failure) {
    failures.add(failure);
    if (fatal == null && Throwables.isFatal(failure)) {
      fatal = failure;
    }
  }

  List<Task<?>> tasks() {
    return List.copyOf(unfinished);
  }

  // The side of the scope.

  /**
   * The body was left, with a failure or without.
   *
   * @param shared whether the failure was made elsewhere
   */
  void bodyLeft(@Nullable Throwable failure, boolean shared) {
    bodyLeft = true;
    if (failure == null) {
      return;
    }
    if (failure instanceof CancelledError) {
      cancelled = failure;
    } else if (failures.isEmpty() && unfinished.stream().noneMatch(TaskGroup::hasFailed)) {
      firstIsShared = shared;
      failed(failure);
    } else {
      bodyFailure = failure;
    }
    if (!aborting) {
      abort();
    }
  }

  /** A task that is done is among the unfinished until the next turn. */
  private static boolean hasFailed(Task<?> task) {
    Throwable failure = task.isDone() ? task.failure() : null;
    return failure != null && !(failure instanceof CancelledError);
  }

  /** What to await before the group can be left; null if it can. */
  @Nullable Promise<Boolean> unfinished() {
    allDone = unfinished.isEmpty() ? null : loop.createPromise();
    return allDone;
  }

  /** The parent was cancelled while it waited for the tasks. */
  void cancelledMeanwhile(CancelledError error) {
    if (!aborting) {
      cancelled = error;
      abort();
    }
  }

  /** All is over. */
  void leave() throws Throwable {
    if (bodyFailure != null) {
      failed(bodyFailure);
    }
    if (fatal != null) {
      throw fatal;
    }
    if (parentCancelled && parent.uncancel() == 0) {
      cancelled = null;
    }
    if (!failures.isEmpty()) {
      if (parent.cancelling() > 0) {
        parent.uncancel(); // a cancellation from outside, still to be delivered
        parent.cancel();
      }
      throw firstFailure();
    }
    if (cancelled != null) {
      throw cancelled;
    }
  }

  private Throwable firstFailure() {
    Throwable first = failures.get(0);
    Set<Throwable> told = Collections.newSetFromMap(new IdentityHashMap<>());
    told.add(first);
    for (Throwable other : failures) {
      if (told.add(other)) {
        follow(first, other);
      }
    }
    return first;
  }

  /** One that is shared would collect what followed it in all groups that throw it. */
  private void follow(Throwable first, Throwable other) {
    if (firstIsShared) {
      loop.failures.report("Exception in a task group that throws " + WaitText.named(first), other);
    } else {
      first.addSuppressed(other);
    }
  }

  @Override
  public String toString() {
    return "task group ["
        + unfinished.size()
        + (unfinished.size() == 1 ? " task" : " tasks")
        + (aborting ? ", cancelling]" : "]");
  }
}
