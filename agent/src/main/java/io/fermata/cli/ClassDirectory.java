package io.fermata.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A directory tree of class files, such as {@code target/classes}.
 *
 * <p>A file whose content stays the same is never written, so its time stays too. Each file is
 * replaced at once; a class after its frames, so that an interrupted run is put right by the next
 * one.
 *
 * <p>Thread: one at a time.
 */
public final class ClassDirectory implements ClassFiles {
  private final Path root;

  /** The tree below a directory, which must exist. */
  public ClassDirectory(Path root) {
    this.root = root;
  }

  @Override
  public void forEach(Visitor visitor) throws IOException {
    for (Path file : files()) {
      String path = relative(file);
      if (ChangePlanner.isClassFile(path)) {
        visitor.visit(path, read(file));
      }
    }
  }

  @Override
  public String objection(Changes changes) {
    return "";
  }

  /**
   * Does what was planned.
   *
   * @throws IOException if a file cannot be written
   */
  @Override
  public void apply(Changes changes) throws IOException {
    for (var change : changes.contents().entrySet()) {
      String owner = changes.owners().getOrDefault(change.getKey(), change.getKey());
      FileReplacement.write(root.resolve(change.getKey()), change.getValue(), root.resolve(owner));
    }
    for (String path : changes.stale()) {
      Files.delete(root.resolve(path));
    }
  }

  @Override
  public Set<String> copies(Changes changes) throws IOException {
    Set<String> copies = new TreeSet<>(changes.contents().keySet());
    for (Path file : files()) {
      copies.add(relative(file));
    }
    copies.removeAll(changes.stale());
    return copies;
  }

  @Override
  public void copyTo(Path directory, Changes changes) throws IOException {
    for (Path file : files()) {
      String path = relative(file);
      if (!changes.contents().containsKey(path) && !changes.stale().contains(path)) {
        writeIfOther(directory.resolve(path), read(file), file);
      }
    }
    for (var change : changes.contents().entrySet()) {
      String owner = changes.owners().getOrDefault(change.getKey(), change.getKey());
      writeIfOther(directory.resolve(change.getKey()), change.getValue(), root.resolve(owner));
    }
  }

  private static void writeIfOther(Path file, byte[] content, Path like) throws IOException {
    if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
      Files.createDirectories(file.getParent());
      FileReplacement.write(file, content, like);
    }
  }

  /** In an order that does not depend on the file system. */
  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    } catch (UncheckedIOException e) {
      throw FileErrors.unreadableBelow(root, e);
    }
  }

  static byte[] read(Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw FileErrors.unreadable(file, e);
    }
  }

  private String relative(Path file) {
    return root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
