package io.fermata.maven;

import io.fermata.transform.Diagnostic;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Finds the source file that a diagnostic names, so that terminals and IDEs can jump to it. */
final class SourceFinder {
  private final List<String> roots;

  SourceFinder(List<String> roots) {
    this.roots = roots;
  }

  /** The diagnostic's text; with the whole path in front, if its file is below one of the roots. */
  String withPath(Diagnostic diagnostic) {
    String text = diagnostic.text();
    String file = diagnostic.file();
    if (file == null || !text.startsWith(file)) {
      return text;
    }
    String className = diagnostic.className();
    String inRoot = className.substring(0, className.lastIndexOf('.') + 1).replace('.', '/') + file;
    try {
      for (String root : roots) {
        Path source = Path.of(root, inRoot);
        if (Files.isRegularFile(source)) {
          return source + text.substring(file.length());
        }
      }
    } catch (InvalidPathException e) {
      // What a class file names as its source need not be a file, as <generated> is none.
    }
    return text;
  }
}
