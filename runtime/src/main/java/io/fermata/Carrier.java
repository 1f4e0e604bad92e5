package io.fermata;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Carries what code keeps in thread-locals along with tasks: a logging context, a security context,
 * a tracing span. Given to {@link EventLoopBuilder#carry}.
 *
 * <p>Each task of the loop then has its own state. It starts with what the thread that creates it
 * has at that moment. Before a step it is made the thread's, and after the step it is taken back,
 * so that what the task has changed is there at its next step and nowhere else. Callbacks see the
 * state of the moment when they were registered, and {@code toThread} takes it along. Tasks outside
 * any loop carry nothing.
 *
 * <p>Thread: whichever runs the task.
 *
 * @param <S> the state; it must not change after it was captured, so a mutable one is copied
 */
public interface Carrier<S extends @Nullable Object> {

  /** The state of this thread. */
  S capture();

  /** Gives this thread a state that was captured before, here or on another thread. */
  void restore(S state);

  /**
   * For a thread-local whose values are not changed themselves. Where it has none, or null, it is
   * removed.
   */
  @SuppressWarnings("NullAway") // the state may be null
  static <S> Carrier<@Nullable S> of(ThreadLocal<S> local) {
    Objects.requireNonNull(local, "local");
    return new Carrier<>() {
      @Override
      public @Nullable S capture() {
        return local.get();
      }

      @Override
      public void restore(@Nullable S state) {
        if (state == null) {
          local.remove();
        } else {
          local.set(state);
        }
      }
    };
  }
}
