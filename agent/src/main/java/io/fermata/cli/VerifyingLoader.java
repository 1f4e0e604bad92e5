package io.fermata.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Has the JVM verify classes without running any of their code.
 *
 * <p>A class is defined from the bytes that are given for it, else from the class path, else it is
 * the JDK's. It sees nothing of the program that runs it.
 */
final class VerifyingLoader extends ClassLoader {
  private final Map<String, byte[]> classFiles;
  private final ClassPath classPath;

  /**
   * @param classFiles by internal name
   */
  VerifyingLoader(Map<String, byte[]> classFiles, ClassPath classPath) {
    super(ClassLoader.getPlatformClassLoader());
    this.classFiles = classFiles;
    this.classPath = classPath;
  }

  /**
   * Loads and verifies a class.
   *
   * @return what the JVM has against it, or null if it is fine; a {@link NoClassDefFoundError} if
   *     something that is needed for an answer is missing
   */
  @Nullable LinkageError verify(String internalName) {
    Class<?> loaded;
    try {
      loaded = Class.forName(internalName.replace('/', '.'), false, this);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(internalName, e);
    } catch (LinkageError e) {
      return e;
    }
    // HotSpot verifies a class before it tells its members, and initialises it later. The first
    // answer will do: what else is missing, is so among the types of the members. Of interfaces the
    // JDK knows without the JVM that they have no constructors.
    List<Supplier<Object[]>> members = new ArrayList<>();
    if (!loaded.isInterface()) {
      members.add(loaded::getDeclaredConstructors);
    }
    members.add(loaded::getDeclaredMethods);
    members.add(loaded::getDeclaredFields);
    LinkageError wrong = null;
    for (Supplier<Object[]> each : members) {
      wrong = ask(each);
      if (!(wrong instanceof NoClassDefFoundError)) {
        return wrong;
      }
    }
    return wrong;
  }

  private static @Nullable LinkageError ask(Supplier<Object[]> members) {
    try {
      return members.get() == null ? new LinkageError() : null;
    } catch (LinkageError e) {
      return e;
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      byte[] classFile = find(name.replace('.', '/'));
      return classFile == null
          ? super.loadClass(name, resolve)
          : defineClass(name, classFile, 0, classFile.length);
    }
  }

  private byte @Nullable [] find(String internalName) {
    if (internalName.startsWith("java/")) {
      return null; // no other loader may define it
    }
    byte[] known = classFiles.get(internalName);
    try {
      return known != null ? known : classPath.find(internalName);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
