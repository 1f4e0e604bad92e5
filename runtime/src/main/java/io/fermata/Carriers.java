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

  @SuppressWarnings({"unchecked", "rawtypes", "NullAway"}) // each gets what it captured
  void restore(@Nullable Object[] state) {
    for (int i = 0; i < all.length; i++) {
      ((Carrier) all[i]).restore(state[i]);
    }
  }
}
