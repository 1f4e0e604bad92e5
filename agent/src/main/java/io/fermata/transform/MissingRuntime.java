package io.fermata.transform;

import io.fermata.transform.model.RuntimeNames;
import org.jspecify.annotations.Nullable;

/**
 * Tells a class loader that hides the frames' superclass from its classes, as that of a bundle does
 * which imports the packages that its source names, and no others.
 */
public final class MissingRuntime {
  private MissingRuntime() {}

  /**
   * What to say of a frame that the JVM refused to define.
   *
   * @param className the internal name of the frame's owner
   * @param loader the class of its loader
   * @return null if the reason is another
   */
  public static @Nullable Diagnostic reason(
      NoClassDefFoundError refusal, String className, Class<?> loader) {
    String missing = refusal.getMessage();
    if (missing == null || !missing.replace('.', '/').contains(RuntimeNames.FRAME)) {
      return null;
    }
    return new Diagnostic(
        Code.RUNTIME_NOT_FOUND,
        Severity.ERROR,
        className.replace('/', '.'),
        "",
        null,
        0,
        "its class loader, a "
            + loader.getName()
            + ", does not find "
            + RuntimeNames.FRAME.replace('/', '.')
            + ", which its async methods need; the class stays as it was, and they will not work",
        "Let that loader find all packages of fermata-runtime; a bundle of OSGi needs"
            + " Import-Package: io.fermata, io.fermata.frame");
  }
}
