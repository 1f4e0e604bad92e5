package io.fermata;

import java.util.List;
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
      throw Throwing.unchecked(failure);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes", "NullAway"}) // each gets what it captured
  private void restore(int i, @Nullable Object state) {
    ((Carrier) all[i]).restore(state);
  }
}
