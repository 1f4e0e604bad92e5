package io.fermata.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An ordinary loader for one run: defines the classes of a {@link Weaving} itself, their frames
 * first as the agent does, and leaves all others to its parent. The JVM verifies what it defines.
 */
public final class CaseLoader extends ClassLoader {
  private final Weaving weaving;
  private final List<Class<?>> defined = new ArrayList<>();

  CaseLoader(Weaving weaving) {
    super(CaseLoader.class.getClassLoader());
    this.weaving = weaving;
    setDefaultAssertionStatus(true);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      if (known != null) {
        return known;
      }
      byte[] bytes = weaving.bytes(name);
      if (bytes == null) {
        return super.loadClass(name, resolve);
      }
      for (Map.Entry<String, byte[]> frame : weaving.frames(name).entrySet()) {
        define(frame.getKey(), frame.getValue());
      }
      return define(name, bytes);
    }
  }

  private Class<?> define(String name, byte[] bytes) {
    Class<?> type = defineClass(name, bytes, 0, bytes.length);
    defined.add(type);
    return type;
  }

  /**
   * Loads the class, links it and its frames (this is when the JVM's verifier speaks), and
   * initialises nothing.
   */
  public Class<?> link(String name) throws ClassNotFoundException {
    Class<?> type = loadClass(name);
    for (Class<?> each : List.copyOf(defined)) {
      // Reflection on the methods of a class has it linked.
      if (each.getDeclaredMethods() == null) {
        throw new AssertionError(each);
      }
    }
    return type;
  }
}
