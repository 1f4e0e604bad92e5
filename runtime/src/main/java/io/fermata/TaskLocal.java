package io.fermata;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A variable of which every task has its own value. A task starts with the values that its creator
 * had at that moment; what either sets later, the other does not see.
 *
 * <p>Awaiting a coroutine shares the values, since it runs in the same task. Callbacks ({@code
 * callSoon}, {@code callLater}, {@code onDone}, {@code execute}) see the values of the moment when
 * they were registered, and what they set is gone with them. {@code toThread} takes the values
 * along. On a thread that runs no task the values are the thread's; {@link EventLoop#run} starts
 * from them, and a later run of the same loop goes on with what the one before has set.
 *
 * <p>To carry along what is not kept in a {@code TaskLocal}, see {@link Carrier}.
 *
 * <p>Thread: any.
 *
 * <p>asyncio: {@code ContextVar}.
 *
 * @param <T> the type of the value
 */
public final class TaskLocal<T extends @Nullable Object> {
  private final Supplier<? extends T> initial;

  private TaskLocal(Supplier<? extends T> initial) {
    this.initial = Objects.requireNonNull(initial, "initial");
  }

  /** A variable whose value, where none was set, is what {@code initial} returns then. */
  public static <T extends @Nullable Object> TaskLocal<T> withInitial(
      Supplier<? extends T> initial) {
    TaskLocalValues.used = true;
    return new TaskLocal<>(initial);
  }

  /** The running task's value. */
  @SuppressWarnings({"unchecked", "NullAway"}) // what was set is a T
  public T get() {
    TaskLocalValues locals = TaskLocalValues.current();
    int at = locals == null ? -1 : locals.find(this);
    if (locals != null && at >= 0) {
      return (T) locals.value(at);
    }
    T value = initial.get();
    set(value);
    return value;
  }

  /** Gives the running task another value. */
  public void set(T value) {
    TaskLocalValues.setCurrent(TaskLocalValues.with(TaskLocalValues.current(), this, value));
  }
}
