package io.fermata.agent;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The known frames of each class loader, for as long as the loader lives.
 *
 * <p>Compares loaders by identity: their {@code equals} and {@code hashCode} may be code of the
 * application, which must not run while a class is transformed.
 *
 * <p>Thread: any.
 */
final class FramesByLoader {
  private final ConcurrentMap<Key, KnownFrames> values = new ConcurrentHashMap<>();
  private final ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();

  @Nullable KnownFrames find(ClassLoader loader) {
    return values.get(new Key(loader, null));
  }

  KnownFrames of(ClassLoader loader) {
    dropGone();
    KnownFrames found = find(loader);
    if (found != null) {
      return found;
    }
    KnownFrames fresh = new KnownFrames();
    KnownFrames other = values.putIfAbsent(new Key(loader, gone), fresh);
    return other == null ? fresh : other;
  }

  /** How many loaders are alive that have a value. */
  int size() {
    dropGone();
    return values.size();
  }

  private void dropGone() {
    for (Reference<?> key = gone.poll(); key != null; key = gone.poll()) {
      values.remove(key);
    }
  }

  /** Found by loader while the loader lives, and by itself afterwards. */
  private static final class Key extends WeakReference<ClassLoader> {
    private final int hash;

    Key(ClassLoader loader, @Nullable ReferenceQueue<ClassLoader> queue) {
      super(loader, queue);
      hash = System.identityHashCode(loader);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) {
        return true;
      }
      ClassLoader loader = get();
      return loader != null && other instanceof Key key && key.refersTo(loader);
    }
  }
}
