package io.fermata.agent;

import io.fermata.transform.GeneratedClass;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.CRC32;
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
 * ClassCastException} when it goes on.
 *
 * <p>Defining a frame loads its superclass, which is of the runtime, and no class of the
 * application.
 *
 * <p>Thread: any, in parallel. Two threads that define the same frame do no harm: the second finds
 * it there.
 */
final class FrameDefiner {
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
              ClassLoader.class, Annex.lookupOpening("java.lang", instrumentation))
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

  /** Whether the agent transformed this class when it was loaded. */
  boolean isOwner(ClassLoader loader, String owner) {
    KnownFrames frames = known.find(loader);
    return frames != null && frames.isOwner(owner);
  }

  /**
   * Defines what is not defined yet.
   *
   * @return for each frame that could not keep its name: the old internal name and the one it has
   */
  Map<String, String> define(
      ClassLoader loader,
      @Nullable ProtectionDomain domain,
      String owner,
      List<GeneratedClass> frames) {
    KnownFrames defined = known.of(loader);
    Map<String, String> renamed = new HashMap<>();
    for (GeneratedClass frame : frames) {
      String name = frame.internalName();
      long print = fingerprint(frame.layout());
      String given = defined.find(name, print);
      if (given == null) {
        given = defined.freeName(name);
        byte[] classFile = frame.classFile();
        if (!given.equals(name)) {
          classFile = FrameRenamer.rename(classFile, Map.of(name, given));
        }
        define(loader, domain, given, classFile);
        defined.add(name, print, given);
      }
      if (!given.equals(name)) {
        renamed.put(name, given);
      }
    }
    defined.addOwner(owner);
    return renamed;
  }

  private void define(
      ClassLoader loader, @Nullable ProtectionDomain domain, String internalName, byte[] bytes) {
    MethodHandle method = defineClass;
    if (method == null) {
      method = findDefineClass.get();
      defineClass = method;
    }
    try {
      Class<?> unused =
          (Class<?>)
              method.invokeExact(
                  loader, internalName.replace('/', '.'), bytes, 0, bytes.length, domain);
    } catch (LinkageError e) {
      // Exactly this class says that the name is taken: another thread was first. Its subclasses
      // mean what they say.
      if (e.getClass() != LinkageError.class) {
        throw e;
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static long fingerprint(String layout) {
    byte[] text = layout.getBytes(StandardCharsets.UTF_8);
    CRC32 sum = new CRC32();
    sum.update(text);
    return ((long) text.length << 32) | sum.getValue();
  }
}
