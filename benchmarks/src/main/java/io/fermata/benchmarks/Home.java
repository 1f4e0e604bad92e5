package io.fermata.benchmarks;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The directory of this module, found by where its jar or its classes are. */
final class Home {
  private Home() {}

  static Path directory() {
    return target().resolve("..").normalize();
  }

  /** What runs measured, a file for each JDK. */
  static Path results() {
    return target().resolve("results");
  }

  /** What was recorded to compare with, a file for each JDK. */
  static Path recorded() {
    return directory().resolve("recorded");
  }

  /** Where Maven put the jars. */
  static Path target() {
    try {
      Path place = Path.of(Home.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return place.resolve("..").normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
