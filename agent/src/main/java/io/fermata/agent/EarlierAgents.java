package io.fermata.agent;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * Finds out whether the JVM was started with an agent in front of this one that can retransform
 * classes. The JVM would show us what that one made of a class, and what it puts into an async
 * method would become part of the body and not of the call.
 *
 * <p>It reads the JVM's arguments, because nothing tells an agent of another.
 */
final class EarlierAgents {
  private static final String OPTION = "-javaagent:";
  private static final Attributes.Name CAN_RETRANSFORM =
      new Attributes.Name("Can-Retransform-Classes");

  private EarlierAgents() {}

  /** False also if it can't be known. */
  static boolean canRetransform(Instrumentation instrumentation) {
    if (!areThere(instrumentation)) {
      return false;
    }
    try {
      return canRetransform(
          arguments(instrumentation),
          Path.of(EarlierAgents.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    } catch (Throwable e) { // what a method handle may throw
      return false;
    }
  }

  /** An agent's class is loaded as the application's are. To ask for it costs next to nothing. */
  private static boolean areThere(Instrumentation instrumentation) {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    for (Class<?> loaded : instrumentation.getInitiatedClasses(loader)) {
      if (loaded.getClassLoader() == loader && !loaded.getName().startsWith("io.fermata.")) {
        return true;
      }
    }
    return false;
  }

  /** Whether an argument in front of the one that names this jar names such an agent. */
  static boolean canRetransform(String[] arguments, Path self) {
    boolean found = false;
    for (String argument : arguments) {
      if (argument.startsWith(OPTION)) {
        String file = argument.substring(OPTION.length()).split("=", 2)[0];
        try {
          Path jar = Path.of(file);
          if (Files.isSameFile(jar, self)) {
            return found;
          }
          found |= canRetransform(jar);
        } catch (IOException | InvalidPathException e) {
          // an agent that the JVM could read and we can't: as if it were not there
        }
      }
    }
    return false;
  }

  private static boolean canRetransform(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      return manifest != null
          && Boolean.parseBoolean(manifest.getMainAttributes().getValue(CAN_RETRANSFORM));
    }
  }

  /** What is also in variables such as JAVA_TOOL_OPTIONS; not what the main class gets. */
  private static String[] arguments(Instrumentation instrumentation) throws Throwable {
    MethodHandles.Lookup lookup = LookupLoader.lookupOpening("jdk.internal.misc", instrumentation);
    return (String[])
        lookup
            .findStatic(
                lookup.findClass("jdk.internal.misc.VM"),
                "getRuntimeArguments",
                MethodType.methodType(String[].class))
            .invoke();
  }
}
