package io.fermata.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;

/**
 * Writes a file so that others see the old content or the new, never a part: a new file beside it,
 * moved over it.
 *
 * <p>A symbolic link stays one: what it points to is replaced.
 */
final class FileReplacement {
  /** What writes the new content. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private FileReplacement() {}

  static void write(Path file, byte[] content, Path like) throws IOException {
    write(file, out -> out.write(content), like);
  }

  /**
   * Writes the file anew.
   *
   * @param like an existing file whose permissions the new one gets
   */
  static void write(Path file, Content content, Path like) throws IOException {
    Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
    // A name of its own: the file's may be as long as names can be, and another run may write, too.
    Path fresh = Files.createTempFile(target.getParent(), ".fermata", null);
    try {
      try (OutputStream out = Files.newOutputStream(fresh)) {
        content.writeTo(out);
      }
      copyPermissions(like, fresh);
      move(fresh, target);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static void copyPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView source = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    PosixFileAttributeView target = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (source != null && target != null) {
      target.setPermissions(source.readAttributes().permissions());
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
