package io.fermata;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The failures of a loop's tasks and promises that nobody has asked for. Only what fails while
 * nobody waits for it gets an entry; who asks later takes it out.
 *
 * <p>asyncio: "exception was never retrieved".
 *
 * <p>Thread: {@link Entry#retrieved} any; the rest the loop's.
 */
final class UnretrievedFailures {
  private final Set<Entry> entries = Collections.synchronizedSet(new LinkedHashSet<>());
  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();

  /**
   * @param future the task or promise
   * @param mayBeAskedFor whether another thread may still come for it when the loop is closed
   */
  Entry add(Object future, Throwable failure, boolean mayBeAskedFor) {
    String name = future instanceof Task<?> task ? task.name() : "a promise";
    Entry entry = new Entry(this, future, name, failure, mayBeAskedFor);
    entries.add(entry);
    return entry;
  }

  void reportCollected(Failures failures) {
    for (Reference<?> next; (next = collected.poll()) != null; ) {
      if (next instanceof Entry entry && entries.remove(entry)) {
        entry.report(failures);
      }
    }
  }

  /** The loop is closed: nobody of it will come. */
  void reportAll(Failures failures) {
    for (Entry entry : entries.toArray(new Entry[0])) {
      if (!entry.mayBeAskedFor && entries.remove(entry)) {
        entry.report(failures);
      }
    }
  }

  /** One failure; held by the future in place of those who waited for it. */
  static final class Entry extends WeakReference<Object> {
    private final UnretrievedFailures all;
    private final String name;
    private final Throwable failure;
    private final boolean mayBeAskedFor;

    Entry(
        UnretrievedFailures all,
        Object future,
        String name,
        Throwable failure,
        boolean mayBeAskedFor) {
      super(future, all.collected);
      this.all = all;
      this.name = name;
      this.failure = failure;
      this.mayBeAskedFor = mayBeAskedFor;
    }

    void retrieved() {
      clear();
      all.entries.remove(this);
    }

    /** What a future's waiters are; asks only if that is an entry. */
    static void retrieved(@Nullable Object waiters) {
      if (waiters instanceof Entry entry) {
        entry.retrieved();
      }
    }

    private void report(Failures failures) {
      failures.report("Exception of " + name + " was never retrieved", failure);
    }
  }
}
