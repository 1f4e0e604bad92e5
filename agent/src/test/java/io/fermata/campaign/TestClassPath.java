package io.fermata.campaign;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The jars that are on the test's class path anyway, but for the runtime. */
final class TestClassPath {
  private TestClassPath() {}

  static List<Library> libraries() {
    return Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
        .filter(entry -> entry.endsWith(".jar"))
        .map(Path::of)
        .filter(path -> !path.getFileName().toString().startsWith("fermata-"))
        .map(Library::ofJar)
        .filter(library -> !library.classes().isEmpty())
        .toList();
  }
}
