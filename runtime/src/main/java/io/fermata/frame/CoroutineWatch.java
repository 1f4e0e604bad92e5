package io.fermata.frame;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers where the coroutines of a loop in debug mode were made, until they are used; one that
 * is collected before that was never awaited.
 *
 * <p>While no watch is open, a coroutine costs one look at {@link #on} when it is made. A frame
 * that is watched is in a state of its own, so that the begin of all others asks nothing.
 *
 * <p>Thread: {@link #created} and {@link #used} any; the rest the loop's.
 */
public final class CoroutineWatch {
  /** As many as asyncio keeps. */
  private static final int PLACES = 10;

  /** The classes whose constructors and factories stand between a coroutine and its method. */
  private static final List<String> MAKERS =
      List.of(
          CoroutineWatch.class.getName(),
          Frame.class.getName(),
          "io.fermata.Sleep",
          "io.fermata.DeferredAwait");

  /** A coroutine by identity, and its entry. */
  private static final Map<Entry, Entry> UNUSED = new ConcurrentHashMap<>();

  /** To report in order. */
  private static final AtomicLong CREATED = new AtomicLong();

  /** Whether any watch is open. Plain: who learns of it late misses what nobody watches for. */
  static boolean on;

  /** Those that are open. One that was forgotten with its loop is not kept by this. */
  private static final Set<Opened> OPEN = new HashSet<>();

  private static final ReferenceQueue<CoroutineWatch> FORGOTTEN = new ReferenceQueue<>();

  private static @Nullable Supplier<@Nullable CoroutineWatch> here;

  private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
  private final Opened opened = new Opened(this);

  private CoroutineWatch() {}

  /**
   * Opens one.
   *
   * @param ofThisThread finds the watch of the loop that runs on a thread; always the same
   */
  public static CoroutineWatch open(Supplier<@Nullable CoroutineWatch> ofThisThread) {
    CoroutineWatch watch = new CoroutineWatch();
    synchronized (OPEN) {
      here = ofThisThread;
      OPEN.add(watch.opened);
      on = true;
    }
    return watch;
  }

  /** Whether any watch is open: if not, the other methods need not be called. */
  public static boolean isOn() {
    if (on) {
      endForgotten();
    }
    return on;
  }

  private static void endForgotten() {
    for (Reference<?> next; (next = FORGOTTEN.poll()) != null; ) {
      Opened forgotten = (Opened) next;
      forgotten.end();
      UNUSED.keySet().removeIf(entry -> entry.collected == forgotten.collected);
    }
  }

  /** A coroutine was made; returns whether somebody watches it. */
  public static boolean created(Object coroutine) {
    endForgotten();
    Supplier<@Nullable CoroutineWatch> finder = here;
    CoroutineWatch watch = finder == null ? null : finder.get();
    if (watch == null) {
      return false;
    }
    Entry entry = new Entry(coroutine, watch.collected, places());
    UNUSED.put(entry, entry);
    return true;
  }

  /** A coroutine is awaited, or was made a task. */
  public static void used(Object coroutine) {
    Entry entry = UNUSED.remove(new Entry(coroutine, null, new StackTraceElement[0]));
    if (entry != null) {
      entry.clear();
    }
  }

  /** The next coroutine that was collected and never used, or null. */
  public @Nullable Unused poll() {
    for (Reference<?> next; (next = collected.poll()) != null; ) {
      Entry entry = UNUSED.remove(next);
      if (entry != null) {
        return entry.unused();
      }
    }
    return null;
  }

  /** Ends the watch. Returns the coroutines that were not used by now. */
  public List<Unused> close() {
    opened.end();
    List<Unused> left = new ArrayList<>();
    UNUSED.keySet().stream()
        .filter(entry -> entry.collected == collected)
        .sorted(Comparator.comparingLong(entry -> entry.number))
        .filter(entry -> UNUSED.remove(entry) != null)
        .forEach(entry -> left.add(entry.unused()));
    return left;
  }

  private static StackTraceElement[] places() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .dropWhile(
                        frame ->
                            frame.getMethodName().equals("<init>")
                                || MAKERS.contains(frame.getClassName()))
                    .limit(PLACES + 1)
                    .map(frame -> AsyncTrace.named(frame.toStackTraceElement()))
                    .toArray(StackTraceElement[]::new));
  }

  /**
   * A coroutine that was made and not used.
   *
   * @param coroutine class and method, as {@code Prices.callApi}
   * @param createdAt who called that method, innermost first
   */
  public record Unused(String coroutine, List<StackTraceElement> createdAt) {}

  private static final class Opened extends WeakReference<CoroutineWatch> {
    private final ReferenceQueue<Object> collected;

    Opened(CoroutineWatch watch) {
      super(watch, FORGOTTEN);
      this.collected = watch.collected;
    }

    void end() {
      synchronized (OPEN) {
        OPEN.remove(this);
        on = !OPEN.isEmpty();
      }
    }
  }

  private static final class Entry extends WeakReference<Object> {
    private final int hash;
    private final long number = CREATED.getAndIncrement();

    /** Its watch's; not the watch itself, which goes with its loop. */
    private final @Nullable ReferenceQueue<Object> collected;

    /** The coroutine's method, and who called it. */
    private final StackTraceElement[] places;

    Entry(
        Object coroutine, @Nullable ReferenceQueue<Object> collected, StackTraceElement[] places) {
      super(coroutine, collected);
      this.hash = System.identityHashCode(coroutine);
      this.collected = collected;
      this.places = places;
    }

    Unused unused() {
      StackTraceElement method = places[0];
      return new Unused(
          method.getClassName() + "." + method.getMethodName(),
          List.of(places).subList(1, places.length));
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      Object coroutine = get();
      return coroutine != null
          && other instanceof Entry entry
          && entry.hash == hash
          && entry.get() == coroutine;
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
