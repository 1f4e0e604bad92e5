package io.fermata.transform;

import org.jspecify.annotations.Nullable;

/** Stub: something to tell about a method. */
public record Diagnostic(
    Code code,
    Severity severity,
    String className,
    String method,
    @Nullable String file,
    int line,
    String message,
    String remedy) {
  public String text() {
    return file + ":" + line + ": " + code + " " + message + " (" + remedy + ")";
  }
}
