package io.fermata.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the campaigns work on. */
final class Campaigns {
  private Campaigns() {}

  /** The jars that the profile {@code campaigns} puts into the directory {@code campaign.jars}. */
  static List<Library> jars() {
    return jarFiles().stream().map(Library::ofJar).toList();
  }

  static List<Path> jarFiles() {
    Path directory = Path.of(System.getProperty("campaign.jars"));
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
