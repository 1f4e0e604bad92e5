package io.fermata.transform;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one class file.
 *
 * @param classFile the class to use instead, or null if it stays as it is
 * @param frames the frame classes that {@code classFile} needs
 * @param diagnostics in the order of the source; a method with an error throws it when called
 * @param methods how many async methods were transformed
 * @param className the internal name of the class, "" if it was not looked at that closely
 */
public record Transformation(
    byte @Nullable [] classFile,
    List<GeneratedClass> frames,
    List<Diagnostic> diagnostics,
    int methods,
    String className) {

  static final Transformation UNTOUCHED = new Transformation(null, List.of(), List.of(), 0, "");

  static Transformation unchanged(String className, List<Diagnostic> diagnostics) {
    return new Transformation(null, List.of(), diagnostics, 0, className);
  }

  /**
   * The diagnostics as people should see them.
   *
   * @param name what to call the class where it could not be read
   */
  public List<Diagnostic> diagnosticsOf(String name) {
    if (!className.isEmpty() || diagnostics.isEmpty()) {
      return diagnostics;
    }
    List<Diagnostic> named = new ArrayList<>();
    for (Diagnostic diagnostic : diagnostics) {
      named.add(diagnostic.of(name));
    }
    return named;
  }

  /** Whether there is another class file to use. */
  public boolean changed() {
    return classFile != null;
  }

  /** Whether anything was refused. */
  public boolean failed() {
    for (Diagnostic diagnostic : diagnostics) {
      if (diagnostic.severity() == Severity.ERROR) {
        return true;
      }
    }
    return false;
  }
}
