package io.fermata.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;

/**
 * Finds the classes that were loaded before the agent was attached and would have been transformed.
 *
 * <p>They are looked up as resources of their loaders. Asking the JVM for them instead would
 * redefine every class of the application, only to find a few.
 */
final class EarlyClasses {
  private EarlyClasses() {}

  static void report(Instrumentation instrumentation, LoadTimeTransformer transformer) {
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      ClassLoader loader = loaded.getClassLoader();
      String name = loaded.getName().replace('.', '/');
      if (loader != null
          && instrumentation.isModifiableClass(loaded)
          && transformer.concerns(loader, name)) {
        examine(loader, name, transformer);
      }
    }
  }

  private static void examine(ClassLoader loader, String name, LoadTimeTransformer transformer) {
    try (InputStream in = loader.getResourceAsStream(name + ".class")) {
      if (in != null) {
        transformer.examine(loader, name, in.readAllBytes());
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      // A class whose file cannot be found again is not reported; its await says the rest when it
      // is reached.
    }
  }
}
