package io.fermata.agent;

import io.fermata.transform.Code;
import io.fermata.transform.Diagnostic;
import io.fermata.transform.GeneratedClass;
import io.fermata.transform.Severity;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/**
 * Tells a class loader that hides the frames' superclass from its classes, as that of a bundle does
 * which imports the packages that its source names, and no others.
 */
final class MissingRuntime {
  private MissingRuntime() {}

  /**
   * What to say of a frame that the JVM refused to define.
   *
   * @param frame any frame of the owner: all have one superclass
   * @param owner the binary name of the frame's owner
   * @param loader the class of its loader
   * @return null if the reason is another
   */
  static @Nullable Diagnostic reason(
      NoClassDefFoundError refusal, GeneratedClass frame, String owner, Class<?> loader) {
    String superclass = new ClassReader(frame.classFile()).getSuperName();
    // The message is the name alone, a loader's own mostly with dots. A longer one names a class
    // that was found.
    String message = refusal.getMessage();
    if (message == null || !superclass.equals(message.replace('.', '/'))) {
      return null;
    }
    return new Diagnostic(
        Code.RUNTIME_NOT_FOUND,
        Severity.ERROR,
        owner,
        "",
        null,
        0,
        "its class loader, a "
            + loader.getName()
            + ", does not find "
            + superclass.replace('/', '.')
            + ", which its async methods need; the class stays as it was, and they will not work",
        "Let that loader find all packages of fermata-runtime; a bundle of OSGi needs"
            + " Import-Package: io.fermata, io.fermata.frame");
  }
}
