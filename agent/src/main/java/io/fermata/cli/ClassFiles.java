package io.fermata.cli;

import io.fermata.transform.Transformer;
import java.io.IOException;
import java.nio.file.Path;

/** A place with class files in it. */
sealed interface ClassFiles permits ClassDirectory, ClassJar {
  /** Decides what is to be done, and does nothing yet. */
  Changes plan(Transformer transformer) throws IOException;

  /**
   * Why these changes must not be made, or an empty string.
   *
   * @throws IOException if that cannot be found out
   */
  String objection(Changes changes) throws IOException;

  /** Makes the changes where the class files are. */
  void apply(Changes changes) throws IOException;

  /**
   * Leaves the class files as they are, and writes all files below a directory, with the changes
   * made.
   */
  void copyTo(Path directory, Changes changes) throws IOException;
}
