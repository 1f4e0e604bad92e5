package io.fermata.campaign;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Defines classes from bytes and has the JVM verify them without running any of their code. What it
 * has no bytes for comes from the JDK or is Fermata's runtime.
 */
public final class LinkingLoader extends ClassLoader {
  private final Function<String, byte @Nullable []> classFiles;

  /**
   * @param classFiles by internal name; null for a class that this loader does not define
   */
  LinkingLoader(Function<String, byte @Nullable []> classFiles) {
    super(new RuntimeOnly());
    this.classFiles = classFiles;
  }

  public LinkingLoader(Map<String, byte[]> classFiles) {
    this(classFiles::get);
  }

  /**
   * Loads, verifies and links a class. Its static initialiser does not run.
   *
   * @return what the JVM refused it with, or null if it is fine
   */
  public @Nullable Throwable link(String internalName) {
    try {
      // HotSpot links a class before it tells its members; resolveClass does nothing. Of interfaces
      // the JDK knows without the JVM that they have no constructors.
      Class<?> loaded = Class.forName(internalName.replace('/', '.'), false, this);
      Object[] members =
          loaded.isInterface() ? loaded.getDeclaredFields() : loaded.getDeclaredConstructors();
      return members == null ? new AssertionError(internalName) : null;
    } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
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
      byte[] classFile = classFiles.apply(name.replace('.', '/'));
      return classFile == null
          ? super.loadClass(name, resolve)
          : defineClass(name, classFile, 0, classFile.length);
    }
  }

  /** Hides what else is on the test's class path. */
  private static final class RuntimeOnly extends ClassLoader {
    RuntimeOnly() {
      super(ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith("io.fermata.")) {
        return LinkingLoader.class.getClassLoader().loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }
}
