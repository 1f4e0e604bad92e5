package io.fermata;

import io.fermata.frame.Driver;
import io.fermata.frame.WaitFrame;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code asCompleted}: hands out as many coroutines as there are awaitables; each results in the
 * next that is done.
 */
final class AsCompleted<T extends @Nullable Object> implements Iterator<Coroutine<T>> {
  private final Set<Completion> pending = new LinkedHashSet<>();

  /** What is done and was not yet taken. */
  private final Deque<Completion> done = new ArrayDeque<>();

  private final Deque<Next<T>> waiting = new ArrayDeque<>();
  private final @Nullable Handle timer;
  private boolean expired;
  private int left;

  AsCompleted(
      EventLoop loop, Collection<? extends Awaitable<?>> awaitables, @Nullable Duration limit) {
    for (Awaitable<?> awaitable : new LinkedHashSet<>(awaitables)) {
      pending.add(Completion.of(loop, Objects.requireNonNull(awaitable, "awaitable")));
    }
    left = pending.size();
    for (Completion one : pending) {
      one.addWaiter((Runnable) () -> completed(one));
    }
    timer = left > 0 && limit != null ? loop.laterUncarried(limit, this::expire) : null;
  }

  @Override
  public boolean hasNext() {
    return left > 0;
  }

  @Override
  public Coroutine<T> next() {
    if (left == 0) {
      throw new NoSuchElementException("all were handed out");
    }
    left--;
    return new Next<>(this);
  }

  private void completed(Completion one) {
    if (expired) {
      return;
    }
    pending.remove(one);
    done.add(one);
    if (pending.isEmpty() && timer != null) {
      timer.cancel();
    }
    wakeOne();
  }

  private void expire() {
    expired = true;
    for (int i = pending.size(); i > 0; i--) {
      wakeOne();
    }
    pending.clear();
  }

  private void wakeOne() {
    for (Next<T> next; (next = waiting.poll()) != null; ) {
      if (!next.isOver()) {
        next.wakeUp();
        return;
      }
    }
  }

  static final class Next<T extends @Nullable Object> extends WaitFrame<T> {
    private final AsCompleted<T> all;
    private @Nullable Driver driver;

    Next(AsCompleted<T> all) {
      this.all = all;
    }

    Iterable<Completion> pending() {
      return all.pending;
    }

    @Override
    protected Object waitsFor() {
      return "the next of " + all.pending.size();
    }

    void wakeUp() {
      wake(Objects.requireNonNull(driver));
    }

    @Override
    protected @Nullable Object start(Driver running) throws Throwable {
      Completion first = all.done.poll();
      if (first != null) {
        Throwable failure = first.failure();
        if (failure != null) {
          throw failure;
        }
        return first.value();
      }
      if (all.expired) {
        throw new TimedOutException("timed out", null);
      }
      driver = running;
      return waitHere(running, 0);
    }

    @Override
    protected void waitBegan() {
      all.waiting.add(this);
    }

    @Override
    protected void waitAbandoned() {}

    @Override
    protected @Nullable Object resume(Driver running, @Nullable Object value) throws Throwable {
      try {
        running.resumed(value);
      } catch (Throwable t) {
        all.waiting.remove(this);
        if (isWoken() && (all.expired || !all.done.isEmpty())) {
          all.wakeOne();
        }
        throw t;
      }
      return start(running);
    }

    @Override
    protected String source() {
      return "io.fermata.Fermata\nasCompleted\nFermata.java\n-1";
    }
  }
}
