package io.fermata.agent;

import io.fermata.transform.GeneratedClass;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Defines frame classes in the loader and protection domain of their owner, while the owner is
 * being transformed.
 *
 * <p>Each frame is defined once for each loader. A retransformation, and a redefinition (hot swap)
 * that keeps the layout, find it defined: what was parked goes on in the new body. The lines that
 * the frame tells are then still those of the version that it was defined for. A redefinition may
 * bring a frame of another layout, and a class that is defined cannot be replaced: the new frame
 * then gets a name of its own, which the owner must be made to use. New calls work with the new
 * frame; a call that was parked in a frame of the old layout fails with a {@code
 * ClassCastException} when it goes on. The same is done if a class that is not ours has the name:
 * one that was left on the class path and is loaded already.
 *
 * <p>Defining a frame loads its superclass, which is of the runtime, and no class of the
 * application.
 *
 * <p>Thread: any, in parallel. Two threads that define the same frame do no harm: the second finds
 * it there. No lock is held meanwhile: the loader has locks of its own.
 */
final class FrameDefiner {
  /** How many names are tried. A loader may refuse a class for reasons that no name changes. */
  private static final int MOST_NAMES = 10;

  private final Supplier<MethodHandle> findDefineClass;
  private volatile @Nullable MethodHandle defineClass;
  private final FramesByLoader known = new FramesByLoader();

  /** Finds the method when the first frame is defined: the JVM takes milliseconds to open it. */
  FrameDefiner(Supplier<MethodHandle> findDefineClass) {
    this.findDefineClass = findDefineClass;
  }

  /** Gets at {@link ClassLoader}'s protected method of the name. */
  static MethodHandle findDefineClass(Instrumentation instrumentation) {
    try {
      return MethodHandles.privateLookupIn(
              ClassLoader.class, LookupLoader.lookupOpening("java.lang", instrumentation))
          .findVirtual(
              ClassLoader.class,
              "defineClass",
              MethodType.methodType(
                  Class.class,
                  String.class,
                  byte[].class,
                  int.class,
                  int.class,
                  ProtectionDomain.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM does not let the agent define classes", e);
    }
  }

  /** Whether frames were asked for when this class was loaded, even if they were refused. */
  boolean wasShown(ClassLoader loader, String owner) {
    KnownFrames frames = known.find(loader);
    return frames != null && frames.wasShown(owner);
  }

  /** Whether the agent transformed this class when it was loaded. */
  boolean isOwner(ClassLoader loader, String owner) {
    KnownFrames frames = known.find(loader);
    return frames != null && frames.isOwner(owner);
  }

  /**
   * What became of the frames of a class.
   *
   * @param fresh those that were defined now, by the name that each has
   * @param renamed for each frame that could not keep its name: the old internal name and the one
   *     it has
   */
  record Defined(List<GeneratedClass> fresh, Map<String, String> renamed) {}

  /** Defines what is not defined yet. */
  Defined define(
      ClassLoader loader,
      @Nullable ProtectionDomain domain,
      String owner,
      List<GeneratedClass> frames) {
    KnownFrames ofLoader = known.of(loader);
    ofLoader.addShown(owner);
    List<GeneratedClass> fresh = new ArrayList<>();
    Map<String, String> renamed = new HashMap<>();
    for (GeneratedClass frame : frames) {
      String name = frame.internalName();
      String given = ofLoader.findOrBegin(name, frame.layout());
      if (given == null) {
        try {
          GeneratedClass defined = define(loader, domain, frame, ofLoader);
          given = defined.internalName();
          fresh.add(defined);
        } finally {
          ofLoader.end(name, frame.layout(), given);
        }
      }
      if (!given.equals(name)) {
        renamed.put(name, given);
      }
    }
    ofLoader.addOwner(owner);
    return new Defined(fresh, renamed);
  }

  /** Under the first name that is free. */
  private GeneratedClass define(
      ClassLoader loader,
      @Nullable ProtectionDomain domain,
      GeneratedClass frame,
      KnownFrames ofLoader) {
    String name = frame.internalName();
    for (int attempt = 1; ; attempt++) {
      String given = ofLoader.freeName(name);
      GeneratedClass renamed = given.equals(name) ? frame : FrameRenamer.rename(frame, given);
      try {
        define(loader, domain, renamed);
        return renamed;
      } catch (LinkageError e) {
        // Exactly this class says that the name is taken. Its subclasses mean what they say.
        if (e.getClass() != LinkageError.class || attempt == MOST_NAMES) {
          throw e;
        }
        if (ofLoader.isOfAnotherThread(name, frame.layout())) {
          return renamed;
        }
        ofLoader.take(given);
      }
    }
  }

  private void define(ClassLoader loader, @Nullable ProtectionDomain domain, GeneratedClass frame) {
    MethodHandle method = defineClass;
    if (method == null) {
      method = findDefineClass.get();
      defineClass = method;
    }
    String name = frame.internalName().replace('/', '.');
    byte[] bytes = frame.classFile();
    try {
      Class<?> unused = (Class<?>) method.invokeExact(loader, name, bytes, 0, bytes.length, domain);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
