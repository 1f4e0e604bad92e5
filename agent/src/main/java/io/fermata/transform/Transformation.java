package io.fermata.transform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stub: what came of one class. */
public record Transformation(
    byte @Nullable [] classFile,
    List<GeneratedClass> frames,
    List<Diagnostic> diagnostics,
    int methods,
    String className) {
  public boolean changed() {
    return classFile != null;
  }

  public boolean failed() {
    return diagnostics.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }
}
