package io.fermata.sync;

import io.fermata.frame.WaitFrame;
import org.jspecify.annotations.Nullable;

/** A call that may wait in a {@link WaitList}. The call itself is the list's node. */
abstract class Waiter<T extends @Nullable Object> extends WaitFrame<T> {
  @Nullable Waiter<?> previous;
  @Nullable Waiter<?> next;

  /** A cold call. */
  Waiter() {}

  /** One that waits for a call; see {@link WaitFrame}. */
  Waiter(int state) {
    super(state);
  }

  /** Where it waits. */
  abstract WaitList list();

  @Override
  protected void waitBegan() {
    list().add(this);
  }

  @Override
  protected final Object waitsFor() {
    return list().owner(this);
  }

  @Override
  protected final void waitAbandoned() {
    list().abandoned();
  }

  /** The source of a call of the runtime's own, which has no lines to show. */
  static String source(Class<?> owner, String method) {
    return owner.getName() + "\n" + method + "\n" + owner.getSimpleName() + ".java\n-1\n-1";
  }
}
