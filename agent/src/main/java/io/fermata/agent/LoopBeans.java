package io.fermata.agent;

import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Finds the runtime in whatever class loaders have it, for {@code dump}: JMX by itself looks on the
 * class path only, and Spring Boot's jars and web applications have loaders of their own.
 */
final class LoopBeans {
  /** The agent's option, which only {@code dump} gives; the name of the beans is behind it. */
  static final String OPTION = "loop-beans=";

  private static final String LOOP = "io.fermata.EventLoop";
  private static final String BEAN = "io.fermata.management.EventLoops";

  private LoopBeans() {}

  /**
   * Registers a bean for each loader that has loaded event loops.
   *
   * @param name of the beans; {@code ,loader=1} and so on is added to it
   */
  static void register(String name, Instrumentation instrumentation) {
    Set<ClassLoader> loaders = Collections.newSetFromMap(new IdentityHashMap<>());
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      ClassLoader loader = loaded.getClassLoader();
      if (loaded.getName().equals(LOOP) && loader != null && loaders.add(loader)) {
        try {
          Object bean = Class.forName(BEAN, true, loader).getConstructor().newInstance();
          server.registerMBean(bean, new ObjectName(name + ",loader=" + loaders.size()));
        } catch (ReflectiveOperationException | JMException e) {
          throw new IllegalStateException("no loops can be found in " + loader, e);
        }
      }
    }
  }
}
