package io.fermata;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What a new loop is to be like; made by {@link EventLoop#builder}. */
public final class EventLoopBuilder {
  private static final AtomicInteger BUILT = new AtomicInteger();

  String name = "loop-" + BUILT.incrementAndGet();
  boolean virtualTime;
  @Nullable Executor executor;
  final List<Carrier<?>> carriers = new ArrayList<>();
  BiConsumer<? super String, ? super Throwable> exceptionHandler = Failures::log;

  EventLoopBuilder() {}

  /** The name it has in messages. */
  public EventLoopBuilder name(String name) {
    this.name = Objects.requireNonNull(name, "name");
    return this;
  }

  /**
   * Time stands still while anything is ready or any work of {@code toThread} is pending, and then
   * jumps to the next timer: a program that sleeps ends at once and measures what it would have
   * taken. Timers of one deadline are due together if they were started at the same time; one that
   * was started later comes later, as in real time, where a loop wakes a little late. For tests.
   */
  public EventLoopBuilder virtualTime() {
    this.virtualTime = true;
    return this;
  }

  /**
   * Where {@code toThread} runs its work, instead of threads of the loop's own. Closing the loop
   * does not shut it down.
   */
  public EventLoopBuilder executor(Executor executor) {
    this.executor = Objects.requireNonNull(executor, "executor");
    return this;
  }

  /**
   * Gets what callbacks threw and what tasks threw that nobody can await any more, with a sentence
   * that says where. The default logs through {@link System.Logger} {@code io.fermata}.
   */
  public EventLoopBuilder exceptionHandler(
      BiConsumer<? super String, ? super Throwable> exceptionHandler) {
    this.exceptionHandler = Objects.requireNonNull(exceptionHandler, "exceptionHandler");
    return this;
  }

  /** Carries thread-bound state along with the loop's tasks. May be called several times. */
  public EventLoopBuilder carry(Carrier<?> carrier) {
    carriers.add(Objects.requireNonNull(carrier, "carrier"));
    return this;
  }

  /** The loop; it does not run yet. */
  public EventLoop build() {
    return new EventLoop(this);
  }
}
