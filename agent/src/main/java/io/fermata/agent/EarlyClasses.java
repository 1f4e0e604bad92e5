package io.fermata.agent;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.net.URLConnection;
import org.jspecify.annotations.Nullable;

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
    try (InputStream in = open(loader, name + ".class")) {
      if (in != null) {
        transformer.examine(loader, name, in.readAllBytes());
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      // A class whose file cannot be found again is not reported; its await says the rest when it
      // is reached.
    }
  }

  /** Without leaving a jar open that the application may want to close, or to replace. */
  static @Nullable InputStream open(ClassLoader loader, String resource) throws IOException {
    URL place = loader.getResource(resource);
    if (place == null) {
      return loader.getResourceAsStream(resource); // some loaders know only this
    }
    URLConnection connection = place.openConnection();
    connection.setUseCaches(false);
    return connection.getInputStream();
  }
}
