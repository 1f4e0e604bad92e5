package io.fermata;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The carriers of a loop, as one. A state is an array with an element for each.
 *
 * <p>Thread: any.
 */
final class Carriers {
  private final Carrier<?>[] all;

  Carriers(List<Carrier<?>> all) {
    this.all = all.toArray(new Carrier<?>[0]);
  }

  @Nullable Object[] capture() {
    @Nullable Object[] state = new Object[all.length];
    for (int i = 0; i < all.length; i++) {
      state[i] = all[i].capture();
    }
    return state;
  }

  /**
   * Restores all, also if one fails: nothing of what was there before may stay.
   *
   * @throws RuntimeException or Error: the first failure, with the others as suppressed
   */
  void restore(@Nullable Object[] state) {
    Throwable failure = null;
    for (int i = 0; i < all.length; i++) {
      try {
        restore(i, state[i]);
      } catch (Throwable t) {
        if (failure == null) {
          failure = t;
        } else if (failure != t) {
          failure.addSuppressed(t);
        }
      }
    }
    if (failure != null) {
      throw Throwables.unchecked(failure);
    }
  }

  /**
   * Keeps the state for a task whose step is over, and restores what was there before. What a
   * carrier fails with is reported; if it is fatal, it is returned.
   */
  @Nullable Throwable takeBack(Task<?> task, @Nullable Object[] outside) {
    try {
      try {
        task.rareState().carried = capture();
      } finally {
        restore(outside);
      }
    } catch (Throwable t) {
      if (Throwables.isFatal(t)) {
        return t;
      }
      Objects.requireNonNull(task.loop).failures.report("Exception in a carrier", t);
    }
    return null;
  }

  @SuppressWarnings({"unchecked", "rawtypes", "NullAway"}) // each gets what it captured
  private void restore(int i, @Nullable Object state) {
    ((Carrier) all[i]).restore(state);
  }
}
