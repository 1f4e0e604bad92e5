package io.fermata.cli;

import io.fermata.transform.Transformer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** A place with class files in it. */
sealed interface ClassFiles permits ClassDirectory, ClassJar {
  /**
   * What is at a path.
   *
   * @param stripSignatures whether a jar may lose its signature
   * @throws CommandOptions.MisuseException if that is neither a directory nor a jar
   */
  static ClassFiles at(Path path, boolean stripSignatures) throws CommandOptions.MisuseException {
    if (Files.isDirectory(path)) {
      return new ClassDirectory(path);
    }
    if (Files.isRegularFile(path)) {
      if (ChangePlanner.isClassFile(path.toString())) {
        throw new CommandOptions.MisuseException(
            path + " is one class file; give the directory that its package is in, or a jar");
      }
      return new ClassJar(path, stripSignatures);
    }
    throw new CommandOptions.MisuseException(
        path + (Files.exists(path) ? " is neither a directory nor a file" : " is not there"));
  }

  /** Shows every class file, by its path in this place, in an order that is always the same. */
  void forEach(Visitor visitor) throws IOException;

  /** Gets the class files of a place one by one. */
  interface Visitor {
    void visit(String path, byte[] classFile) throws IOException;
  }

  /**
   * Reads all class files and decides what is to be done; writes nothing.
   *
   * @throws IOException if a file cannot be read
   */
  default Changes plan(Transformer transformer) throws IOException {
    ChangePlanner planner = new ChangePlanner(transformer);
    forEach(planner::add);
    return planner.finish();
  }

  /**
   * Why these changes must not be made, or an empty string.
   *
   * @throws IOException if that cannot be found out
   */
  String objection(Changes changes) throws IOException;

  /** Makes the changes where the class files are. */
  void apply(Changes changes) throws IOException;

  /**
   * The files that {@link #copyTo} writes, relative to its directory, with {@code /}.
   *
   * @throws IOException if that cannot be found out
   */
  Set<String> copies(Changes changes) throws IOException;

  /**
   * Leaves the class files as they are, and writes all files below a directory, with the changes
   * made.
   */
  void copyTo(Path directory, Changes changes) throws IOException;
}
