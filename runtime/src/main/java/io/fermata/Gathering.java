package io.fermata;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The promise of the results of several awaitables, in their order. The same awaitable given twice
 * runs once and counts twice.
 *
 * <p>Cancelling it cancels those that are not done; it ends itself only when they do.
 *
 * @param <R> a result, or an outcome
 */
final class Gathering<R extends @Nullable Object> extends Promise<List<R>> {
  /** Whether failures are results too. */
  private final boolean settled;

  /** One for each argument; an awaitable that was given twice is in twice. */
  private final List<Completion> children;

  private int left;
  private @Nullable String cancelMessage;
  private boolean cancelRequested;

  private Gathering(
      EventLoop loop, Collection<? extends Awaitable<?>> awaitables, boolean settled) {
    super(loop);
    this.settled = settled;
    this.children = new ArrayList<>(awaitables.size());
    IdentityHashMap<Awaitable<?>, Completion> distinct = new IdentityHashMap<>();
    List<Completion> done = new ArrayList<>();
    for (Awaitable<?> awaitable : awaitables) {
      Objects.requireNonNull(awaitable, "awaitable");
      Completion child = distinct.get(awaitable);
      if (child == null) {
        child = Completion.of(loop, awaitable);
        distinct.put(awaitable, child);
        watch(child, done);
      }
      children.add(child);
    }
    left = distinct.size();
    if (left == 0) {
      complete(List.of());
    }
    done.forEach(this::childDone);
  }

  private void watch(Completion child, List<Completion> done) {
    if (child.isDone()) {
      done.add(child);
    } else {
      child.addWaiter((Runnable) () -> childDone(child));
    }
  }

  /** The first failure ends it and the others go on. */
  static <R extends @Nullable Object> Gathering<R> results(
      EventLoop loop, Collection<? extends Awaitable<?>> awaitables) {
    return new Gathering<>(loop, awaitables, false);
  }

  /** It ends when all have, with the outcome of each. */
  static <R> Gathering<Outcome<R>> settled(
      EventLoop loop, Collection<? extends Awaitable<?>> awaitables) {
    return new Gathering<>(loop, awaitables, true);
  }

  private void childDone(Completion child) {
    left--;
    Throwable failure = child.failure(); // retrieved with that, even if the gathering is over
    if (isDone()) {
      return;
    }
    if (failure != null && !settled) {
      failAs(child, failure);
    } else if (left == 0) {
      if (cancelRequested) {
        fail(new CancelledError(cancelMessage));
      } else {
        complete(collect());
      }
    }
  }

  @SuppressWarnings("unchecked") // an outcome if settled, else a result
  private List<R> collect() {
    @Nullable Object[] results = new Object[children.size()];
    for (int i = 0; i < results.length; i++) {
      Completion child = children.get(i);
      Throwable failure = child.failure();
      Object value = failure == null ? child.value() : null;
      results[i] = settled ? new Outcome<>(value, failure) : value;
    }
    return (List<R>) Collections.unmodifiableList(Arrays.asList(results));
  }

  List<Completion> children() {
    return children;
  }

  @Override
  public String toString() {
    return isDone() ? super.toString() : "gather [" + left + " of " + children.size() + " left]";
  }

  @Override
  boolean cancel(@Nullable String message) {
    return CancelWalk.cancelAll(this, message);
  }

  /** Some of the children were cancelled: it ends with that when all are done. */
  void cancelRequested(@Nullable String message) {
    cancelRequested = true;
    cancelMessage = message;
  }

  /** Cancels it without its children. */
  void end(@Nullable String message) {
    super.cancel(message);
  }
}
