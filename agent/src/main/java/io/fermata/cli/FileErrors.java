package io.fermata.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.ZipException;

/** Says which file cannot be read or written, and why: the JDK often tells one of the two only. */
final class FileErrors {
  private FileErrors() {}

  /**
   * What to throw instead.
   *
   * @param what the file, the jar or the entry of a jar
   */
  static IOException unreadable(Object what, IOException cause) {
    return new IOException(what + " cannot be read: " + reason(cause), cause);
  }

  /** What was met when a jar was opened. */
  static IOException unreadableJar(Path jar, IOException cause) {
    return cause instanceof ZipException
        ? new IOException(
            jar + " cannot be read: it is no jar, or damaged (" + cause.getMessage() + ")", cause)
        : unreadable(jar, cause);
  }

  /** What a walk through a directory met. */
  static IOException unreadableBelow(Path directory, UncheckedIOException walk) {
    IOException cause = Objects.requireNonNull(walk.getCause(), "cause");
    String file = cause instanceof FileSystemException named ? named.getFile() : null;
    return unreadable(file == null ? directory : file, cause);
  }

  static IOException unwritable(Object what, IOException cause) {
    return new IOException(what + " cannot be written: " + reason(cause), cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof FileSystemLoopException) {
      return "it is a link to a directory around it";
    }
    if (cause instanceof AccessDeniedException denied) {
      return "access to " + denied.getFile() + " is denied";
    }
    return cause.getClass() == IOException.class
        ? String.valueOf(cause.getMessage())
        : cause.toString();
  }
}
